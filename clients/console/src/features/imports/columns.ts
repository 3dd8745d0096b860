import type { Import, ImportFault } from '@/api/types'
import type { Column } from '@/components/dataList'
import { say } from '@/i18n'
import { formatTime } from '@/lib/time'

export const importColumns: Column<Import>[] = [
  { key: 'file', label: 'imports.file', minWidth: 180, text: (row) => row.file_name, card: 'head' },
  {
    key: 'kind',
    label: 'imports.kind',
    width: 100,
    text: (row) => say(row.dry_run ? 'imports.dry' : 'imports.real'),
  },
  { key: 'status', label: 'imports.result', width: 90, text: (row) => say(`imports.status.${row.status}`) },
  { key: 'figures', label: 'imports.figures', minWidth: 220, text: figures },
  { key: 'at', label: 'imports.at', width: 150, text: (row) => formatTime(row.created_at) },
  { key: 'acts', label: 'goods.col.acts', width: 130, card: 'foot' },
]

function figures(run: Import): string {
  const parts: [string, number][] = [
    ['created', run.goods_created],
    ['updated', run.goods_updated],
    ['skipped', run.rows_skipped],
    ['failed', run.rows_failed],
  ]
  return parts.map(([key, count]) => `${say(`imports.${key}`)} ${count}`).join(' · ')
}

export const faultKey = (fault: ImportFault): string => `${fault.row}|${fault.column}|${fault.code}`
