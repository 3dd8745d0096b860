import { call } from '@/api/http'
import type {
  CategoryPaperIn,
  FilingChoices,
  FilingIn,
  FilingView,
  Items,
  NameCheckView,
  ProfileView,
  ServiceCategoryNode,
  VerificationIn,
  VerificationView,
} from '@/api/types'
import { upload } from '@/api/upload'

const at = (shop: string) => `/shops/${shop}/launch`

function form(file: File): FormData {
  const data = new FormData()
  data.append('file', file)
  return data
}

export const getProfile = (shop: string) => call<ProfileView>(`${at(shop)}/profile`)
export const checkName = (shop: string, name: string) =>
  call<NameCheckView>(`${at(shop)}/profile/name/check`, { method: 'POST', body: { name } })
export const putName = (shop: string, body: { name: string; licence?: string; others?: string[] }) =>
  call<ProfileView>(`${at(shop)}/profile/name`, { method: 'PUT', body })
export const postPaper = (shop: string, file: File) =>
  upload<{ media_id: string }>(`${at(shop)}/profile/papers`, form(file))
export const putAvatar = (shop: string, file: File) =>
  upload<ProfileView>(`${at(shop)}/profile/avatar`, form(file), undefined, 'PUT')
export const putIntroduction = (shop: string, text: string) =>
  call<ProfileView>(`${at(shop)}/profile/introduction`, { method: 'PUT', body: { text } })
export const getCategoryTree = (shop: string) =>
  call<Items<ServiceCategoryNode>>(`${at(shop)}/profile/categories`)
export const addCategory = (shop: string, first: number, second: number, papers: CategoryPaperIn[]) =>
  call<ProfileView>(`${at(shop)}/profile/categories`, { method: 'POST', body: { first, second, papers } })
export const changeCategory = (shop: string, first: number, second: number, papers: CategoryPaperIn[]) =>
  call<ProfileView>(`${at(shop)}/profile/categories/${first}/${second}`, { method: 'PUT', body: { papers } })
export const dropCategory = (shop: string, first: number, second: number) =>
  call<ProfileView>(`${at(shop)}/profile/categories/${first}/${second}`, { method: 'DELETE' })

export const getVerification = (shop: string) => call<VerificationView>(`${at(shop)}/verification`)
export const putVerification = (shop: string, body: VerificationIn) =>
  call<VerificationView>(`${at(shop)}/verification`, { method: 'PUT', body })
export const putVerificationPaper = (shop: string, key: string, file: File) =>
  upload<VerificationView>(`${at(shop)}/verification/papers/${key}`, form(file), undefined, 'PUT')
export const handInVerification = (shop: string) =>
  call<VerificationView>(`${at(shop)}/verification/hand-in`, { method: 'POST' })

export const getFiling = (shop: string) => call<FilingView>(`${at(shop)}/filing`)
export const getFilingChoices = (shop: string) => call<FilingChoices>(`${at(shop)}/filing/choices`)
export const putFiling = (shop: string, body: FilingIn) =>
  call<FilingView>(`${at(shop)}/filing`, { method: 'PUT', body })
export const putFilingPaper = (shop: string, key: string, file: File) =>
  upload<FilingView>(`${at(shop)}/filing/papers/${key}`, form(file), undefined, 'PUT')
export const startFace = (shop: string) => call<FilingView>(`${at(shop)}/filing/face`, { method: 'POST' })
export const handInFiling = (shop: string) =>
  call<FilingView>(`${at(shop)}/filing/hand-in`, { method: 'POST' })
export const handInBoth = (shop: string) =>
  call<FilingView>(`${at(shop)}/filing/hand-in-with-verification`, { method: 'POST' })
export const takeBackFiling = (shop: string) =>
  call<FilingView>(`${at(shop)}/filing/take-back`, { method: 'POST' })
export const putFilingNumber = (shop: string, number: string) =>
  call<FilingView>(`${at(shop)}/filing/number`, { method: 'PUT', body: { number } })
