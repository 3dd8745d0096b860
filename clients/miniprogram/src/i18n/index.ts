import { ref } from "vue";

import { en } from "@/i18n/en";
import { zhHans } from "@/i18n/zh-Hans";
import { keep, kept } from "@/platform/storage";

export type TextKey = keyof typeof zhHans;
export type Locale = "zh-Hans" | "en";

const TEXTS: { [name in Locale]: { [key in TextKey]: string } } = { "zh-Hans": zhHans, en };

/** 简体中文 unless the person chose otherwise; the system's language is not asked. */
export const locale = ref<Locale>(kept<Locale>("locale", "zh-Hans") === "en" ? "en" : "zh-Hans");

export function setLocale(next: Locale): void {
  locale.value = next;
  keep("locale", next);
}

/** The text of a key with its {holes} filled. */
export function t(key: TextKey, holes?: { [name: string]: string | number }): string {
  const text = TEXTS[locale.value][key];
  return holes ? text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in holes ? String(holes[name]) : whole)) : text;
}
