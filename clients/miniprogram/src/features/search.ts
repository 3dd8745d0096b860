import { onUnmounted, ref, shallowRef } from "vue";

import { getHotWords, suggest } from "@/api/goods";
import { searchHistory } from "@/features/search-history";

const PAUSE_MS = 250;

/** What stands below an empty or half-typed search field. Failures leave it empty: nothing here is worth an error. */
export function useSearch() {
  const word = ref("");
  const history = shallowRef<string[]>(searchHistory.list());
  const hot = shallowRef<string[]>([]);
  const suggestions = shallowRef<string[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function loadHot(): Promise<void> {
    hot.value = (await getHotWords().catch(() => ({ words: [] }))).words;
  }

  function type(text: string): void {
    word.value = text;
    clearTimeout(timer);
    if (!text.trim()) {
      suggestions.value = [];
      return;
    }
    timer = setTimeout(() => void look(text.trim()), PAUSE_MS);
  }

  async function look(text: string): Promise<void> {
    const found = await suggest(text).catch(() => ({ words: [] }));
    if (word.value.trim() === text) suggestions.value = found.words;
  }

  function remember(text: string): void {
    searchHistory.add(text);
    history.value = searchHistory.list();
  }

  function clear(): void {
    searchHistory.clear();
    history.value = [];
  }

  onUnmounted(() => clearTimeout(timer));
  return { word, history, hot, suggestions, loadHot, type, remember, clear };
}
