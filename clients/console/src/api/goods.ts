import { call, ROOT, type Query } from '@/api/http'
import type {
  BatchResult,
  CategoryIn,
  CategoryNode,
  GoodsAction,
  GoodsCounts,
  GoodsIn,
  GoodsRow,
  GoodsView,
  Import,
  Items,
  Media,
  Page,
  StockChange,
  StockJournalRow,
} from '@/api/types'
import { upload } from '@/api/upload'

const at = (shop: string) => `/shops/${shop}`

export const listGoods = (shop: string, query: Query) => call<Page<GoodsRow>>(`${at(shop)}/goods`, { query })
export const goodsCounts = (shop: string) => call<GoodsCounts>(`${at(shop)}/goods/counts`)
export const getGoods = (shop: string, id: string) => call<GoodsView>(`${at(shop)}/goods/${id}`)
export const createGoods = (shop: string, body: GoodsIn, idempotencyKey: string) =>
  call<GoodsView>(`${at(shop)}/goods`, { method: 'POST', body, idempotencyKey })
export const updateGoods = (shop: string, id: string, body: GoodsIn) =>
  call<GoodsView>(`${at(shop)}/goods/${id}`, { method: 'PUT', body })
export const batchGoods = (shop: string, ids: string[], action: GoodsAction) =>
  call<BatchResult>(`${at(shop)}/goods/batch`, { method: 'POST', body: { ids, action } })
export const changeStock = (shop: string, id: string, changes: StockChange[], reason: string) =>
  call<GoodsView>(`${at(shop)}/goods/${id}/stock`, { method: 'POST', body: { changes, reason } })
export const stockJournal = (shop: string, id: string, query: Query) =>
  call<Page<StockJournalRow>>(`${at(shop)}/goods/${id}/stock-journal`, { query })

export const listCategories = (shop: string) => call<Items<CategoryNode>>(`${at(shop)}/categories`)
export const createCategory = (shop: string, body: CategoryIn) =>
  call<CategoryNode>(`${at(shop)}/categories`, { method: 'POST', body })
export const updateCategory = (shop: string, id: string, body: CategoryIn) =>
  call<CategoryNode>(`${at(shop)}/categories/${id}`, { method: 'PUT', body })
export const deleteCategory = (shop: string, id: string) =>
  call<void>(`${at(shop)}/categories/${id}`, { method: 'DELETE' })

export const listMedia = (shop: string, query: Query) => call<Page<Media>>(`${at(shop)}/media`, { query })
export function uploadMedia(shop: string, file: File, onProgress?: (percent: number) => void) {
  const form = new FormData()
  form.set('file', file)
  return upload<Media>(`${at(shop)}/media`, form, onProgress)
}

export function startImport(
  shop: string,
  file: File,
  dryRun: boolean,
  onProgress?: (percent: number) => void,
) {
  const form = new FormData()
  form.set('file', file)
  form.set('dry_run', String(dryRun))
  return upload<Import>(`${at(shop)}/imports`, form, onProgress)
}
export const getImport = (shop: string, id: string) => call<Import>(`${at(shop)}/imports/${id}`)
export const listImports = (shop: string, query: Query) =>
  call<Page<Import>>(`${at(shop)}/imports`, { query })
export const importTemplateUrl = (shop: string) => `${ROOT}${at(shop)}/imports/template.csv`
export const importFaultsUrl = (shop: string, id: string) => `${ROOT}${at(shop)}/imports/${id}/faults.csv`
