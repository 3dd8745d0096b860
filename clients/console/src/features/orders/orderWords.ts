import type { ConsoleOrder, OrderLine, OrderTab } from '@/api/types'

export const ORDER_TABS: OrderTab[] = [
  'all',
  'pending',
  'to_accept',
  'to_ship',
  'shipped',
  'completed',
  'closed',
  'aftersale',
]

/** How an order may be paid; what is not WeChat is offline. */
export const PAY_WAYS = ['wechat', 'in_store', 'on_delivery'] as const
export type PayWay = (typeof PAY_WAYS)[number]
export const payWay = (value: unknown): PayWay | undefined => PAY_WAYS.find((one) => one === value)

export const isOffline = (order: { pay_by?: string }): boolean => (order.pay_by ?? 'wechat') !== 'wechat'
/** Whether an offline order's money is there; a closed one that was never paid owes nothing. */
export function moneyWord(order: { paid_at?: string; status: string }): 'collected' | 'owing' | undefined {
  if (order.paid_at) return 'collected'
  return order.status === 'closed' ? undefined : 'owing'
}

export const orderTab = (name: unknown): OrderTab => ORDER_TABS.find((tab) => tab === name) ?? 'all'

/** Colours of the five flags; 0 is none. */
export const FLAG_COLOURS = ['#c0c8c8', '#d83a2f', '#e0a100', '#2e9e4f', '#2f6fd8', '#8a3fc0'] as const
export const FLAGS = [0, 1, 2, 3, 4, 5] as const

export const flagColour = (flag: number): string => FLAG_COLOURS[flag] ?? FLAG_COLOURS[0]

type Tone = 'primary' | 'success' | 'info' | 'warning' | 'danger'
const TONES: Record<string, Tone> = {
  pending: 'warning',
  closing: 'warning',
  accepted: 'primary',
  paid: 'primary',
  created: 'info',
  shipped: 'primary',
  completed: 'success',
  closed: 'info',
  requested: 'danger',
  refunding: 'warning',
  refunded: 'success',
  refused: 'info',
  cancelled: 'info',
  queued: 'warning',
  uploaded: 'success',
  failed: 'danger',
  succeeded: 'success',
  success: 'success',
  open: 'warning',
}

/** The colour that a state is drawn in; words and buttons come from the server. */
export const toneOf = (status: string): Tone => TONES[status] ?? 'info'

/** States that end by themselves within seconds, while somebody looks on. */
const UNDER_WAY: ReadonlySet<string> = new Set(['queued', 'refunding', 'processing', 'created'])
export const isUnderWay = (order: Pick<ConsoleOrder, 'wechat_shipping' | 'refunds'>): boolean =>
  [...order.wechat_shipping, ...order.refunds].some((one) => UNDER_WAY.has(one.status))

/** One line of words for several goods, as in "真丝衬衫 等 3 件". */
export function linesText(lines: OrderLine[]): string {
  return lines
    .map((line) => `${line.name} ${line.spec_text} ×${line.quantity}`.replace(/\s+/g, ' '))
    .join('；')
}
