import { computed, ref, shallowRef } from "vue";

import { getOrder } from "@/api/orders";
import type { OrderDetail } from "@/api/types";
import { faultText } from "@/features/faults";
import { isPaid, pay, payChannel } from "@/features/pay";
import { routes } from "@/features/routes";
import { t } from "@/i18n";
import { replace } from "@/platform/nav";
import { during, say } from "@/platform/ui";
import { useShop } from "@/stores/shop";

/** The cashier of one order. Leaving it in any way but a paid one keeps the order waiting. */
export function useCashier(id: () => string) {
  const shop = useShop();
  const order = shallowRef<OrderDetail | null>(null);
  const trouble = ref("");
  const paying = ref(false);
  const weappOnly = ref(false);
  const payable = computed(() => order.value?.available_actions.includes("pay") ?? false);

  async function load(): Promise<void> {
    try {
      await shop.load();
      order.value = await getOrder(id());
      if (isPaid(order.value)) replace(routes.paid(id()));
    } catch (fault) {
      trouble.value = faultText(fault);
    }
  }

  async function start(): Promise<void> {
    const channel = shop.shop ? payChannel(shop.shop) : null;
    if (!channel) {
      weappOnly.value = true;
      return;
    }
    if (paying.value) return;
    paying.value = true;
    try {
      await settle(await pay(id(), channel, patiently));
    } catch (fault) {
      say(faultText(fault));
      await load();
    } finally {
      paying.value = false;
    }
  }

  async function settle(result: Awaited<ReturnType<typeof pay>>): Promise<void> {
    if (result === "paid") {
      replace(routes.paid(id()));
      return;
    }
    say(t(result === "unsure" ? "cashier.unsure" : result === "cancelled" ? "cashier.cancelled" : "cashier.failed"));
    await load();
  }

  return { order, trouble, paying, payable, weappOnly, load, start };
}

/** Waiting for the answer is shown, so that nobody pays twice. */
const patiently = (ms: number) => (ms === 0 ? Promise.resolve() : during(t("cashier.checking"), () => new Promise<void>((resolve) => setTimeout(resolve, ms))));
