import { defineStore } from "pinia";
import { computed, ref } from "vue";

import { addLine, checkAll as checkAllLines, dropLine, getCart, mergeCart, patchLine } from "@/api/cart";
import { getLive } from "@/api/goods";
import type { Cart } from "@/api/types";
import { guestCart, isBuyable, type GuestLine } from "@/features/guest-cart";
import { useSession } from "@/stores/session";

/** The member's cart at the server, or a guest's on the device; one face for both. */
export const useCart = defineStore("cart", () => {
  const session = useSession();
  const cart = ref<Cart | null>(session.signedIn ? null : guestCart.read());
  const good = computed(() => cart.value?.lines.filter(isBuyable) ?? []);
  const invalid = computed(() => cart.value?.lines.filter((line) => !isBuyable(line)) ?? []);
  const pieces = computed(() => good.value.reduce((sum, line) => sum + line.quantity, 0));
  const allChecked = computed(() => good.value.length > 0 && good.value.every((line) => line.checked));

  async function load(): Promise<void> {
    try {
      cart.value = session.signedIn ? await getCart() : await freshGuest();
    } catch (fault) {
      if (session.signedIn) throw fault;
      cart.value = guestCart.read();
    }
  }

  async function add(line: GuestLine): Promise<void> {
    const { sku_id, quantity } = line;
    cart.value = session.signedIn ? await addLine({ sku_id, quantity }) : guestCart.add(line);
  }

  async function patch(id: string, change: { quantity?: number; checked?: boolean }): Promise<void> {
    cart.value = session.signedIn ? await patchLine(id, change) : guestCart.patch(id, change);
  }

  async function remove(id: string): Promise<void> {
    cart.value = session.signedIn ? await dropLine(id) : guestCart.remove(id);
  }

  async function clearInvalid(): Promise<void> {
    for (const line of invalid.value) await remove(line.id);
  }

  async function checkAll(checked: boolean): Promise<void> {
    cart.value = session.signedIn ? await checkAllLines(checked) : guestCart.checkAll(checked);
  }

  /** Right after signing in: hand the guest's lines to the member's cart. A failure keeps them for the next time. */
  async function takeGuestLines(): Promise<void> {
    const lines = guestCart.forMerge();
    if (lines.length === 0) return;
    cart.value = await mergeCart(lines);
    guestCart.clear();
  }

  function replace(next: Cart): void {
    cart.value = next;
  }

  function forget(): void {
    cart.value = guestCart.read();
  }

  return { cart, good, invalid, pieces, allChecked, load, add, patch, remove, clearInvalid, checkAll, takeGuestLines, replace, forget };
});

async function freshGuest(): Promise<Cart> {
  const ids = [...new Set(guestCart.read().lines.map((line) => line.goods_id))].slice(0, 50);
  if (ids.length === 0) return guestCart.read();
  const live = await getLive(ids);
  const stock: { [sku_id: string]: number } = {};
  for (const goods of Object.values(live.goods)) Object.assign(stock, goods.skus);
  return guestCart.refresh(stock);
}
