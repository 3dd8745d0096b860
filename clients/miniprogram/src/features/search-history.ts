import { drop, keep, kept } from "@/platform/storage";

const MOST = 12;

export const searchHistory = {
  list: (): string[] => kept<string[]>("searches", []),

  add(word: string): void {
    const clean = word.trim().slice(0, 40);
    if (clean) keep("searches", [clean, ...searchHistory.list().filter((each) => each !== clean)].slice(0, MOST));
  },

  clear: (): void => drop("searches"),
};
