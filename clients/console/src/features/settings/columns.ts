import type { AuditRow, JobRow } from '@/api/types'
import type { Column } from '@/components/dataList'
import { i18n, say } from '@/i18n'
import { formatSecond } from '@/lib/time'

/** A name that the server has learnt since this console was built is shown as it is. */
const wordOr = (key: string, otherwise: string) => (i18n.global.te(key) ? say(key) : otherwise)
export const actionText = (action: string) => wordOr(`settings.did.${action}`, action)

export function objectText(object: string): string {
  const [kind = '', ...rest] = object.split(':')
  return `${wordOr(`settings.object.${kind}`, kind)} ${rest.join(':')}`
}

export const auditColumns: Column<AuditRow>[] = [
  { key: 'at', label: 'settings.audit.at', width: 170, text: (row) => formatSecond(row.at) },
  { key: 'actor', label: 'settings.audit.actor', width: 200, text: (row) => row.actor },
  {
    key: 'action',
    label: 'settings.audit.action',
    width: 140,
    text: (row) => actionText(row.action),
    card: 'head',
  },
  { key: 'object', label: 'settings.audit.object', minWidth: 180, text: (row) => objectText(row.object) },
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
