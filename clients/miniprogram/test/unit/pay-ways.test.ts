import { beforeEach, describe, expect, it } from "vitest";

import type { Storefront } from "@/api/types";
import { useCheckout } from "@/features/checkout";
import { offlineHint, payWays } from "@/features/pay-ways";
import { order, quote } from "./samples";
import { fine, pathOf, world } from "./uni-mock";

const shop = (offline: Storefront["offline_payment"], h5 = false) => ({ offline_payment: offline, channels: h5 ? { h5_wechat: { appid: "wx1" } } : {} }) as unknown as Storefront;

beforeEach(() => {
  world().server = (asked) => (pathOf(asked) === "/checkout/preview" ? fine({ ...quote(), address: undefined }) : fine(order()));
});

describe("ways to pay", () => {
  it("are the shop's in a browser, and WeChat Pay alone in the mini program", () => {
    expect(payWays(shop(["in_store", "on_delivery"]), "weapp")).toEqual(["wechat"]);
    expect(payWays(shop(["in_store"]), "h5_browser")).toEqual(["in_store"]);
    expect(payWays(shop(["in_store"], true), "h5_wechat")).toEqual(["wechat", "in_store"]);
    expect(payWays(shop([]), "h5_browser")).toEqual(["wechat"]);
  });

  it("need no address where the goods are fetched", async () => {
    const checkout = useCheckout(() => ({ source: "cart" }));
    await checkout.payWith("in_store");
    expect((await checkout.submit())?.id).toBe("o1");
    const sent = world().asked.filter((asked) => pathOf(asked) === "/orders");
    expect(sent[0]?.data).toEqual({ source: "cart", pay_by: "in_store", quote: "q-1990-1000" });
    await checkout.payWith("on_delivery");
    expect(await checkout.submit()).toBeNull();
  });

  it("say what the order waits for", () => {
    expect(offlineHint(order({ status: "pending" }))).toBe("");
    expect(offlineHint(order({ status: "pending", pay_by: "in_store", paid_at: undefined }))).toContain("接单");
    expect(offlineHint(order({ status: "closed", pay_by: "in_store", paid_at: undefined }))).toBe("");
  });
});
