import { loginH5Wechat, loginWeapp, logout, startH5Wechat } from "@/api/member";
import { useTokenSource } from "@/api/http";
import type { Session } from "@/api/types";
import { arrived, claimVisits } from "@/features/campaign";
import { faultText } from "@/features/faults";
import { routes } from "@/features/routes";
import { loginCode } from "@/platform/acts";
import { kind } from "@/platform/kind";
import { go, here, leaveTo } from "@/platform/nav";
import { claimReturn, redirectAddress, rememberLeaving } from "@/platform/oauth";
import { say } from "@/platform/ui";
import { useCart } from "@/stores/cart";
import { useSession } from "@/stores/session";
import { useShop } from "@/stores/shop";

const LOGIN = "/pages-member/login/index";

let under: Promise<boolean> | null = null;

/** Connect the API with the session; call once at start. */
export function connect(): void {
  useTokenSource({ token: () => useSession().session?.token ?? "", renew, refused: () => void ensureMember() });
}

/** Sign in without a word to the person, where the channel can; several callers share one attempt. False when it cannot be done silently. */
export function signInSilently(): Promise<boolean> {
  if (useSession().signedIn) return Promise.resolve(true);
  under ??= attempt()
    .catch(() => false)
    .finally(() => {
      under = null;
    });
  return under;
}

async function attempt(): Promise<boolean> {
  await arrived();
  if (kind() === "weapp") {
    await welcome(await loginWeapp(await loginCode()));
    return true;
  }
  const came = claimReturn();
  if (!came) return false;
  await welcome(await loginH5Wechat(came.code, came.state));
  return true;
}

/** A new session has begun: keep it and bring the guest's cart along. */
export async function welcome(session: Session): Promise<void> {
  useSession().adopt(session);
  void claimVisits();
  await useCart().takeGuestLines().catch(() => undefined);
}

/**
 * An act needs to know who acts. True when it is known; otherwise the person is on the way to be known (WeChat's page, or ours with a
 * code by e-mail) and comes back to `to`.
 */
export async function ensureMember(to: string = here()): Promise<boolean> {
  if (await signInSilently()) return true;
  try {
    const shop = await useShop().load();
    if (kind() === "h5_wechat" && shop.channels.h5_wechat) {
      const { authorize_url } = await startH5Wechat(redirectAddress());
      rememberLeaving(to, authorize_url);
      leaveTo(authorize_url);
    } else if (kind() === "weapp") {
      say(faultText(null));
    } else if (!here().startsWith(LOGIN)) {
      go(routes.login(to));
    }
  } catch (fault) {
    say(faultText(fault));
  }
  return false;
}

async function renew(): Promise<boolean> {
  useSession().forget();
  return signInSilently();
}

export async function signOut(): Promise<void> {
  await logout().catch(() => undefined);
  useSession().forget();
  useCart().forget();
}
