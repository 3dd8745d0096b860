import { onBeforeUnmount, onMounted } from 'vue'

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

/** `/` puts the cursor into the page's search box (the first `input[data-search]`), as in many tools. */
export function useSearchKey(): void {
  function onKey(event: KeyboardEvent) {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return
    const box = document.querySelector<HTMLInputElement>('input[data-search]')
    if (!box) return
    event.preventDefault()
    box.focus()
    box.select()
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}
