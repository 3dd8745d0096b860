import type { Todo } from '@/api/types'

/** Where each card of work leads: the list that holds exactly that work. */
export const TODO_CARDS: { key: keyof Todo; path: string; query: Record<string, string> }[] = [
  { key: 'to_ship', path: 'orders', query: { tab: 'to_ship' } },
  { key: 'to_accept', path: 'orders', query: { tab: 'to_accept' } },
  { key: 'aftersale', path: 'aftersales', query: { tab: 'requested' } },
  { key: 'pending', path: 'orders', query: { tab: 'pending' } },
  { key: 'low_stock', path: 'goods', query: { tab: 'on_sale' } },
  { key: 'unanswered_reviews', path: 'reviews', query: {} },
]
