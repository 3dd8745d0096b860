import type { WeekDay } from '@/api/types'
import { formatYuan } from '@/lib/money'

/** The chart of a week. Bars are drawn from whole fen; only the labels are yuan. */
export function weekOption(week: WeekDay[], words: { amount: string; orders: string }) {
  const top = Math.max(400, ...week.map((day) => day.paid_fen))
  const most = Math.max(4, ...week.map((day) => day.paid_orders))
  return {
    grid: { left: 8, right: 8, top: 34, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: '#53605f' } },
    tooltip: {
      trigger: 'axis',
      formatter: (points: { dataIndex: number }[]) => tip(week[points[0]?.dataIndex ?? 0], words),
    },
    xAxis: { type: 'category', data: week.map((day) => day.date.slice(5)), axisTick: { show: false } },
    yAxis: [
      {
        type: 'value',
        max: top,
        splitNumber: 4,
        minInterval: 100,
        axisLabel: { formatter: (fen: number) => formatYuan(Math.round(fen)).replace(/\.\d\d$/, '') },
        splitLine: { lineStyle: { color: '#edf1f1' } },
      },
      { type: 'value', max: most, minInterval: 1, splitLine: { show: false } },
    ],
    series: [
      {
        name: words.amount,
        type: 'bar',
        barMaxWidth: 26,
        data: week.map((day) => day.paid_fen),
        itemStyle: { color: '#0f766e', borderRadius: [3, 3, 0, 0] },
      },
      {
        name: words.orders,
        type: 'line',
        yAxisIndex: 1,
        data: week.map((day) => day.paid_orders),
        itemStyle: { color: '#d98a1f' },
        symbolSize: 6,
      },
    ],
  }
}

function tip(day: WeekDay | undefined, words: { amount: string; orders: string }): string {
  if (!day) return ''
  return `${day.date}<br/>${words.amount}：${formatYuan(day.paid_fen)}<br/>${words.orders}：${day.paid_orders}`
}
