/** The three channels of the mall: a mini program, the H5 mall inside WeChat, the H5 mall in an ordinary browser. */
export type Kind = "weapp" | "h5_wechat" | "h5_browser";

export interface Surroundings {
  weapp: boolean;
  hasBridge: boolean;
  userAgent: string;
}

/** Inside WeChat its bridge may arrive late, so the user agent counts as well. */
export function detectKind(seen: Surroundings): Kind {
  if (seen.weapp) return "weapp";
  return seen.hasBridge || /MicroMessenger/i.test(seen.userAgent) ? "h5_wechat" : "h5_browser";
}

export const isWeapp = process.env.UNI_PLATFORM === "mp-weixin";

/** Asked anew each time: a bridge script may be loaded after the first page. */
export function kind(): Kind {
  if (isWeapp) return detectKind({ weapp: true, hasBridge: false, userAgent: "" });
  const userAgent = typeof navigator === "undefined" ? "" : navigator.userAgent;
  return detectKind({ weapp: false, hasBridge: typeof WeixinJSBridge !== "undefined", userAgent });
}
