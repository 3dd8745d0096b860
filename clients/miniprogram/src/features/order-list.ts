import { reactive, ref } from "vue";

import { listOrders } from "@/api/orders";
import type { OrderTab } from "@/api/types";
import { useFeed } from "@/features/feed";
import { runAct } from "@/features/order-acts";
import type { TextKey } from "@/i18n";

export const ORDER_TABS: { key: OrderTab; label: TextKey }[] = [
  { key: "all", label: "all" },
  { key: "pending", label: "orders.pending" },
  { key: "to_ship", label: "orders.toShip" },
  { key: "to_receive", label: "orders.toReceive" },
  { key: "to_review", label: "orders.toReview" },
];

export function useOrderList(first: OrderTab) {
  const tab = ref<OrderTab>(first);
  const feed = reactive(useFeed((cursor) => listOrders(tab.value, cursor)));

  function show(next: OrderTab): void {
    tab.value = next;
    feed.swap(() => []);
    void feed.reload();
  }

  async function act(action: string, id: string): Promise<void> {
    const result = await runAct(action, id);
    if (result && result !== "moved") await feed.reload();
  }

  return { tab, feed, show, act };
}
