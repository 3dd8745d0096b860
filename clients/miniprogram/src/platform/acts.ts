import type { PayParams } from "@/api/types";
import { isWeapp, kind } from "@/platform/kind";

/** How the cashier was left: "ok" is only a reason to ask the server, never a proof of payment. */
export type PayOutcome = "ok" | "cancel" | "fail";

export function requestPayment(appid: string, params: PayParams): Promise<PayOutcome> {
  return isWeapp ? payInWeapp(params) : payByBridge(appid, params);
}

function payInWeapp(params: PayParams): Promise<PayOutcome> {
  return new Promise((resolve) => {
    wx.requestPayment({
      timeStamp: params.timeStamp,
      nonceStr: params.nonceStr,
      package: params.package,
      signType: params.signType,
      paySign: params.paySign,
      success: () => resolve("ok"),
      fail: (reason) => resolve(/cancel/.test(reason.errMsg) ? "cancel" : "fail"),
    });
  });
}

async function payByBridge(appid: string, params: PayParams): Promise<PayOutcome> {
  const bridge = await bridgeReady();
  if (!bridge) return "fail";
  return new Promise((resolve) => {
    bridge.invoke("getBrandWCPayRequest", { appId: appid, ...params }, (result) => {
      if (result.err_msg === "get_brand_wcpay_request:ok") resolve("ok");
      else resolve(result.err_msg === "get_brand_wcpay_request:cancel" ? "cancel" : "fail");
    });
  });
}

const BRIDGE_WAIT_MS = 3000;

/** WeChat announces its bridge by an event when it comes after the page. */
function bridgeReady(): Promise<WeixinBridge | undefined> {
  if (typeof WeixinJSBridge !== "undefined") return Promise.resolve(WeixinJSBridge);
  return new Promise((resolve) => {
    const give = () => resolve(typeof WeixinJSBridge === "undefined" ? undefined : WeixinJSBridge);
    document.addEventListener("WeixinJSBridgeReady", give, { once: true });
    setTimeout(give, BRIDGE_WAIT_MS);
  });
}

/** Load the bridge of a sandbox once, unless the server's page or WeChat brought one already. */
export function loadBridge(url: string | undefined): Promise<void> {
  if (isWeapp || !url || typeof WeixinJSBridge !== "undefined") return Promise.resolve();
  if (document.querySelector(`script[src="${url}"]`)) return Promise.resolve();
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => resolve();
    document.head.appendChild(script);
  });
}

/** One-time code of wx.login; rejects with WeChat's words. */
export function loginCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.login({ success: (answer) => resolve(answer.code), fail: (reason) => reject(new Error(reason.errMsg)) });
  });
}

export type SubscribeAnswers = { [template_id: string]: "accept" | "reject" };

/** `entered` is handed a wx.login code of that mini program: messages go to the openid that the person has there. */
export interface SandboxSheet {
  appid: string;
  entered: (code: string) => void;
}

/**
 * WeChat's sheet; must be called by a tap. Refusing, closing or not having such a sheet all come back as answers, never as errors.
 * An H5 page has no such sheet, save in the sandbox's phone, which shows the one of the mini program that it stands in for.
 */
export function askSubscribe(templates: string[], sandbox?: SandboxSheet): Promise<SubscribeAnswers> {
  if (templates.length === 0) return Promise.resolve({});
  if (!isWeapp) return sandbox ? askInSandbox(templates, sandbox) : Promise.resolve({});
  return new Promise((resolve) => {
    wx.requestSubscribeMessage({
      tmplIds: templates,
      success: (answer) => resolve(readAnswers(templates, answer)),
      fail: () => resolve({}),
    });
  });
}

function askInSandbox(templates: string[], { appid, entered }: SandboxSheet): Promise<SubscribeAnswers> {
  const bridge = typeof WeixinJSBridge === "undefined" ? undefined : WeixinJSBridge;
  if (!bridge) return Promise.resolve({});
  return new Promise((resolve) => {
    bridge.invoke("wxsandboxSubscribe", { appId: appid, templateIds: templates }, (said) => {
      if (said.code) entered(said.code);
      resolve(readAnswers(templates, said.results ?? {}));
    });
  });
}

export function readAnswers(templates: string[], answer: { [id: string]: string }): SubscribeAnswers {
  const out: SubscribeAnswers = {};
  for (const id of templates) {
    if (answer[id] === "accept") out[id] = "accept";
    else if (answer[id] !== undefined) out[id] = "reject";
  }
  return out;
}

/** WeChat's own address book as one line of text for the server to read, or "" when the person closed it. */
export function addressFromWechat(): Promise<string> {
  if (!isWeapp) return Promise.resolve("");
  return new Promise((resolve) => {
    wx.chooseAddress({
      success: (at) => resolve(`${at.userName} ${at.telNumber} ${at.provinceName}${at.cityName}${at.countyName}${at.detailInfo}`),
      fail: () => resolve(""),
    });
  });
}

/** Where an H5 page is shared from its own button there is only its address to hand on. */
export const canShareByButton = () => kind() === "weapp";

export const pageAddress = () => (isWeapp ? "" : location.href);
