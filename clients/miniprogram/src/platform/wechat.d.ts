/** What WeChat puts into a page of its browser. */
interface WeixinBridge {
  invoke(name: string, args: object, done: (result: { err_msg: string; results?: { [id: string]: string }; code?: string }) => void): void;
}

declare const WeixinJSBridge: WeixinBridge | undefined;

interface WechatRefusal {
  errMsg: string;
}

/** The part of WeChat's own API that this client calls directly; the rest goes through uni. */
interface WechatApi {
  /** What a third-party platform committed with the template; empty elsewhere. */
  getExtConfigSync?(): { stamp?: Partial<import("@/config/stamp").Stamp> };
  getAccountInfoSync(): { miniProgram: { appId: string; envVersion?: string } };
  login(ask: { success: (answer: { code: string }) => void; fail: (reason: WechatRefusal) => void }): void;
  requestPayment(ask: {
    timeStamp: string;
    nonceStr: string;
    package: string;
    signType: string;
    paySign: string;
    success: () => void;
    fail: (reason: WechatRefusal) => void;
  }): void;
  requestSubscribeMessage(ask: { tmplIds: string[]; success: (answer: { [id: string]: string }) => void; fail: (reason: WechatRefusal) => void }): void;
  chooseAddress(ask: { success: (address: WechatAddress) => void; fail: (reason: WechatRefusal) => void }): void;
}

interface WechatAddress {
  userName: string;
  telNumber: string;
  provinceName: string;
  cityName: string;
  countyName: string;
  detailInfo: string;
}

declare const wx: WechatApi;
