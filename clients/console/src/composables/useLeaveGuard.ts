import { onBeforeUnmount, onMounted } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { askOnce } from '@/composables/useAction'
import { say } from '@/i18n'

/** Asks before unsaved work is lost, by a link inside the console as by closing the tab. */
export function useLeaveGuard(isDirty: () => boolean): void {
  function beforeUnload(event: BeforeUnloadEvent) {
    if (isDirty()) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', beforeUnload))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', beforeUnload))
  const mayLeave = async () => !isDirty() || (await askOnce(say('say.leave'), say('say.goAway')))
  onBeforeRouteLeave(mayLeave)
  // Another part of the same page (its own address) drops the work just the same.
  onBeforeRouteUpdate((to, from) => to.path === from.path || mayLeave())
}
