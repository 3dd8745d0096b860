import type { PaymentRow } from '@/api/types'
import type { Column } from '@/components/dataList'
import { formatSecond } from '@/lib/time'

export const paymentColumns: Column<PaymentRow>[] = [
  { key: 'subject', label: 'money.subject', minWidth: 160, card: 'head', text: (row) => row.subject },
  { key: 'trade', label: 'orders.tradeNo', minWidth: 230 },
  { key: 'amount', label: 'orders.amount', width: 120, align: 'right' },
  { key: 'refunded', label: 'money.refundedCol', width: 110, align: 'right' },
  { key: 'status', label: 'orders.status', width: 90 },
  { key: 'channel', label: 'orders.channel', width: 100 },
  { key: 'at', label: 'money.at', width: 170, text: (row) => formatSecond(row.created_at), card: 'hide' },
  { key: 'paid', label: 'money.paidAt', width: 170, text: (row) => formatSecond(row.paid_at) || '—' },
]

/** States that the list can be narrowed to. */
export const PAYMENT_STATES = ['paid', 'open', 'created', 'closed'] as const
