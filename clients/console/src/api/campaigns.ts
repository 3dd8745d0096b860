import { call, urlOf } from '@/api/http'
import type {
  Campaign,
  CampaignDetail,
  CampaignIn,
  CampaignReport,
  CodeIn,
  CodeView,
  CostIn,
  Items,
} from '@/api/types'

const at = (shop: string) => `/shops/${shop}/campaigns`

export const listCampaigns = (shop: string) => call<Items<Campaign>>(at(shop))
export const getCampaign = (shop: string, id: string) => call<CampaignDetail>(`${at(shop)}/${id}`)
export const addCampaign = (shop: string, body: CampaignIn) =>
  call<CampaignDetail>(at(shop), { method: 'POST', body })
export const changeCampaign = (shop: string, id: string, body: CampaignIn) =>
  call<CampaignDetail>(`${at(shop)}/${id}`, { method: 'PUT', body })
export const addCost = (shop: string, id: string, body: CostIn) =>
  call<CampaignDetail>(`${at(shop)}/${id}/costs`, { method: 'POST', body })
export const dropCost = (shop: string, id: string, cost: string) =>
  call<void>(`${at(shop)}/${id}/costs/${cost}`, { method: 'DELETE' })
export const makeCode = (shop: string, id: string, body: CodeIn) =>
  call<CodeView>(`${at(shop)}/${id}/codes`, { method: 'POST', body })
export const goodsCode = (shop: string, goods: string) =>
  call<{ url: string }>(`/shops/${shop}/goods/${goods}/weapp-code`, { method: 'POST' })

export interface Days {
  since: string
  until: string
}

export const campaignReport = (shop: string, { since, until }: Days) =>
  call<CampaignReport>(`${at(shop)}/report`, { query: { since, until } })
/** A sheet to download; the browser asks with its cookie. */
export const sheetAddress = (shop: string, { since, until }: Days, kind: 'csv' | 'xlsx') =>
  urlOf(`${at(shop)}/report.${kind}`, { since, until })
