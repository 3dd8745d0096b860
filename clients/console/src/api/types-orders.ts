/** The part of the contract about orders and what follows them. Reached through `@/api/types` only. */

export type OrderTab = 'all' | 'pending' | 'to_ship' | 'shipped' | 'completed' | 'closed' | 'aftersale'
export type OrderCounts = Record<OrderTab, number>
export interface OrderLine {
  id: string
  goods_id: string
  sku_id: string
  name: string
  spec_text: string
  picture_url: string
  price_fen: number
  quantity: number
  amount_fen: number
  reviewed: boolean
}
export interface OrderNote {
  text?: string
  flag: number
}
export interface OrderRow {
  id: string
  order_no: string
  status: string
  status_text: string
  created_at: string
  paid_at?: string
  member_name: string
  receiver_name: string
  receiver_phone_masked: string
  region_text: string
  lines: OrderLine[]
  item_count: number
  payable_fen: number
  remark?: string
  note?: OrderNote
  aftersale_status?: string
  available_actions: string[]
}
export interface PriceLine {
  kind: string
  label: string
  amount_fen: number
  explain: string
}
export interface Shipment {
  id: string
  carrier_code: string
  carrier_name: string
  tracking_no: string
  shipped_at: string
}
export interface AftersaleBrief {
  id: string
  order_id: string
  status: string
  reason: string
  amount_fen: number
  created_at: string
  note?: string
  answer?: string
}
export interface OrderDetail {
  id: string
  order_no: string
  status: string
  status_text: string
  created_at: string
  pay_deadline_at?: string
  paid_at?: string
  auto_receive_at?: string
  closed_reason?: string
  timeline: { action: string; text: string; at: string; actor?: string }[]
  lines: OrderLine[]
  price_lines: PriceLine[]
  goods_fen: number
  freight_fen: number
  payable_fen: number
  address: { name: string; phone: string; region_text: string; detail: string }
  remark?: string
  shipments: Shipment[]
  aftersale?: AftersaleBrief
  aftersale_status?: string
  refunds: { amount_fen: number; status: string; at: string }[]
  available_actions: string[]
}
export interface OrderPayment {
  id: string
  channel: string
  out_trade_no: string
  transaction_id?: string
  status: string
  amount_fen: number
  created_at: string
  paid_at?: string
}
export interface ConsoleOrder extends OrderDetail {
  member: { id: string; nickname: string }
  note?: OrderNote
  payments: OrderPayment[]
  wechat_shipping: { status: 'queued' | 'uploaded' | 'failed'; error?: string; at: string }[]
}
export interface Carrier {
  code: string
  name: string
}
export interface ShipIn {
  carrier_code: string
  tracking_no: string
  line_ids?: string[]
}
export interface AftersaleRow extends AftersaleBrief {
  order_no: string
  lines: OrderLine[]
  payable_fen: number
  member_name: string
}
