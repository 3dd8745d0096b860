import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, watch } from 'vue'
import { getSubject, putSubject, revealSubject } from '@/api/compliance'
import type { SubjectIn, SubjectType, SubjectView } from '@/api/types'
import { askOnce, showDone, useAction } from '@/composables/useAction'
import { useShopId } from '@/composables/useShopId'
import { creditCodeFault, idNumberFault, phoneFault } from '@/features/subject/numbers'
import { say } from '@/i18n'

export interface SubjectDraft {
  type: SubjectType
  name: string
  creditCode: string
  /** Empty keeps what is stored. */
  legalName: string
  idNumber: string
  phone: string
  sells: string[]
}

/** A masked name is no name to edit: an individual's is typed anew or kept as it was revealed. */
export function subjectDraft(view: SubjectView): SubjectDraft {
  const masked = view.type === 'individual' && !view.revealed
  return {
    type: view.type ?? 'sole_trader',
    name: masked ? '' : (view.name ?? ''),
    creditCode: view.credit_code ?? '',
    legalName: view.revealed ? (view.legal_name ?? '') : '',
    idNumber: view.revealed ? (view.id_number ?? '') : '',
    phone: view.revealed ? (view.phone ?? '') : '',
    sells: [...(view.sells ?? [])],
  }
}

const blank = (text: string) => text.trim() || undefined

export function subjectIn(draft: SubjectDraft): SubjectIn {
  const person = draft.type === 'individual'
  return {
    type: draft.type,
    name: blank(draft.name),
    credit_code: person ? undefined : blank(draft.creditCode),
    legal_name: person ? undefined : blank(draft.legalName),
    id_number: blank(draft.idNumber),
    phone: blank(draft.phone),
    sells: draft.sells,
  }
}

type Faults = Partial<Record<'credit_code' | 'id_number' | 'phone', string>>

export function faultsOf(draft: SubjectDraft): Faults {
  const told = (typed: string, check: typeof phoneFault) => {
    const fault = typed.trim() ? check(typed) : undefined
    return fault && say(`subject.fault.${fault.key}`, fault.values)
  }
  return {
    credit_code: draft.type === 'individual' ? undefined : told(draft.creditCode, creditCodeFault),
    id_number: told(draft.idNumber, idNumberFault),
    phone: told(draft.phone, phoneFault),
  }
}

export function useSubject() {
  const { shopId } = useShopId()
  const queries = useQueryClient()
  const key = ['shop', shopId.value, 'subject']
  const { data, isPending, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => getSubject(shopId.value),
  })
  const draft = ref<SubjectDraft>()
  const { busy, fields, run } = useAction()
  watch(data, (view) => view && (draft.value = subjectDraft(view)), { immediate: true })
  const faults = computed(() => (draft.value ? faultsOf(draft.value) : {}))
  const named = computed(
    () => draft.value?.name.trim() !== '' || (data.value?.set && data.value.type === draft.value.type),
  )
  const clean = computed(() => named.value && Object.values(faults.value).every((fault) => !fault))

  async function save() {
    const body = draft.value
    if (!body || !clean.value) return
    const stops = body.type === 'individual' && data.value?.may_sell_in_weapp !== false
    if (stops && !(await askOnce(say('subject.individualStops')))) return
    const saved = await run(() => putSubject(shopId.value, subjectIn(body)))
    if (!saved) return
    showDone(say('say.saved'))
    queries.setQueryData(key, saved)
  }

  async function reveal() {
    if (!(await askOnce(say('subject.revealAsk')))) return
    const shown = await run(() => revealSubject(shopId.value))
    if (shown) queries.setQueryData(key, shown)
  }
  const papersChanged = () => queries.invalidateQueries({ queryKey: key })
  return {
    view: data,
    draft,
    isPending,
    error,
    refetch,
    busy,
    fields,
    faults,
    clean,
    save,
    reveal,
    papersChanged,
  }
}
