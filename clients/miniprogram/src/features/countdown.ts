import { computed, onUnmounted, ref } from "vue";

import { countdown, instant } from "@/features/time";

/** A clock that ticks while the page lives; `over` is called once, when the time is up. */
export function useCountdown(until: () => string | undefined, over: () => void) {
  const now = ref(Date.now());
  let told = false;
  const left = computed(() => instant(until()) - now.value);
  const running = computed(() => left.value > 0);
  const text = computed(() => (Number.isNaN(left.value) ? "" : countdown(left.value)));
  const timer = setInterval(() => {
    now.value = Date.now();
    if (Number.isNaN(left.value) || left.value > 0) told = false;
    else if (!told) {
      told = true;
      over();
    }
  }, 1000);
  onUnmounted(() => clearInterval(timer));
  return { left, running, text };
}
