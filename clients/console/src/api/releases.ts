import { call, callFile, type Query } from '@/api/http'
import type {
  CoachView,
  CodeReviewRow,
  CodeReviewView,
  CodeSettingsIn,
  PackageIn,
  PackageRow,
  PackageView,
  Page,
  PrivacyDone,
  ReleaseCheck,
  SubmitForm,
  SubmitIn,
  Testers,
  UploadKeyIn,
  VersionsView,
  WeappCode,
} from '@/api/types'
import { upload } from '@/api/upload'

const code = (shop: string) => `/shops/${shop}/code`
const releases = (shop: string) => `/shops/${shop}/releases`
const post = <T>(path: string, body?: unknown) =>
  call<T>(path, { method: 'POST', ...(body === undefined ? {} : { body }) })

export const getCode = (shop: string) => call<WeappCode>(code(shop))
export const putCodeSettings = (shop: string, body: CodeSettingsIn) =>
  call<void>(`${code(shop)}/settings`, { method: 'PUT', body })
export const putUploadKey = (shop: string, body: UploadKeyIn) =>
  call<void>(`${code(shop)}/upload-key`, { method: 'PUT', body })
export const dropUploadKey = (shop: string) => call<void>(`${code(shop)}/upload-key`, { method: 'DELETE' })

export const listPackages = (shop: string, query: Query) =>
  call<Page<PackageRow>>(`${code(shop)}/packages`, { query })
export const getPackage = (shop: string, id: string) => call<PackageView>(`${code(shop)}/packages/${id}`)
export const makePackage = (shop: string, body: PackageIn) =>
  post<PackageView>(`${code(shop)}/packages`, body)
export const retryPackage = (shop: string, id: string) =>
  post<PackageView>(`${code(shop)}/packages/${id}/retry`)
export const uploadPackage = (shop: string, id: string) =>
  post<PackageView>(`${code(shop)}/packages/${id}/upload`)
export function sendOwnPackage(shop: string, file: File, onProgress: (percent: number) => void) {
  const form = new FormData()
  form.set('file', file)
  return upload<PackageView>(`${code(shop)}/packages/own`, form, onProgress)
}
export const packageFile = (shop: string, id: string) => callFile(`${code(shop)}/packages/${id}/package.zip`)
export const sourceFile = (shop: string) => callFile(`${code(shop)}/source.zip`)
export const trialCode = (shop: string) => callFile(`${code(shop)}/trial-code`)

export const askCoach = (shop: string) => post<CoachView>(`${code(shop)}/coach`)
export const declarePrivacy = (shop: string) => post<PrivacyDone>(`${code(shop)}/privacy`)
export const listTesters = (shop: string) => call<Testers>(`${code(shop)}/testers`)
export const addTester = (shop: string, wechatId: string) =>
  post<Testers>(`${code(shop)}/testers`, { wechat_id: wechatId })
export const dropTester = (shop: string, id: string) =>
  call<Testers>(`${code(shop)}/testers/${id}`, { method: 'DELETE' })

export const listReviews = (shop: string, query: Query) =>
  call<Page<CodeReviewRow>>(releases(shop), { query })
export const getReview = (shop: string, id: string) => call<CodeReviewView>(`${releases(shop)}/${id}`)
export const submitForm = (shop: string) => call<SubmitForm>(`${releases(shop)}/form`)
export const submitReview = (shop: string, body: SubmitIn) => post<CodeReviewView>(releases(shop), body)
/** One of the acts of a submission: check, withdraw, speed-up, release, roll-back, gray, note. */
export const actOnReview = (shop: string, id: string, act: string, body?: unknown) =>
  post<CodeReviewView>(`${releases(shop)}/${id}/${act}`, body)
export const stopGray = (shop: string, id: string) =>
  call<CodeReviewView>(`${releases(shop)}/${id}/gray`, { method: 'DELETE' })
export const checkReleased = (shop: string) => post<ReleaseCheck>(`${releases(shop)}/check-released`)
export const getVersions = (shop: string) => call<VersionsView>(`${releases(shop)}/versions`)
