import { readonly, ref } from 'vue'

const NARROW = '(max-width: 767px)'
const query = typeof window.matchMedia === 'function' ? window.matchMedia(NARROW) : undefined
const narrow = ref(query?.matches ?? false)
query?.addEventListener('change', (event) => (narrow.value = event.matches))

/** `narrow` is true on phones: tables become cards, the menu a drawer. One listener for the whole app. */
export function useViewport() {
  return { narrow: readonly(narrow) }
}
