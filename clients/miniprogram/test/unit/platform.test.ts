import { afterEach, describe, expect, it, vi } from "vitest";

import { payChannel } from "@/features/pay";
import type { Storefront } from "@/api/types";
import { askSubscribe, readAnswers, requestPayment } from "@/platform/acts";
import { detectKind, kind } from "@/platform/kind";
import { claimReturn, rememberLeaving, takeReturn } from "@/platform/oauth";
import { mediaHtml, mediaUrl, slugOf } from "@/platform/place";

const shop = (channels: Storefront["channels"]) => ({ channels }) as Storefront;
const params = { timeStamp: "1", nonceStr: "n", package: "prepay_id=1", signType: "RSA", paySign: "s" };

afterEach(() => {
  vi.unstubAllGlobals();
  history.replaceState(null, "", "/");
});

describe("where we are", () => {
  it("knows the three channels", () => {
    expect(detectKind({ weapp: true, hasBridge: false, userAgent: "" })).toBe("weapp");
    expect(detectKind({ weapp: false, hasBridge: true, userAgent: "" })).toBe("h5_wechat");
    expect(detectKind({ weapp: false, hasBridge: false, userAgent: "Mozilla/5.0 MicroMessenger/8.0.50" })).toBe("h5_wechat");
    expect(detectKind({ weapp: false, hasBridge: false, userAgent: "Mozilla/5.0 Chrome" })).toBe("h5_browser");
  });

  it("asks anew, for a bridge may come late", () => {
    expect(kind()).toBe("h5_browser");
    vi.stubGlobal("WeixinJSBridge", { invoke: () => undefined });
    expect(kind()).toBe("h5_wechat");
  });

  it("reads the shop from the address and nothing that is no slug", () => {
    expect(slugOf("/s/tea-house/", "")).toBe("tea-house");
    expect(slugOf("/s/tea-house", "")).toBe("tea-house");
    expect(slugOf("/", "?shop=tea")).toBe("tea");
    expect(slugOf("/s/<script>/", "")).toBe("demo");
  });

  it("makes picture addresses whole and leaves others alone", () => {
    expect(mediaUrl("/media/a.webp")).toBe(`${location.origin}/media/a.webp`);
    expect(mediaUrl("https://pictures.test/a.webp")).toBe("https://pictures.test/a.webp");
    expect(mediaUrl(undefined)).toBe("");
    expect(mediaHtml('<p><img alt="x" src="/media/a.webp" /></p>')).toContain(`src="${location.origin}/media/a.webp"`);
  });
});

describe("paying", () => {
  it("offers only what the channel and the shop allow", () => {
    expect(payChannel(shop({}), "weapp")).toBe("weapp");
    expect(payChannel(shop({ h5_wechat: { appid: "wx2" } }), "h5_wechat")).toBe("h5_wechat");
    expect(payChannel(shop({ weapp: { appid: "wx1" } }), "h5_wechat")).toBeNull();
    expect(payChannel(shop({ h5_wechat: { appid: "wx2" } }), "h5_browser")).toBeNull();
  });

  it.each([
    ["get_brand_wcpay_request:ok", "ok"],
    ["get_brand_wcpay_request:cancel", "cancel"],
    ["get_brand_wcpay_request:fail", "fail"],
  ])("reads %s of the bridge as %s", async (said, outcome) => {
    const asked: object[] = [];
    vi.stubGlobal("WeixinJSBridge", {
      invoke: (_name: string, args: object, done: (result: { err_msg: string }) => void) => {
        asked.push(args);
        done({ err_msg: said });
      },
    });
    expect(await requestPayment("wx2", params)).toBe(outcome);
    expect(asked).toEqual([{ appId: "wx2", ...params }]);
  });
});

describe("subscribe sheet", () => {
  it("is asked in the sandbox's phone only", async () => {
    const asked: string[] = [];
    vi.stubGlobal("WeixinJSBridge", {
      invoke: (name: string, _args: object, done: (result: object) => void) => {
        asked.push(name);
        done({ err_msg: "ok", results: { a: "accept" }, code: "c1" });
      },
    });
    expect(await askSubscribe(["a"])).toEqual({});
    expect(asked).toEqual([]);
    const codes: string[] = [];
    const sheet = { appid: "wx1", entered: (code: string) => void codes.push(code) };
    expect(await askSubscribe(["a"], sheet)).toEqual({ a: "accept" });
    expect(await askSubscribe([], sheet)).toEqual({});
    expect(codes).toEqual(["c1"]);
    expect(asked).toEqual(["wxsandboxSubscribe"]);
  });

  it("reports what was answered, and a ban or a filter as a refusal", () => {
    expect(readAnswers(["a", "b", "c", "d"], { a: "accept", b: "reject", c: "ban", errMsg: "ok" })).toEqual({ a: "accept", b: "reject", c: "reject" });
  });
});

describe("coming back from WeChat's page", () => {
  it("takes code and state out of the address once and goes to the remembered page", () => {
    vi.stubGlobal("WeixinJSBridge", { invoke: () => undefined });
    rememberLeaving("/pages-order/checkout/index?source=cart", "https://open.test/authorize?appid=wx1&state=s1#wechat_redirect");
    history.replaceState(null, "", "/s/demo/?code=c1&state=s1&from=moments");
    takeReturn();
    expect(location.search).toBe("?from=moments");
    expect(location.hash).toBe("#/pages-order/checkout/index?source=cart");
    expect(claimReturn()).toEqual({ code: "c1", state: "s1" });
    expect(claimReturn()).toBeUndefined();
  });

  it("drops what does not answer a leaving of this browser", () => {
    vi.stubGlobal("WeixinJSBridge", { invoke: () => undefined });
    history.replaceState(null, "", "/s/demo/?code=theirs&state=theirs");
    takeReturn();
    expect(claimReturn()).toBeUndefined();
    rememberLeaving("/pages/cart/index", "https://open.test/authorize?state=mine#wechat_redirect");
    history.replaceState(null, "", "/s/demo/?code=theirs&state=theirs");
    takeReturn();
    expect(claimReturn()).toBeUndefined();
    expect(location.search).toBe("");
  });

  it("leaves such an address alone in an ordinary browser", () => {
    history.replaceState(null, "", "/s/demo/?code=c1&state=s1");
    takeReturn();
    expect(claimReturn()).toBeUndefined();
    expect(location.search).toBe("?code=c1&state=s1");
  });
});
