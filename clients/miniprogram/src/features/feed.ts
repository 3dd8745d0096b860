import { computed, ref, shallowRef } from "vue";

import type { Page } from "@/api/types";
import { faultText } from "@/features/faults";

export type FeedState = "loading" | "ready" | "more" | "empty" | "end" | "error";

/** An endless list: `reload` starts over, `more` goes on. A late answer to an older question is dropped. */
export function useFeed<T>(fetch: (cursor: string | undefined) => Promise<Page<T>>) {
  const items = shallowRef<T[]>([]);
  const state = ref<FeedState>("loading");
  const trouble = ref("");
  let cursor: string | undefined;
  let asked = 0;

  async function turn(from: string | undefined): Promise<void> {
    const mine = ++asked;
    state.value = from ? "more" : "loading";
    try {
      const page = await fetch(from);
      if (mine !== asked) return;
      items.value = from ? [...items.value, ...page.items] : page.items;
      cursor = page.next_cursor || undefined;
      state.value = items.value.length === 0 ? "empty" : cursor ? "ready" : "end";
    } catch (fault) {
      if (mine !== asked) return;
      trouble.value = faultText(fault);
      state.value = "error";
    }
  }

  const reload = () => turn(undefined);
  const more = () => (state.value === "ready" ? turn(cursor) : Promise.resolve());
  const retry = () => turn(items.value.length > 0 ? cursor : undefined);
  /** Change what is shown without asking again (one row answered an act). */
  const swap = (change: (items: T[]) => T[]) => {
    items.value = change(items.value);
    if (items.value.length === 0 && state.value === "end") state.value = "empty";
  };
  const first = computed(() => state.value === "loading" && items.value.length === 0);
  return { items, state, trouble, first, reload, more, retry, swap };
}

export type LoadState = "loading" | "ready" | "error";

/** One thing loaded whole. Reloading keeps what is shown until the new answer is there. */
export function useLoad<T>(fetch: () => Promise<T>) {
  const value = shallowRef<T | null>(null);
  const state = ref<LoadState>("loading");
  const trouble = ref("");

  async function load(): Promise<void> {
    if (value.value === null) state.value = "loading";
    try {
      value.value = await fetch();
      state.value = "ready";
    } catch (fault) {
      trouble.value = faultText(fault);
      if (value.value === null) state.value = "error";
    }
  }

  return { value, state, trouble, load };
}
