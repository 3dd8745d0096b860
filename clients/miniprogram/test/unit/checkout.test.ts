import { beforeEach, describe, expect, it } from "vitest";

import { useCheckout } from "@/features/checkout";
import { quoteChanges } from "@/features/quote-changes";
import { order, quote } from "./samples";
import { fine, pathOf, problem, world, type Asked } from "./uni-mock";

const start = async () => {
  const checkout = useCheckout(() => ({ source: "cart" }));
  await checkout.preview();
  world().asked.length = 0;
  return checkout;
};
const placed = () => world().asked.filter((asked) => pathOf(asked) === "/orders");
const keyOf = (asked: Asked | undefined) => asked?.header["Idempotency-Key"];

beforeEach(() => {
  world().server = (asked) => (pathOf(asked) === "/checkout/preview" ? fine(quote()) : fine(order()));
});

describe("quote changes", () => {
  it("says what changed, in fen told as yuan", () => {
    expect(quoteChanges(quote(1990, 1000), quote(2590, 0))).toEqual(["「粗陶茶壶」单价 ¥19.90 → ¥25.90", "运费 ¥10.00 → ¥0.00", "应付 ¥29.90 → ¥25.90"]);
    expect(quoteChanges(quote(), { ...quote(), lines: [] })).toEqual(["「粗陶茶壶」已买不到"]);
    expect(quoteChanges(quote(), quote())).toEqual([]);
  });
});

describe("placing an order", () => {
  it("sends the quote that was shown and the trimmed remark", async () => {
    const checkout = await start();
    checkout.remark.value = "  请放门口 ";
    expect((await checkout.submit())?.id).toBe("o1");
    expect(placed()[0]?.data).toEqual({ source: "cart", address_id: "a1", quote: "q-1990-1000", remark: "请放门口" });
    expect(keyOf(placed()[0])).toMatch(/^[A-Za-z0-9_-]{16,64}$/);
  });

  it("keeps the key when a lost answer is tried again, and takes a new one afterwards", async () => {
    const checkout = await start();
    world().server = () => "offline";
    expect(await checkout.submit()).toBeNull();
    world().server = () => fine(order());
    await checkout.submit();
    await checkout.submit();
    const [lost, again, next] = placed().map(keyOf);
    expect(again).toBe(lost);
    expect(next).not.toBe(lost);
  });

  it("asks before placing at a changed price, and places under a new key when told to", async () => {
    const checkout = await start();
    world().server = (asked) => ((asked.data as { quote: string }).quote === "q-2590-1000" ? fine(order()) : problem(409, "quote_changed", { data: { quote: quote(2590) } }));
    expect((await checkout.submit())?.id).toBe("o1");
    expect(world().questions[0]).toContain("应付 ¥29.90 → ¥35.90");
    const [first, second] = placed();
    expect((second?.data as { quote: string }).quote).toBe("q-2590-1000");
    expect(keyOf(second)).not.toBe(keyOf(first));
  });

  it("places nothing when the person wants to look first, but shows the new count", async () => {
    const checkout = await start();
    world().agree = false;
    world().server = () => problem(409, "quote_changed", { data: { quote: quote(2590) } });
    expect(await checkout.submit()).toBeNull();
    expect(placed()).toHaveLength(1);
    expect(checkout.quote.value?.payable_fen).toBe(3590);
  });

  it("counts again after running out of stock", async () => {
    const checkout = await start();
    world().server = (asked) => (pathOf(asked) === "/orders" ? problem(409, "out_of_stock", { detail: "库存不足" }) : fine({ ...quote(), problems: [{ code: "sold_out", message: "已售罄" }] }));
    expect(await checkout.submit()).toBeNull();
    expect(world().said).toContain("库存不足");
    expect(checkout.ready.value).toBe(false);
    expect(checkout.blocked.value).toHaveLength(1);
  });

  it("wants an address first", async () => {
    world().server = () => fine({ ...quote(), address: undefined, problems: [{ code: "address_missing", message: "请填写地址" }] });
    const checkout = await start();
    expect(await checkout.submit()).toBeNull();
    expect(placed()).toHaveLength(0);
    expect(world().said).toEqual(["请先填写收货地址"]);
  });
});
