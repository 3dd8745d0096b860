import { defineStore } from "pinia";
import { ref } from "vue";

import type { Address } from "@/api/types";

/** What one page hands to another where an address cannot carry it. */
export const useBrowse = defineStore("browse", () => {
  /** The address picked on the address page, for the checkout page that waits for it. */
  const pickedAddress = ref<Address | null>(null);
  return { pickedAddress };
});
