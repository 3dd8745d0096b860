/**
 * The contract of the console API. Until the client generated from OpenAPI exists these are its types by the very
 * names of the contract; then this file re-exports them. No other file of the console describes the wire.
 */

export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  detail_en: string
  data?: Record<string, unknown>
  fields?: { path: string; code: string; message?: string }[]
}

export interface Page<T> {
  items: T[]
  next_cursor?: string
}
export interface Items<T> {
  items: T[]
}

// Identity
export interface ShopBrief {
  id: string
  slug: string
  name: string
  role: string
}
export interface Me {
  merchant: { id: string; email: string; verified: boolean }
  shops: ShopBrief[]
  csrf_token: string
}

// Overview
export interface DayFigures {
  orders: number
  paid_orders: number
  paid_fen: number
}
export interface WeekDay {
  date: string
  paid_orders: number
  paid_fen: number
}
export interface ChecklistItem {
  key: string
  title: string
  done: boolean
  link: string
}
export interface Todo {
  to_ship: number
  pending: number
  aftersale: number
  low_stock: number
  unanswered_reviews: number
}
export interface Overview {
  today: DayFigures
  yesterday: DayFigures
  todo: Todo
  week: WeekDay[]
  checklist: ChecklistItem[]
  storefront_url: string
  phone_url?: string
}

// Goods
export type GoodsTab = 'on_sale' | 'sold_out' | 'warehouse' | 'recycled'
export type GoodsAction = 'list' | 'unlist' | 'recycle' | 'restore' | 'delete'
export type GoodsCounts = Record<GoodsTab, number>
export interface GoodsRow {
  id: string
  goods_no: string
  name: string
  cover_url?: string
  price_fen: number
  max_price_fen: number
  stock: number
  sold: number
  status: string
  category_name?: string
  updated_at: string
}
export interface GoodsParam {
  name: string
  value: string
}
export interface SpecValueIn {
  value: string
  picture?: string
}
export interface SpecIn {
  name: string
  values: SpecValueIn[]
}
export interface SkuIn {
  id?: string
  spec_values: string[]
  sku_code?: string
  price_fen: number
  cost_fen?: number
  stock: number
  /** What the form showed: on a known SKU the difference is applied, so that units sold meanwhile stay sold. */
  stock_was?: number
  picture?: string
}
export interface GoodsIn {
  goods_no?: string
  name: string
  brief?: string
  category_id?: string
  brand?: string
  unit?: string
  keywords?: string
  market_price_fen?: number
  pictures: string[]
  detail_html?: string
  params: GoodsParam[]
  specs: SpecIn[]
  skus: SkuIn[]
  freight_template_id?: string
  weight_g?: number
  limit_per_buyer?: number
  on_sale: boolean
  version?: number
}
export interface MediaRef {
  media_id: string
  url: string
}
export interface SpecValueView extends SpecValueIn {
  picture_url?: string
}
export interface SpecView {
  name: string
  values: SpecValueView[]
}
export interface SkuView extends Omit<SkuIn, 'stock_was'> {
  id: string
  picture_url?: string
}
export interface GoodsView extends Omit<GoodsIn, 'pictures' | 'version' | 'specs' | 'skus'> {
  id: string
  version: number
  status: string
  sold: number
  pictures: MediaRef[]
  specs: SpecView[]
  skus: SkuView[]
  created_at: string
  updated_at: string
}
export interface BatchResult {
  done: number
  refused: { id: string; code: string; message: string }[]
}
export interface StockChange {
  sku_id: string
  delta: number
}
export interface StockJournalRow {
  sku_id: string
  spec_text: string
  delta: number
  available_after: number
  reason: string
  actor: string
  at: string
}
export interface CategoryNode {
  id: string
  name: string
  picture_url?: string
  picture?: string
  children: CategoryNode[]
}
export interface CategoryIn {
  name: string
  parent_id?: string
  picture?: string
  position?: number
}
export interface Media {
  id: string
  url: string
  thumb_url: string
  width: number
  height: number
  bytes: number
}
export interface ImportFault {
  row: number
  column: string
  code: string
  message: string
  value: string
}
export interface Import {
  id: string
  file_name: string
  dry_run: boolean
  status: 'queued' | 'running' | 'done' | 'failed'
  rows_total: number
  rows_done: number
  goods_created: number
  goods_updated: number
  rows_skipped: number
  rows_failed: number
  pictures_total: number
  pictures_done: number
  pictures_missing: number
  faults: ImportFault[]
  created_at: string
  finished_at?: string
  failure?: string
}

export type * from '@/api/types-orders'
export type * from '@/api/types-shop'
