import { describe, expect, it } from "vitest";

import type { Page } from "@/api/types";
import { draftFault, phoneOf, toAddressIn } from "@/features/address-form";
import { useFeed } from "@/features/feed";
import { linkTarget } from "@/features/links";
import { regionAt, regionColumns, regionIndex } from "@/features/regions";
import { searchHistory } from "@/features/search-history";
import { en } from "@/i18n/en";
import { zhHans } from "@/i18n/zh-Hans";

describe("endless list", () => {
  const pages: { [cursor: string]: Page<number> } = { first: { items: [1, 2], next_cursor: "b" }, b: { items: [3] } };

  it("goes through loading, ready and end", async () => {
    const feed = useFeed((cursor) => Promise.resolve(pages[cursor ?? "first"] as Page<number>));
    expect(feed.first.value).toBe(true);
    await feed.reload();
    expect(feed.state.value).toBe("ready");
    await feed.more();
    expect([feed.items.value, feed.state.value]).toEqual([[1, 2, 3], "end"]);
    await feed.more();
    expect(feed.items.value).toHaveLength(3);
  });

  it("keeps what is there when going on fails, and goes on after a retry", async () => {
    let broken = false;
    const feed = useFeed((cursor) => (broken ? Promise.reject(new Error("x")) : Promise.resolve(pages[cursor ?? "first"] as Page<number>)));
    await feed.reload();
    broken = true;
    await feed.more();
    expect([feed.items.value, feed.state.value]).toEqual([[1, 2], "error"]);
    broken = false;
    await feed.retry();
    expect(feed.items.value).toEqual([1, 2, 3]);
  });

  it("says empty, and drops a late answer to an older question", async () => {
    const waiting: ((page: Page<number>) => void)[] = [];
    const feed = useFeed<number>(() => new Promise((resolve) => waiting.push(resolve)));
    const old = feed.reload();
    const now = feed.reload();
    waiting[1]?.({ items: [] });
    await now;
    waiting[0]?.({ items: [9] });
    await old;
    expect([feed.items.value, feed.state.value]).toEqual([[], "empty"]);
  });
});

describe("a merchant's links", () => {
  it.each([
    ["goods:g1", "/pages/goods/index?id=g1"],
    ["search:茶壶", `/pages-shop/list/index?q=${encodeURIComponent("茶壶")}`],
    ["page:about", "/pages-shop/text/index?name=about"],
    ["category:c1", "/pages-shop/list/index?category=c1"],
  ])("%s", (link, target) => expect(linkTarget(link)).toBe(target));

  it.each([undefined, "", "goods:", "javascript:alert(1)", "https://x.test", ":g1"])("leads nowhere: %s", (link) => {
    expect(linkTarget(link)).toBe("");
  });
});

describe("address form", () => {
  const draft = { name: "李小梅", phone: "１３８ 0000 1234", region_code: "330106", region_text: "", detail: "文三路", is_default: false };

  it("reads full-width digits and blanks", () => {
    expect(phoneOf(draft)).toBe("13800001234");
    expect(draftFault(draft)).toBeNull();
    expect(toAddressIn(draft)).toEqual({ name: "李小梅", phone: "13800001234", region_code: "330106", detail: "文三路", is_default: false });
  });

  it.each([
    [{ name: " " }, "address.badName"],
    [{ phone: "12" }, "address.badPhone"],
    [{ region_code: "" }, "address.badRegion"],
    [{ detail: "  " }, "address.badDetail"],
  ])("finds what is wrong: %o", (change, key) => expect(draftFault({ ...draft, ...change })).toBe(key));
});

describe("regions", () => {
  const tree = [
    { code: "31", name: "上海市", children: [{ code: "3101", name: "上海市", children: [{ code: "310104", name: "徐汇区" }] }] },
    { code: "44", name: "广东省", children: [{ code: "4419", name: "东莞市" }] },
  ];

  it("finds a district, names it once, and lets a city without districts stand for itself", () => {
    expect(regionIndex(tree, "310104")).toEqual([0, 0, 0]);
    expect(regionAt(tree, [0, 0, 0])).toEqual({ code: "310104", text: "上海市 徐汇区" });
    expect(regionAt(tree, [1, 0, 0])).toEqual({ code: "4419", text: "广东省 东莞市" });
    expect(regionIndex(tree, "4419")).toEqual([1, 0, 0]);
    expect(regionColumns([], [0, 0, 0])).toEqual([[], [], []]);
  });
});

describe("small memories", () => {
  it("keeps the newest search first, once, and few", () => {
    for (let at = 0; at < 20; at += 1) searchHistory.add(`词${at}`);
    searchHistory.add(" 词5 ");
    searchHistory.add("  ");
    expect(searchHistory.list()).toHaveLength(12);
    expect(searchHistory.list().slice(0, 2)).toEqual(["词5", "词19"]);
  });

  it("has every text in both languages, with the same holes", () => {
    const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const key of Object.keys(zhHans) as (keyof typeof zhHans)[]) {
      expect(en[key], key).toBeTruthy();
      expect(holes(en[key]).filter((hole) => !holes(zhHans[key]).includes(hole)), key).toEqual([]);
    }
  });
});
