import type { OrderDetail, PayWay, Storefront } from "@/api/types";
import { payChannel } from "@/features/pay";
import { t, type TextKey } from "@/i18n";
import { kind, type Kind } from "@/platform/kind";

const WAY_TEXT: { [way in PayWay]: TextKey } = { wechat: "payBy.wechat", in_store: "payBy.in_store", on_delivery: "payBy.on_delivery" };

/** How an order can be paid here, the first for a start: the mini program knows WeChat Pay alone, a browser may have only the shop's offline ways. */
export function payWays(shop: Storefront | null, on: Kind = kind()): PayWay[] {
  const offline: PayWay[] = on === "weapp" ? [] : [...(shop?.offline_payment ?? [])];
  const wechat: PayWay[] = offline.length === 0 || (shop && payChannel(shop, on)) ? ["wechat"] : [];
  return [...wechat, ...offline];
}

export const isOffline = (order: { pay_by?: PayWay }): boolean => (order.pay_by ?? "wechat") !== "wechat";

/** How an order is paid, in words. */
export const wayText = (order: { pay_by?: PayWay }): string => t(WAY_TEXT[order.pay_by ?? "wechat"]);

/** What an order that is paid offline waits for; nothing for others. */
export function offlineHint(order: OrderDetail): string {
  if (!isOffline(order) || order.paid_at || order.status === "closed") return "";
  if (order.status === "pending") return t("offline.waits");
  return t(order.pay_by === "in_store" ? "offline.payThere" : "offline.payCarrier");
}
