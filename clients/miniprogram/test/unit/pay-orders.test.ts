import { afterEach, describe, expect, it, vi } from "vitest";

import { pay } from "@/features/pay";
import { orderActs, runAct } from "@/features/order-acts";
import { order } from "./samples";
import { fine, pathOf, world } from "./uni-mock";

const ticket = { payment_id: "p1", channel: "h5_wechat", appid: "wx2", params: { timeStamp: "1", nonceStr: "n", package: "p", signType: "RSA", paySign: "s" } };
const slept: number[] = [];
const sleep = (ms: number) => {
  slept.push(ms);
  return Promise.resolve();
};

function cashier(says: string, answers: ReturnType<typeof order>[]): void {
  slept.length = 0;
  vi.stubGlobal("WeixinJSBridge", { invoke: (_name: string, _args: object, done: (result: { err_msg: string }) => void) => done({ err_msg: `get_brand_wcpay_request:${says}` }) });
  world().server = (asked) => (pathOf(asked).endsWith("/pay") ? fine(ticket) : fine(answers.length > 1 ? answers.shift() : answers[0]));
}

afterEach(() => vi.unstubAllGlobals());

describe("paying", () => {
  it("believes the server only: asks until it knows of the payment", async () => {
    cashier("ok", [order(), order(), order({ paid_at: "2026-11-24T06:01:00Z" })]);
    expect(await pay("o1", "h5_wechat", sleep)).toBe("paid");
    expect(slept).toEqual([0, 600, 1000]);
  });

  it("stays unsure when the server never hears of it", async () => {
    cashier("ok", [order()]);
    expect(await pay("o1", "h5_wechat", sleep)).toBe("unsure");
    expect(slept).toHaveLength(6);
  });

  it("keeps the order after a cancelled cashier, unless it was paid all the same", async () => {
    cashier("cancel", [order()]);
    expect(await pay("o1", "h5_wechat", sleep)).toBe("cancelled");
    cashier("cancel", [order({ paid_at: "2026-11-24T06:01:00Z" })]);
    expect(await pay("o1", "h5_wechat", sleep)).toBe("paid");
  });
});

describe("buttons of an order", () => {
  it("come from what the server allows, the strongest last", () => {
    expect(orderActs(["pay", "cancel"]).map((act) => [act.label, act.main])).toEqual([["取消订单", false], ["付款", true]]);
    expect(orderActs(["buy_again", "confirm", "apply_refund"]).map((act) => act.action)).toEqual(["apply_refund", "buy_again", "confirm"]);
    expect(orderActs(["ship", "teleport"])).toEqual([]);
  });

  it("ask once before confirming, and do nothing on a no", async () => {
    world().agree = false;
    expect(await runAct("confirm", "o1")).toBeNull();
    expect(world().asked).toHaveLength(0);
    world().agree = true;
    world().server = () => fine(order({ status: "completed" }));
    expect(await runAct("confirm", "o1")).toMatchObject({ status: "completed" });
  });

  it("lead to the page where there is one", async () => {
    expect(await runAct("pay", "o1")).toBe("moved");
    expect(world().went).toEqual(["/pages-order/cashier/index?id=o1"]);
  });
});
