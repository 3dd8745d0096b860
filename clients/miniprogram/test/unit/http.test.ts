import { describe, expect, it } from "vitest";

import { call, Fault, useTokenSource } from "@/api/http";
import { faultText } from "@/features/faults";
import { setLocale } from "@/i18n";
import { fine, pathOf, problem, world } from "./uni-mock";

const faultOf = async (work: Promise<unknown>): Promise<Fault> => work.then(() => expect.fail("no fault"), (fault: Fault) => fault);

describe("asking the server", () => {
  it("goes to the shop's address with token, key and query", async () => {
    useTokenSource({ token: () => "t1", renew: () => Promise.resolve(false), refused: () => undefined });
    world().server = () => fine({ ok: true });
    await call({ method: "GET", path: "/goods", query: { q: "茶 壶", category: undefined, cursor: "" }, key: "k1" });
    const [asked] = world().asked;
    expect(asked?.url).toBe(`${location.origin}/api/storefront/v1/demo/goods?q=${encodeURIComponent("茶 壶")}`);
    expect(asked?.header).toMatchObject({ Authorization: "Bearer t1", "Idempotency-Key": "k1" });
  });

  it("renews once after a 401 and tries again", async () => {
    let token = "old";
    useTokenSource({
      token: () => token,
      renew: () => {
        token = "new";
        return Promise.resolve(true);
      },
      refused: () => expect.fail("refused"),
    });
    world().server = (asked) => (asked.header.Authorization === "Bearer new" ? fine({ id: "m1" }) : problem(401, "not_signed_in"));
    expect(await call({ method: "GET", path: "/me" })).toEqual({ id: "m1" });
    expect(world().asked.map(pathOf)).toEqual(["/me", "/me"]);
  });

  it("does not go round in circles when the renewed token is refused too", async () => {
    useTokenSource({ token: () => "bad", renew: () => Promise.resolve(true), refused: () => undefined });
    world().server = () => problem(401, "not_signed_in");
    expect((await faultOf(call({ method: "GET", path: "/me" }))).code).toBe("not_signed_in");
    expect(world().asked).toHaveLength(2);
  });

  it("never renews for log-in itself", async () => {
    useTokenSource({ token: () => "t", renew: () => expect.fail("renewed"), refused: () => expect.fail("refused") });
    world().server = () => problem(401, "bad_code");
    const fault = await faultOf(call({ method: "POST", path: "/auth/weapp", body: { code: "x" }, anonymous: true }));
    expect(fault.code).toBe("bad_code");
    expect(world().asked[0]?.header.Authorization).toBeUndefined();
  });

  it("tells a lost connection from a server that stammers", async () => {
    world().server = () => "offline";
    expect((await faultOf(call({ method: "GET", path: "/shop" }))).code).toBe("network");
    world().server = () => ({ status: 502, body: "<html>" });
    expect((await faultOf(call({ method: "GET", path: "/shop" }))).code).toBe("bad_answer");
  });
});

describe("what a person is told", () => {
  it("says the server's words, in the language that is set", () => {
    const fault = new Fault({ status: 409, code: "out_of_stock", detail: "库存不足", detail_en: "Out of stock" });
    expect(faultText(fault)).toBe("库存不足");
    setLocale("en");
    expect(faultText(fault)).toBe("Out of stock");
    setLocale("zh-Hans");
  });

  it("never shows a bare code", () => {
    expect(faultText(new Fault({ status: 500, code: "broken" }))).toBe("出了点问题，请再试一次");
    expect(faultText(new Fault({ status: 0, code: "network" }))).toBe("网络不通，请检查后重试");
    expect(faultText(new TypeError("x is undefined"))).toBe("出了点问题，请再试一次");
  });

  it("names the first field at fault", () => {
    const fault = new Fault({ status: 422, code: "invalid_input", detail: "内容有误", fields: [{ path: "phone", code: "phone", message: "手机号不对" }] });
    expect(faultText(fault)).toBe("手机号不对");
  });
});
