import { call, type Query } from '@/api/http'
import type {
  AftersaleBrief,
  AftersaleRow,
  Carrier,
  ConsoleOrder,
  Items,
  MemberRow,
  OrderCounts,
  OrderNote,
  OrderRow,
  Page,
  PaymentRow,
  PaymentSummary,
  ReviewRow,
  ShipIn,
} from '@/api/types'

const at = (shop: string) => `/shops/${shop}`

export const listOrders = (shop: string, query: Query) =>
  call<Page<OrderRow>>(`${at(shop)}/orders`, { query })
export const orderCounts = (shop: string) => call<OrderCounts>(`${at(shop)}/orders/counts`)
export const getOrder = (shop: string, id: string) => call<ConsoleOrder>(`${at(shop)}/orders/${id}`)
export const shipOrder = (shop: string, id: string, body: ShipIn, idempotencyKey: string) =>
  call<ConsoleOrder>(`${at(shop)}/orders/${id}/ship`, { method: 'POST', body, idempotencyKey })
export const noteOrder = (shop: string, id: string, note: OrderNote) =>
  call<void>(`${at(shop)}/orders/${id}/note`, { method: 'POST', body: note })
export const closeOrder = (shop: string, id: string, reason: string) =>
  call<ConsoleOrder>(`${at(shop)}/orders/${id}/close`, { method: 'POST', body: { reason } })

export const acceptOrder = (shop: string, id: string) =>
  call<ConsoleOrder>(`${at(shop)}/orders/${id}/accept`, { method: 'POST' })
export const collectMoney = (shop: string, id: string, amountFen: number, idempotencyKey: string) =>
  call<ConsoleOrder>(`${at(shop)}/orders/${id}/collect`, {
    method: 'POST',
    body: { amount_fen: amountFen },
    idempotencyKey,
  })
export const handOver = (shop: string, id: string) =>
  call<ConsoleOrder>(`${at(shop)}/orders/${id}/hand-over`, { method: 'POST' })
export const callOff = (shop: string, id: string, reason: string) =>
  call<ConsoleOrder>(`${at(shop)}/orders/${id}/call-off`, { method: 'POST', body: { reason } })

export const listCarriers = (shop: string) => call<Items<Carrier>>(`${at(shop)}/carriers`)
export const recogniseCarrier = (shop: string, trackingNo: string) =>
  call<Items<Carrier>>(`${at(shop)}/carriers/recognise`, { query: { tracking_no: trackingNo } })

export const listAftersales = (shop: string, query: Query) =>
  call<Page<AftersaleRow>>(`${at(shop)}/aftersales`, { query })
export const agreeAftersale = (shop: string, id: string) =>
  call<AftersaleBrief>(`${at(shop)}/aftersales/${id}/agree`, { method: 'POST' })
export const refuseAftersale = (shop: string, id: string, answer: string) =>
  call<AftersaleBrief>(`${at(shop)}/aftersales/${id}/refuse`, { method: 'POST', body: { answer } })

export const listMembers = (shop: string, query: Query) =>
  call<Page<MemberRow>>(`${at(shop)}/members`, { query })
export const listReviews = (shop: string, query: Query) =>
  call<Page<ReviewRow>>(`${at(shop)}/reviews`, { query })
export const replyReview = (shop: string, id: string, text: string) =>
  call<void>(`${at(shop)}/reviews/${id}/reply`, { method: 'POST', body: { text } })

export const listPayments = (shop: string, query: Query) =>
  call<Page<PaymentRow>>(`${at(shop)}/payments`, { query })
export const paymentSummary = (shop: string) => call<PaymentSummary>(`${at(shop)}/payments/summary`)
