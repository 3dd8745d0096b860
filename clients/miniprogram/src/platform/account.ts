import { isWeapp } from "@/platform/kind";

/** Which build of the mini program WeChat is running; nothing outside of it. */
export interface Running {
  appid: string;
  /** "develop", "trial" or "release". */
  env_version: string;
}

export function running(): Running | null {
  if (!isWeapp) return null;
  const { miniProgram } = wx.getAccountInfoSync();
  return { appid: miniProgram.appId, env_version: miniProgram.envVersion ?? "" };
}
