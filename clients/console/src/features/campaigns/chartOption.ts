import type { CampaignReport } from '@/api/types'
import { formatYuan } from '@/lib/money'

const MOST_BARS = 12

/** Bars of what each campaign earned and cost, the largest first; drawn from whole fen. */
export function chartOption(report: CampaignReport, words: { earned: string; cost: string }) {
  const rows = report.rows
    .map(({ campaign, figures }) => ({
      name: campaign.name,
      earned: figures.paid_fen - figures.refunded_fen,
      cost: figures.cost_fen,
    }))
    .filter((row) => row.earned !== 0 || row.cost !== 0)
    .sort((one, other) => other.earned - one.earned)
    .slice(0, MOST_BARS)
  const bar = (name: string, color: string, data: number[]) => ({
    name,
    type: 'bar',
    barMaxWidth: 22,
    data,
    itemStyle: { color, borderRadius: [3, 3, 0, 0] },
  })
  return {
    grid: { left: 8, right: 8, top: 34, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: '#53605f' } },
    tooltip: { trigger: 'axis', valueFormatter: (fen: number) => formatYuan(fen) },
    xAxis: {
      type: 'category',
      data: rows.map((row) => row.name),
      axisTick: { show: false },
      axisLabel: { width: 72, overflow: 'truncate', interval: 0 },
    },
    yAxis: {
      type: 'value',
      minInterval: 100,
      axisLabel: { formatter: (fen: number) => formatYuan(Math.round(fen)).replace(/\.\d\d$/, '') },
      splitLine: { lineStyle: { color: '#edf1f1' } },
    },
    series: [
      bar(
        words.earned,
        '#0f766e',
        rows.map((row) => row.earned),
      ),
      bar(
        words.cost,
        '#d98a1f',
        rows.map((row) => row.cost),
      ),
    ],
  }
}
