import { defineStore } from "pinia";
import { ref } from "vue";

import { getShop } from "@/api/shop";
import type { Storefront } from "@/api/types";
import { loadBridge } from "@/platform/acts";

/** The shop itself; asked for once, again only after a failure. */
export const useShop = defineStore("shop", () => {
  const shop = ref<Storefront | null>(null);
  let under: Promise<Storefront> | null = null;

  function load(): Promise<Storefront> {
    if (shop.value) return Promise.resolve(shop.value);
    under ??= fetchOnce().finally(() => {
      under = null;
    });
    return under;
  }

  async function fetchOnce(): Promise<Storefront> {
    const found = await getShop();
    await loadBridge(found.bridge_url);
    shop.value = found;
    return found;
  }

  return { shop, load };
});
