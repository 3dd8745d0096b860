import { listAftersales } from '@/api/orders'
import type { AftersaleRow } from '@/api/types'

const PAGE = 100

/** The request of an order that awaits an answer; rows of the list say only that there is one. */
export async function requestedAftersale(shopId: string, orderId: string): Promise<AftersaleRow | undefined> {
  let cursor: string | undefined
  do {
    const page = await listAftersales(shopId, { tab: 'requested', limit: PAGE, cursor })
    const found = page.items.find((row) => row.order_id === orderId)
    if (found) return found
    cursor = page.next_cursor
  } while (cursor !== undefined)
  return undefined
}
