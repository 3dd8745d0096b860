import { checkPayment, payOrder, type PayChannel } from "@/api/orders";
import type { OrderDetail } from "@/api/types";
import type { Storefront } from "@/api/types";
import { requestPayment, type PayOutcome } from "@/platform/acts";
import { kind, type Kind } from "@/platform/kind";

/** How this client can pay at this shop; null where only the mini program can. */
export function payChannel(shop: Storefront, on: Kind = kind()): PayChannel | null {
  if (on === "weapp") return "weapp";
  return on === "h5_wechat" && shop.channels.h5_wechat ? "h5_wechat" : null;
}

export type PayResult = "paid" | "unsure" | "cancelled" | "failed";

const WAITS_MS = [0, 600, 1000, 1500, 2500, 4000];

/** Open the cashier and learn from the server how it ended: after "ok" it is asked a few times, for WeChat's notice may be on its way. */
export async function pay(orderId: string, channel: PayChannel, sleep: (ms: number) => Promise<void> = wait): Promise<PayResult> {
  const ticket = await payOrder(orderId, channel);
  const outcome = await requestPayment(ticket.appid, ticket.params);
  if (outcome !== "ok") return left(outcome, orderId);
  for (const ms of WAITS_MS) {
    await sleep(ms);
    const order = await checkPayment(orderId).catch(() => null);
    if (order && isPaid(order)) return "paid";
  }
  return "unsure";
}

/** A cashier closed after paying reports "cancel" on some phones: ask once before believing it. */
async function left(outcome: PayOutcome, orderId: string): Promise<PayResult> {
  const order = await checkPayment(orderId).catch(() => null);
  if (order && isPaid(order)) return "paid";
  return outcome === "cancel" ? "cancelled" : "failed";
}

export const isPaid = (order: OrderDetail): boolean => Boolean(order.paid_at);

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
