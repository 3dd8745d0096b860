import { useMutation, useQuery, type UseMutationReturnType } from '@tanstack/vue-query'
import { ref, type Ref } from 'vue'
import { adviceTables, askAdvice } from '@/api/compliance'
import type { Advice, AdviceIn, PaperKind, SubjectType } from '@/api/types'

export const SUBJECTS = ['individual', 'sole_trader', 'company'] as const satisfies SubjectType[]
export const SELLERS = ['just_me', 'planning', 'sole_trader', 'company'] as const
export const PAY_BY = ['wechat', 'offline', 'unsure'] as const
export const DOORS = ['weapp', 'h5', 'both'] as const
export const MONTHLY = ['small', 'medium', 'large', 'unknown'] as const

/** The upper end of each answer, in fen; nobody knows the rest. */
const MONTHLY_FEN: Record<(typeof MONTHLY)[number], number | undefined> = {
  small: 500_000,
  medium: 5_000_000,
  large: 50_000_000,
  unknown: undefined,
}

export interface AdviceDraft {
  what: string
  who: (typeof SELLERS)[number]
  payBy: (typeof PAY_BY)[number]
  monthly: (typeof MONTHLY)[number]
  door: (typeof DOORS)[number]
  papers: PaperKind[]
}

export function adviceIn(draft: AdviceDraft): AdviceIn {
  return {
    what: draft.what.trim(),
    who: draft.who,
    pay_by: draft.payBy,
    monthly_fen: MONTHLY_FEN[draft.monthly],
    door: draft.door,
    papers: draft.papers,
  }
}

export function useAdviceTables() {
  return useQuery({ queryKey: ['advice-tables'], queryFn: adviceTables, staleTime: Infinity })
}

/** The answers as they are given, and what the adviser says to them. */
export function useAdvice(): {
  draft: Ref<AdviceDraft>
  answer: UseMutationReturnType<Advice, Error, void, unknown>
} {
  const draft = ref<AdviceDraft>({
    what: '',
    who: 'just_me',
    payBy: 'unsure',
    monthly: 'unknown',
    door: 'weapp',
    papers: [],
  })
  const answer = useMutation({ mutationFn: () => askAdvice(adviceIn(draft.value)) })
  return { draft, answer }
}
