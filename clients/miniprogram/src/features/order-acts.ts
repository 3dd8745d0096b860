import { buyAgain, cancelOrder, confirmOrder } from "@/api/orders";
import type { OrderDetail } from "@/api/types";
import { faultText } from "@/features/faults";
import { open, routes } from "@/features/routes";
import { t, type TextKey } from "@/i18n";
import { toTab } from "@/platform/nav";
import { ask, choose, during, say } from "@/platform/ui";
import { useCart } from "@/stores/cart";

export interface OrderAct {
  action: string;
  label: string;
  main: boolean;
}

const LABELS: { [action: string]: TextKey } = {
  pay: "act.pay",
  confirm: "act.confirm",
  review: "act.review",
  cancel: "act.cancel",
  apply_refund: "act.refund",
  buy_again: "act.again",
};

/** Acts after which the money or the goods move come last and strong, where the thumb is. */
const ORDERED = ["apply_refund", "cancel", "buy_again", "review", "confirm", "pay"];

/** Buttons for what the server allows; what this client does not know is left out. */
export function orderActs(available: string[]): OrderAct[] {
  const known = ORDERED.filter((action) => available.includes(action));
  return known.map((action, at) => ({ action, label: t(LABELS[action] as TextKey), main: at === known.length - 1 && action !== "buy_again" && action !== "apply_refund" }));
}

const CANCEL_REASONS: TextKey[] = ["cancel.changedMind", "cancel.wrongChoice", "cancel.wrongAddress", "cancel.slow", "cancel.other"];

/** Carry out a button. Gives the new order when it changed, "moved" when another page took over, null when nothing happened. */
export async function runAct(action: string, orderId: string): Promise<OrderDetail | "moved" | null> {
  const pages: { [action: string]: string } = { pay: routes.cashier(orderId), review: routes.review(orderId), apply_refund: routes.applyRefund(orderId) };
  const page = pages[action];
  if (page) {
    open(page);
    return "moved";
  }
  try {
    if (action === "cancel") return await cancel(orderId);
    if (action === "confirm") return await confirm(orderId);
    if (action === "buy_again") return await again(orderId);
  } catch (fault) {
    say(faultText(fault));
  }
  return null;
}

async function cancel(orderId: string): Promise<OrderDetail | null> {
  const chosen = await choose(CANCEL_REASONS.map((key) => t(key)));
  const reason = CANCEL_REASONS[chosen];
  return reason ? during(t("wait"), () => cancelOrder(orderId, t(reason))) : null;
}

async function confirm(orderId: string): Promise<OrderDetail | null> {
  const sure = await ask({ title: t("confirm.title"), text: t("confirm.text"), yes: t("act.confirm"), no: t("notYet") });
  return sure ? during(t("wait"), () => confirmOrder(orderId)) : null;
}

async function again(orderId: string): Promise<"moved"> {
  useCart().replace(await during(t("wait"), () => buyAgain(orderId)));
  toTab("/pages/cart/index");
  return "moved";
}
