import { describe, expect, it } from 'vitest'
import type { CampaignReport, Figures } from '@/api/types'
import { chartOption } from '@/features/campaigns/chartOption'
import { figureRows, ratioText } from '@/features/campaigns/figures'

const figures = (paid_fen = 0, refunded_fen = 0, cost_fen = 0): Figures => ({
  visitors: 0,
  new_members: 0,
  orders: 0,
  paid_orders: 0,
  paid_fen,
  refunded_fen,
  cost_fen,
})
const row = (id: string, one: Figures) => ({
  campaign: { id, short: 'k3m9xz', name: id, kind: 'store' as const, created_at: '2026-11-01T00:00:00Z' },
  figures: one,
})
const report: CampaignReport = {
  since: '2026-11-01',
  until: '2026-11-30',
  rows: [row('a', figures(100)), row('b', figures(900, 100, 50)), row('c', figures())],
  direct: figures(7),
  total: figures(1007, 100, 50),
}

describe('the ratio', () => {
  it('is cut after two places and a dash without cost', () => {
    expect([undefined, 0, 9999, 19189, 120000, -12345].map(ratioText)).toEqual([
      '—',
      '0.00',
      '0.99',
      '1.91',
      '12.00',
      '-1.23',
    ])
  })
})

describe('the table and its bars', () => {
  it('ends with what belongs to none and the sum', () => {
    const rows = figureRows(report, { direct: '未归属', total: '合计' })
    expect(rows.map((one) => one.name)).toEqual(['a', 'b', 'c', '未归属', '合计'])
  })

  it('draws what is left of the money, the largest first, and leaves out what has none', () => {
    const option = chartOption(report, { earned: '实付', cost: '投入' })
    expect(option.xAxis.data).toEqual(['b', 'a'])
    expect(option.series.map((one) => one.data)).toEqual([
      [800, 100],
      [50, 0],
    ])
  })
})
