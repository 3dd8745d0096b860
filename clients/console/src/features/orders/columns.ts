import type { AftersaleRow, MemberRow } from '@/api/types'
import type { Column } from '@/components/dataList'
import { formatTime } from '@/lib/time'
import { linesText } from '@/features/orders/orderWords'

export const aftersaleColumns: Column<AftersaleRow>[] = [
  { key: 'no', label: 'orders.no', width: 190, card: 'head' },
  { key: 'status', label: 'orders.status', width: 90 },
  { key: 'member', label: 'orders.member', width: 110, text: (row) => row.member_name },
  { key: 'goods', label: 'orders.part.goods', minWidth: 200, text: (row) => linesText(row.lines) },
  {
    key: 'reason',
    label: 'orders.as.reason',
    minWidth: 140,
    text: (row) => [row.reason, row.note].filter(Boolean).join('：'),
  },
  { key: 'amount', label: 'orders.as.amount', width: 110, align: 'right' },
  { key: 'at', label: 'orders.as.at', width: 150, text: (row) => formatTime(row.created_at) },
  { key: 'acts', label: 'goods.col.acts', width: 110, card: 'foot' },
]

export const memberColumns: Column<MemberRow>[] = [
  { key: 'name', label: 'orders.m.name', minWidth: 140, card: 'head', text: (row) => row.nickname },
  {
    key: 'contact',
    label: 'orders.m.contact',
    minWidth: 150,
    text: (row) => [row.phone_masked, row.email_masked].filter(Boolean).join(' / ') || '—',
  },
  { key: 'channels', label: 'orders.m.channels', minWidth: 150 },
  { key: 'orders', label: 'orders.m.orders', width: 80, align: 'right', text: (row) => String(row.orders) },
  { key: 'paid', label: 'orders.m.paid', width: 120, align: 'right' },
  {
    key: 'since',
    label: 'orders.m.since',
    width: 150,
    text: (row) => formatTime(row.created_at),
    card: 'hide',
  },
  { key: 'seen', label: 'orders.m.seen', width: 150, text: (row) => formatTime(row.last_seen_at) },
]
