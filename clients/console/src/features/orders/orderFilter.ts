import type { LocationQuery } from 'vue-router'
import type { Query } from '@/api/http'
import type { OrderTab } from '@/api/types'
import { payWay, type PayWay } from '@/features/orders/orderWords'

/** What the list is narrowed to; days are Shanghai calendar days. It lives in the address, so that it can be sent on. */
export interface OrderFilter {
  q: string
  flag?: number
  payBy?: PayWay
  from?: string
  to?: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const day = (value: unknown) => (typeof value === 'string' && DAY.test(value) ? value : undefined)

export function filterOf(query: LocationQuery): OrderFilter {
  const flag = typeof query.flag === 'string' && /^[0-5]$/.test(query.flag) ? Number(query.flag) : undefined
  const q = typeof query.q === 'string' ? query.q : ''
  return { q, flag, payBy: payWay(query.pay_by), from: day(query.from), to: day(query.to) }
}

/** The address for a tab and filter; defaults are left out. */
export function addressOf(tab: OrderTab, filter: OrderFilter): Record<string, string> {
  const { q, payBy, from, to } = filter
  const pairs = { tab, q, flag: filter.flag?.toString(), pay_by: payBy, from, to }
  return Object.fromEntries(Object.entries(pairs).filter((pair): pair is [string, string] => !!pair[1]))
}

/** The query of the API; the server reads both days as Shanghai days, the last one included. */
export function queryOf(tab: OrderTab, filter: OrderFilter): Query {
  return {
    tab,
    q: filter.q,
    flag: filter.flag,
    pay_by: filter.payBy,
    from: filter.from,
    to: filter.to,
  }
}
