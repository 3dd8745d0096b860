import type { FreightTemplate, FreightTemplateIn } from '@/api/types'

/** A freight template while it is edited: prices may be missing until they are typed. */
export interface FreightDraft {
  name: string
  freeOverFen?: number | null
  firstCount?: number | null
  firstFen?: number | null
  nextCount?: number | null
  nextFen?: number | null
  isDefault: boolean
}

export function freightDraft(template?: FreightTemplate): FreightDraft {
  if (!template) return { name: '', firstCount: 1, nextCount: 1, isDefault: false }
  return {
    name: template.name,
    freeOverFen: template.free_over_fen,
    firstCount: template.first_count,
    firstFen: template.first_fen,
    nextCount: template.next_count,
    nextFen: template.next_fen,
    isDefault: template.is_default,
  }
}

/** The body to send, or `undefined` while something is missing. */
export function freightIn(draft: FreightDraft): FreightTemplateIn | undefined {
  const { firstCount, firstFen, nextCount, nextFen } = draft
  if (!draft.name.trim() || !firstCount || !nextCount) return undefined
  if (firstFen === undefined || firstFen === null || nextFen === undefined || nextFen === null)
    return undefined
  return {
    name: draft.name.trim(),
    free_over_fen: draft.freeOverFen ?? undefined,
    first_count: firstCount,
    first_fen: firstFen,
    next_count: nextCount,
    next_fen: nextFen,
    is_default: draft.isDefault,
  }
}
