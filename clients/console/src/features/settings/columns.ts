import type { AuditRow, JobRow } from '@/api/types'
import type { Column } from '@/components/dataList'
import { formatSecond } from '@/lib/time'

export const auditColumns: Column<AuditRow>[] = [
  { key: 'at', label: 'settings.audit.at', width: 170, text: (row) => formatSecond(row.at) },
  { key: 'actor', label: 'settings.audit.actor', width: 170, text: (row) => row.actor },
  { key: 'action', label: 'settings.audit.action', width: 170, text: (row) => row.action, card: 'head' },
  { key: 'object', label: 'settings.audit.object', minWidth: 180, text: (row) => row.object },
  { key: 'change', label: 'settings.audit.change', minWidth: 240 },
]

export const jobColumns: Column<JobRow>[] = [
  { key: 'topic', label: 'settings.jobs.topic', minWidth: 180, text: (row) => row.topic, card: 'head' },
  {
    key: 'attempts',
    label: 'settings.jobs.attempts',
    width: 80,
    align: 'right',
    text: (row) => String(row.attempts),
  },
  { key: 'runAt', label: 'settings.jobs.runAt', width: 170, text: (row) => formatSecond(row.run_at) },
  { key: 'error', label: 'settings.jobs.error', minWidth: 260 },
  { key: 'acts', label: 'goods.col.acts', width: 90, card: 'foot' },
]

/** A value of the audit log on one line; texts as they are, everything else as JSON. */
export function auditValue(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
