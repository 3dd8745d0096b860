import { call } from '@/api/http'
import type {
  AccountReport,
  ApplymentForm,
  ApplymentView,
  Items,
  PictureTaken,
  ProofLink,
  ProofView,
} from '@/api/types'
import { upload } from '@/api/upload'

const at = (shop: string) => `/shops/${shop}/channels/payment`
const post = <T>(path: string, body?: unknown) => call<T>(path, { method: 'POST', body })

export const checkPayment = (shop: string) => post<AccountReport>(`${at(shop)}/check`)
export const startProof = (shop: string) => post<ProofView>(`${at(shop)}/proofs`)
export const startProofLink = (shop: string) => post<ProofLink>(`${at(shop)}/proof-links`)
export const listProofs = (shop: string) => call<Items<ProofView>>(`${at(shop)}/proofs`)
export const getProof = (shop: string, id: string) => call<ProofView>(`${at(shop)}/proofs/${id}`)
export const checkProof = (shop: string, id: string) => post<ProofView>(`${at(shop)}/proofs/${id}/check`)
export const getApplyment = (shop: string) => call<ApplymentView>(`${at(shop)}/applyment`)
export const putApplyment = (shop: string, body: ApplymentForm) =>
  call<ApplymentView>(`${at(shop)}/applyment`, { method: 'PUT', body })
export const checkApplyment = (shop: string) => post<ApplymentView>(`${at(shop)}/applyment/check`)

export function uploadPaper(shop: string, file: File) {
  const form = new FormData()
  form.append('file', file)
  return upload<PictureTaken>(`${at(shop)}/applyment/pictures`, form)
}
