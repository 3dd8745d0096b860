/** The second part of the contract: what a shop sets up. Reached through `@/api/types` only. */

// Channels
export interface WeappTemplates {
  order_paid?: string
  order_shipped?: string
  refund_done?: string
  pay_reminder?: string
}
export interface WeappChannel {
  appid: string
  secret_set: boolean
  push_url: string
  push_token_set: boolean
  templates: WeappTemplates
}
/** The account without its keys; `key_set` false: nothing is stored yet. */
export interface PaymentChannel {
  notify_url: string
  key_set: boolean
  mchid?: string
  serial_no?: string
  public_key_id?: string
  checked_at?: string
  check_result?: string
}
export interface Channels {
  weapp?: WeappChannel
  h5_wechat?: { appid: string; secret_set: boolean }
}
export interface WeappIn {
  appid: string
  secret?: string
  push_token?: string
  encoding_aes_key?: string
}
export interface H5WechatIn {
  appid: string
  secret?: string
}
export interface PaymentIn {
  mchid: string
  serial_no: string
  private_key_pem?: string
  apiv3_key?: string
  public_key_id: string
  public_key_pem: string
}
export interface CheckResult {
  ok: boolean
  code?: string
  cause?: string
  mend?: string
}

// Settings and the storefront's face
export interface LicenceIn {
  subject_name?: string
  credit_code?: string
  icp_number?: string
  picture?: string
}
export interface OrderRules {
  unpaid_minutes: number
  auto_receive_days: number
}
export interface SettingsIn {
  name: string
  logo?: string
  notice?: string
  service_phone?: string
  service_hours?: string
  licence: LicenceIn
  order_rules: OrderRules
}
export interface SettingsView extends SettingsIn {
  logo_url?: string
  licence: LicenceIn & { picture_url?: string }
}
export interface BannerIn {
  picture: string
  link?: string
}
export interface IconIn {
  picture: string
  label: string
  link?: string
}
export interface HomeIn {
  banners: BannerIn[]
  icons: IconIn[]
  notice?: string
}
export interface HomeView {
  banners: (BannerIn & { picture_url: string })[]
  icons: (IconIn & { picture_url: string })[]
  notice?: string
}
export interface FreightTemplateIn {
  name: string
  free_over_fen?: number
  first_count: number
  first_fen: number
  next_count: number
  next_fen: number
  is_default: boolean
}
export interface FreightTemplate extends FreightTemplateIn {
  id: string
}

// Staff, audit, jobs
export interface StaffMember {
  merchant_id: string
  email: string
  role: string
}
export interface AuditRow {
  at: string
  actor: string
  action: string
  object: string
  before?: unknown
  after?: unknown
}
export type JobStatus = 'waiting' | 'failed'
export interface JobRow {
  id: string
  topic: string
  attempts: number
  run_at: string
  last_error?: string
  status: string
}

// Members, reviews, money
export interface MemberRow {
  id: string
  nickname: string
  phone_masked?: string
  email_masked?: string
  channels: string[]
  orders: number
  paid_fen: number
  created_at: string
  last_seen_at: string
}
export interface ReviewRow {
  id: string
  nickname: string
  avatar_url?: string
  stars: number
  text: string
  /** Absent when there are none. */
  pictures?: string[]
  spec_text?: string
  at: string
  reply?: string
  goods_name: string
  order_no?: string
}
export interface PaymentRow {
  id: string
  out_trade_no: string
  transaction_id?: string
  subject: string
  channel: string
  amount_fen: number
  refunded_fen: number
  status: string
  created_at: string
  paid_at?: string
}
export interface PaymentSummary {
  paid_fen: number
  refunded_fen: number
  paid_count: number
  open_count: number
}
