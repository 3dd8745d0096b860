import { computed, ref, shallowRef } from "vue";

import { placeOrder, previewCheckout } from "@/api/orders";
import { loginWeapp, reportSubscriptions } from "@/api/member";
import type { OrderDetail } from "@/api/types";
import type { Address, CheckoutIn, OrderIn, PayWay, Quote } from "@/api/types";
import { Attempt } from "@/features/attempt";
import { faultText, isFault } from "@/features/faults";
import { quoteChanges } from "@/features/quote-changes";
import { t } from "@/i18n";
import { askSubscribe, type SandboxSheet } from "@/platform/acts";
import { ask, say } from "@/platform/ui";
import { useShop } from "@/stores/shop";

export type CheckoutState = "loading" | "ready" | "error";

/** The page before an order: the server counts, this side shows and asks when the count has changed. */
export function useCheckout(source: () => CheckoutIn) {
  const quote = shallowRef<Quote | null>(null);
  const address = shallowRef<Address | null>(null);
  const state = ref<CheckoutState>("loading");
  const trouble = ref("");
  const remark = ref("");
  const sending = ref(false);
  const payBy = ref<PayWay>("wechat");
  const attempt = new Attempt();
  const blocked = computed(() => (quote.value?.problems ?? []).filter((problem) => problem.code !== "address_missing"));
  const placed = computed(() => address.value !== null || payBy.value === "in_store");
  const ready = computed(() => quote.value !== null && placed.value && blocked.value.length === 0 && !sending.value);

  async function preview(): Promise<void> {
    if (!quote.value) state.value = "loading";
    try {
      const asked = { ...wanted(), ...(address.value ? { address_id: address.value.id } : {}) };
      take(await previewCheckout(asked));
      state.value = "ready";
    } catch (fault) {
      trouble.value = faultText(fault);
      if (quote.value) say(trouble.value);
      else state.value = "error";
    }
  }

  function take(next: Quote): void {
    quote.value = next;
    if (next.address) address.value = next.address;
  }

  /** What is asked for, and how it will be paid; WeChat goes without saying. */
  function wanted(): CheckoutIn {
    return payBy.value === "wechat" ? source() : { ...source(), pay_by: payBy.value };
  }

  async function payWith(way: PayWay): Promise<void> {
    if (payBy.value === way) return;
    payBy.value = way;
    await preview();
  }

  async function useAddress(next: Address | null): Promise<void> {
    address.value = next;
    await preview();
  }

  /** Called straight from the tap: WeChat shows its subscribe sheet only then. */
  async function submit(): Promise<OrderDetail | null> {
    if (!placed.value) {
      say(t("checkout.needAddress"));
      return null;
    }
    if (!ready.value) return null;
    sending.value = true;
    try {
      await askForMessages();
      return await place();
    } finally {
      sending.value = false;
    }
  }

  async function place(): Promise<OrderDetail | null> {
    const body = orderBody();
    if (!body) return null;
    try {
      const order = await placeOrder(body, attempt.key(body));
      attempt.done();
      return order;
    } catch (fault) {
      if (isFault(fault, "quote_changed")) return placeChanged(fault.data.quote as Quote | undefined);
      say(faultText(fault));
      if (isFault(fault, "out_of_stock")) await preview();
      return null;
    }
  }

  /** The count has changed since it was shown: say what changed and go on only if the person wants to. */
  async function placeChanged(next: Quote | undefined): Promise<OrderDetail | null> {
    const before = quote.value;
    if (!next || !before) {
      await preview();
      say(t("checkout.changedTitle"));
      return null;
    }
    const changes = quoteChanges(before, next);
    take(next);
    if (next.problems.length > 0) return null;
    const text = [...changes, t("checkout.changedAsk")].join("\n");
    const agreed = await ask({ title: t("checkout.changedTitle"), text, yes: t("checkout.goOn"), no: t("checkout.look") });
    return agreed ? place() : null;
  }

  function orderBody(): OrderIn | null {
    if (!quote.value || !placed.value) return null;
    const note = remark.value.trim();
    const to = address.value ? { address_id: address.value.id } : {};
    return { ...wanted(), ...to, quote: quote.value.quote, ...(note ? { remark: note } : {}) };
  }

  return { quote, address, state, trouble, remark, payBy, sending, blocked, ready, preview, payWith, useAddress, submit };
}

/** The phone of a sandbox shows the mini program's sheet; whoever allows it is known to the mini program from then on. */
function sheetOfSandbox(): SandboxSheet | undefined {
  const shop = useShop().shop;
  const appid = shop?.bridge_url ? shop.channels.weapp?.appid : undefined;
  return appid ? { appid, entered: (code) => void loginWeapp(code).catch(() => undefined) } : undefined;
}

async function askForMessages(): Promise<void> {
  const shop = useShop().shop;
  const answers = await askSubscribe(shop?.subscribe_templates ?? [], sheetOfSandbox());
  if (Object.keys(answers).length > 0) reportSubscriptions(answers).catch(() => undefined);
}
