import type { GoodsAction, GoodsTab } from '@/api/types'

/** The tabs of the goods list and what can be done with goods in each. */
export const GOODS_TABS: { name: GoodsTab; actions: GoodsAction[] }[] = [
  { name: 'on_sale', actions: ['unlist', 'recycle'] },
  { name: 'sold_out', actions: ['unlist', 'recycle'] },
  { name: 'warehouse', actions: ['list', 'recycle'] },
  { name: 'recycled', actions: ['restore', 'delete'] },
]

/** Actions that ask once before they run. */
export const ASKED: ReadonlySet<GoodsAction> = new Set(['unlist', 'recycle', 'delete'])

export function goodsTab(name: unknown): (typeof GOODS_TABS)[number] {
  return GOODS_TABS.find((tab) => tab.name === name) ?? (GOODS_TABS[0] as (typeof GOODS_TABS)[number])
}
