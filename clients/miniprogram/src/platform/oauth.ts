import { isWeapp, kind } from "@/platform/kind";
import { drop, keep, kept } from "@/platform/storage";

export interface OauthReturn {
  code: string;
  state: string;
}

let arrived: OauthReturn | undefined;

/** Where WeChat sends the person back: the mall's own address without its route. */
export const redirectAddress = () => `${location.origin}${location.pathname}`;

/** Before leaving for WeChat: the page to come back to, and the state that the way back must bring along. */
export function rememberLeaving(route: string, authorizeUrl: string): void {
  keep("oauth-route", route);
  keep("oauth-state", new URL(authorizeUrl).searchParams.get("state") ?? "");
}

/**
 * Before the router starts: take code and state out of the address and put the remembered page back in. What does not answer a
 * leaving of this browser is dropped: a link prepared by someone else must not sign a person in as that someone.
 */
export function takeReturn(): void {
  if (isWeapp || kind() !== "h5_wechat") return;
  const query = new URLSearchParams(location.search);
  const code = query.get("code");
  const state = query.get("state");
  if (!code || !state) return;
  if (state === kept("oauth-state", "")) arrived = { code, state };
  drop("oauth-state");
  const route = kept("oauth-route", "");
  drop("oauth-route");
  query.delete("code");
  query.delete("state");
  const rest = query.toString();
  history.replaceState(null, "", `${location.pathname}${rest ? `?${rest}` : ""}${route ? `#${route}` : location.hash}`);
}

/** Gives what came back once. */
export function claimReturn(): OauthReturn | undefined {
  const mine = arrived;
  arrived = undefined;
  return mine;
}
