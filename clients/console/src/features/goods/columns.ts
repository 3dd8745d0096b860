import type { GoodsRow, StockJournalRow } from '@/api/types'
import type { Column } from '@/components/dataList'
import { formatTime } from '@/lib/time'

export const goodsColumns: Column<GoodsRow>[] = [
  { key: 'name', label: 'goods.col.name', minWidth: 240, card: 'head' },
  { key: 'price', label: 'goods.col.price', width: 165 },
  { key: 'stock', label: 'goods.col.stock', width: 80, align: 'right' },
  { key: 'sold', label: 'goods.col.sold', width: 80, align: 'right', text: (row) => String(row.sold) },
  { key: 'category', label: 'goods.col.category', width: 120, text: (row) => row.category_name ?? '' },
  {
    key: 'updated',
    label: 'goods.col.updated',
    width: 150,
    text: (row) => formatTime(row.updated_at),
    card: 'hide',
  },
  { key: 'acts', label: 'goods.col.acts', width: 250, card: 'foot' },
]

export const journalColumns: Column<StockJournalRow>[] = [
  { key: 'at', label: 'goods.stock.at', width: 150, text: (row) => formatTime(row.at), card: 'head' },
  { key: 'spec', label: 'goods.stock.spec', minWidth: 110, text: (row) => row.spec_text },
  {
    key: 'delta',
    label: 'goods.stock.delta',
    width: 80,
    align: 'right',
    text: (row) => (row.delta > 0 ? `+${row.delta}` : String(row.delta)),
  },
  {
    key: 'after',
    label: 'goods.stock.after',
    width: 80,
    align: 'right',
    text: (row) => String(row.available_after),
  },
  { key: 'reason', label: 'goods.stock.reason', minWidth: 120, text: (row) => row.reason },
  { key: 'actor', label: 'goods.stock.who', minWidth: 110, text: (row) => row.actor },
]
