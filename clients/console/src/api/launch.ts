import { call } from '@/api/http'
import type {
  CaseIn,
  CaseView,
  Diagnosis,
  ConfirmFileView,
  DomainSet,
  GrantPage,
  Items,
  LaunchMove,
  LaunchRow,
  LaunchView,
  Page,
  RegistrationView,
  SubjectChange,
  TemplateCleared,
  TemplatesView,
} from '@/api/types'

const at = (shop: string) => `/shops/${shop}/launch`

export const getLaunch = (shop: string) => call<LaunchView>(at(shop))
export const chooseMode = (shop: string, mode: string) =>
  call<LaunchView>(`${at(shop)}/mode`, { method: 'PUT', body: { mode } })
export const lookAtAll = (shop: string) => call<LaunchView>(`${at(shop)}/look`, { method: 'POST' })
export const lookAt = (shop: string, step: string) =>
  call<LaunchView>(`${at(shop)}/steps/${step}/look`, { method: 'POST' })
export const declareTask = (shop: string, task: string) =>
  call<void>(`${at(shop)}/tasks/${task}/declared`, { method: 'PUT' })
export const takeBackTask = (shop: string, task: string) =>
  call<void>(`${at(shop)}/tasks/${task}/declared`, { method: 'DELETE' })
export const launchHistory = (shop: string) => call<Items<LaunchMove>>(`${at(shop)}/history`)
export const diagnose = (shop: string, step?: string) =>
  call<Diagnosis>(`${at(shop)}/diagnose`, { method: 'POST', query: step ? { step } : {} })
export const listCases = (shop: string) => call<Items<CaseView>>(`${at(shop)}/cases`)
export const openCase = (shop: string, body: CaseIn) =>
  call<CaseView>(`${at(shop)}/cases`, { method: 'POST', body })
export const answerCase = (shop: string, id: string, answer: string) =>
  call<CaseView>(`${at(shop)}/cases/${id}/answer`, { method: 'POST', body: { answer } })
export const supportPack = (shop: string) => `/api/console/v1${at(shop)}/support-pack`
export const setDomains = (shop: string) => call<DomainSet>(`${at(shop)}/domains`, { method: 'POST' })
export const putFile = (shop: string, body: { name: string; content: string }) =>
  call<ConfirmFileView>(`${at(shop)}/domains/file`, { method: 'PUT', body })
export const fetchFile = (shop: string) =>
  call<ConfirmFileView>(`${at(shop)}/domains/file/fetch`, { method: 'POST' })
export const beginGrant = (shop: string) =>
  call<GrantPage>(`/shops/${shop}/weapp-access/grant`, { method: 'POST' })
export const beginRegistration = (shop: string, legal_persona_wechat: string) =>
  call<RegistrationView>(`${at(shop)}/registration`, { method: 'POST', body: { legal_persona_wechat } })
export const getSubjectChange = (shop: string) => call<SubjectChange>(`${at(shop)}/change-subject`)
export const changeSubject = (shop: string) =>
  call<LaunchView>(`${at(shop)}/change-subject`, { method: 'POST', body: { confirm: true } })
export const getTemplates = (shop: string) => call<TemplatesView>(`${at(shop)}/templates`)
export const fillTemplate = (shop: string, key: string) =>
  call<TemplatesView>(`${at(shop)}/templates/${key}/fill`, { method: 'POST' })
export const clearTemplate = (shop: string) =>
  call<TemplateCleared>(`${at(shop)}/templates/clear`, { method: 'POST' })
export const giveConsent = (shop: string, days: 7 | 30) =>
  call<LaunchView>(`${at(shop)}/consent`, { method: 'PUT', body: { days } })
export const endConsent = (shop: string) => call<LaunchView>(`${at(shop)}/consent`, { method: 'DELETE' })

const OPERATOR = '/api/platform/v1/launches'
export const listLaunches = (show: string, cursor?: string) =>
  call<Page<LaunchRow>>(OPERATOR, { query: { show, cursor } })
export const lookForShop = (shop: string, step: string) =>
  call<LaunchView>(`${OPERATOR}/${shop}/steps/${step}/look`, { method: 'POST' })
