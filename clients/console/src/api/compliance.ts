import { call, callFile } from '@/api/http'
import type {
  Advice,
  AdviceIn,
  AdviceTables,
  Items,
  PaperKind,
  SubjectPaper,
  SubjectIn,
  SubjectView,
} from '@/api/types'
import { upload } from '@/api/upload'

const at = (shop: string) => `/shops/${shop}/subject`

export const askAdvice = (body: AdviceIn) => call<Advice>('/advice', { method: 'POST', body })
export const adviceTables = () => call<AdviceTables>('/advice/tables')

export const getSubject = (shop: string) => call<SubjectView>(at(shop))
export const putSubject = (shop: string, body: SubjectIn) =>
  call<SubjectView>(at(shop), { method: 'PUT', body })
export const revealSubject = (shop: string) => call<SubjectView>(`${at(shop)}/reveal`, { method: 'POST' })

export const listPapers = (shop: string) => call<Items<SubjectPaper>>(`${at(shop)}/papers`)
export const dropPaper = (shop: string, id: string) =>
  call<void>(`${at(shop)}/papers/${id}`, { method: 'DELETE' })
/** The picture itself: who looks is written down, so this is a POST. */
export const showPaper = (shop: string, id: string) =>
  callFile(`${at(shop)}/papers/${id}/show`, { method: 'POST' })

export interface PaperDraft {
  kind: PaperKind
  file: File
  validUntil?: string
  note?: string
}

export function addPaper(shop: string, draft: PaperDraft): Promise<SubjectPaper> {
  const form = new FormData()
  form.set('kind', draft.kind)
  if (draft.validUntil) form.set('valid_until', draft.validUntil)
  if (draft.note) form.set('note', draft.note)
  form.set('file', draft.file)
  return upload<SubjectPaper>(`${at(shop)}/papers`, form)
}
