import { computed, inject, onBeforeUnmount, provide, reactive, type InjectionKey } from 'vue'

const KEY: InjectionKey<Map<symbol, string>> = Symbol('input faults')

/**
 * A form that provides this knows of every input below it whose text can't be read (a price "12.x" that must not be
 * saved as "no price"): save only when `count` is 0.
 */
export function provideInputFaults() {
  const faults = reactive(new Map<symbol, string>())
  provide(KEY, faults)
  return { count: computed(() => faults.size) }
}

/** For an input: reports its present fault, or `undefined` when it reads well. */
export function useInputFault(): (fault: string | undefined) => void {
  const faults = inject(KEY, undefined)
  const me = Symbol('input')
  onBeforeUnmount(() => faults?.delete(me))
  return (fault) => {
    if (fault === undefined) faults?.delete(me)
    else faults?.set(me, fault)
  }
}
