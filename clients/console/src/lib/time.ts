/** The wire carries UTC; people read Asia/Shanghai. Nothing else in the console formats an instant. */

const ZONE = 'Asia/Shanghai'

const whole = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

function parts(instant: string | Date): Record<string, string> {
  const date = typeof instant === 'string' ? new Date(instant) : instant
  if (Number.isNaN(date.getTime())) return {}
  return Object.fromEntries(whole.formatToParts(date).map((part) => [part.type, part.value]))
}

/** "2026-11-24 14:05"; an empty string for what is absent or no instant. */
export function formatTime(instant: string | undefined | null): string {
  if (!instant) return ''
  const p = parts(instant)
  return p.year ? `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}` : ''
}

/** "2026-11-24 14:05:09": where the second matters (payments, histories). */
export function formatSecond(instant: string | undefined | null): string {
  const minute = formatTime(instant)
  return minute && instant ? `${minute}:${parts(instant).second}` : ''
}

/** The Shanghai calendar day of an instant as "2026-11-24". */
export function shanghaiDay(instant: Date): string {
  const p = parts(instant)
  return `${p.year}-${p.month}-${p.day}`
}
