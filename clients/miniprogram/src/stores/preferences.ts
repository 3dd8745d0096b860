import { defineStore } from "pinia";
import { ref } from "vue";

import { keep, kept } from "@/platform/storage";

export const FONT_SCALES = [1, 1.15, 1.3] as const;

/** What the person set for this device. */
export const usePreferences = defineStore("preferences", () => {
  const fontScale = ref<number>(kept("font-scale", 1));

  function setFontScale(scale: number): void {
    fontScale.value = scale;
    keep("font-scale", scale);
  }

  return { fontScale, setFontScale };
});
