import { call, type Query } from '@/api/http'
import type {
  AuditRow,
  Channels,
  CheckResult,
  FreightTemplate,
  FreightTemplateIn,
  H5WechatIn,
  HomeIn,
  HomeView,
  Items,
  JobRow,
  Overview,
  Page,
  PaymentChannel,
  PaymentIn,
  SettingsIn,
  SettingsView,
  WeappIn,
  WeappTemplates,
} from '@/api/types'

const at = (shop: string) => `/shops/${shop}`
const put = <T>(path: string, body: unknown) => call<T>(path, { method: 'PUT', body })

export const overview = (shop: string) => call<Overview>(`${at(shop)}/overview`)

export const getChannels = (shop: string) => call<Channels>(`${at(shop)}/channels`)
export const getPaymentChannel = (shop: string) => call<PaymentChannel>(`${at(shop)}/channels/payment`)
export const putWeapp = (shop: string, body: WeappIn) => put<unknown>(`${at(shop)}/channels/weapp`, body)
export const putH5Wechat = (shop: string, body: H5WechatIn) =>
  put<unknown>(`${at(shop)}/channels/h5-wechat`, body)
export const putTemplates = (shop: string, body: WeappTemplates) =>
  put<unknown>(`${at(shop)}/channels/weapp/templates`, body)
export const putPayment = (shop: string, body: PaymentIn) =>
  put<unknown>(`${at(shop)}/channels/payment`, body)
export const checkWeapp = (shop: string) =>
  call<CheckResult>(`${at(shop)}/channels/weapp/check`, { method: 'POST' })

export const getSettings = (shop: string) => call<SettingsView>(`${at(shop)}/settings`)
export const putSettings = (shop: string, body: SettingsIn) => put<SettingsView>(`${at(shop)}/settings`, body)
export const getHome = (shop: string) => call<HomeView>(`${at(shop)}/home`)
export const putHome = (shop: string, body: HomeIn) => put<HomeView>(`${at(shop)}/home`, body)

export const listFreight = (shop: string) => call<Items<FreightTemplate>>(`${at(shop)}/freight-templates`)
export const createFreight = (shop: string, body: FreightTemplateIn) =>
  call<FreightTemplate>(`${at(shop)}/freight-templates`, { method: 'POST', body })
export const updateFreight = (shop: string, id: string, body: FreightTemplateIn) =>
  put<FreightTemplate>(`${at(shop)}/freight-templates/${id}`, body)
export const deleteFreight = (shop: string, id: string) =>
  call<void>(`${at(shop)}/freight-templates/${id}`, { method: 'DELETE' })

export const listAudit = (shop: string, query: Query) => call<Page<AuditRow>>(`${at(shop)}/audit`, { query })
export const listJobs = (shop: string, query: Query) => call<Page<JobRow>>(`${at(shop)}/jobs`, { query })
export const retryJob = (shop: string, id: string) =>
  call<void>(`${at(shop)}/jobs/${id}/retry`, { method: 'POST' })
