import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";

import GoodsWaterfall from "@/components/GoodsWaterfall.vue";
import Price from "@/components/Price.vue";
import OrderTimeline from "@/components/OrderTimeline.vue";
import type { GoodsCard } from "@/api/types";
import { keepLight } from "../../build/tdesign";

const card = (id: string, tags: string[] = []): GoodsCard => ({ id, name: `商品${id}`, cover_url: "/media/a.webp", price_fen: 100, sold: 0, tags });

describe("price", () => {
  it("writes ¥, yuan and decimals apart", () => {
    const price = mount(Price, { props: { fen: 129905 } });
    expect(price.text()).toBe("¥1,299.05");
    expect(price.find(".decimals").text()).toBe(".05");
  });

  it("strikes a list price through without empty decimals, and shows nothing for a wrong number", () => {
    expect(mount(Price, { props: { fen: 26800, strike: true } }).text()).toBe("¥268");
    expect(mount(Price, { props: { fen: Number.NaN } }).text()).toBe("");
  });
});

describe("waterfall", () => {
  it("fills two columns from left to right and tells which goods was tapped", async () => {
    const wall = mount(GoodsWaterfall, { props: { cards: [card("1"), card("2"), card("3")] }, global: { stubs: { AppTag: true } } });
    const names = wall.findAll(".column").map((column) => column.findAll(".name").map((name) => name.text()));
    expect(names).toEqual([["商品1", "商品3"], ["商品2"]]);
    await wall.findAll(".tile")[2]?.trigger("click");
    expect(wall.emitted("open")).toEqual([["2"]]);
  });
});

describe("timeline", () => {
  it("puts the newest step on top, in Shanghai time", () => {
    const timeline = [
      { action: "place", text: "提交订单", at: "2026-11-24T06:00:00Z" },
      { action: "pay", text: "付款成功", at: "2026-11-24T06:01:00Z" },
    ];
    const steps = mount(OrderTimeline, { props: { timeline } }).findAll(".step");
    expect(steps.map((step) => step.find(".text").text())).toEqual(["付款成功", "提交订单"]);
    expect(steps[0]?.find(".at").text()).toBe("2026-11-24 14:01:00");
  });
});

describe("build", () => {
  it("keeps TDesign's light colours and drops the dark ones", () => {
    const css = "a{b:c}@media (prefers-color-scheme: light) {page{x:1}}@media (prefers-color-scheme: dark) {page{x:2;@media (a){y{z:0}}}}end{}";
    expect(keepLight(css)).toBe("a{b:c}page{x:1}end{}");
  });
});
