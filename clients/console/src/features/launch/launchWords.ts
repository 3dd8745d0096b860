import type { BothWords, StepStatus } from '@/api/types'
import { currentLocale, say } from '@/i18n'

/** The sentence in the language of the page. */
export const inWords = (words: BothWords) => (currentLocale() === 'en' ? words.en : words.zh)

type Tone = 'success' | 'warning' | 'danger' | 'info' | 'primary'
const TONES: Record<StepStatus, Tone> = {
  todo: 'info',
  doing: 'primary',
  waiting_wechat: 'warning',
  waiting_person: 'warning',
  failed: 'danger',
  done: 'success',
  skipped: 'info',
}
export const stepTone = (status: StepStatus): Tone => TONES[status]

/** Colours of the way's picture, the same as the tags'. */
const COLOURS: Record<StepStatus, string> = {
  todo: '#c0c4cc',
  doing: '#0f766e',
  waiting_wechat: '#d97706',
  waiting_person: '#d97706',
  failed: '#dc2626',
  done: '#16a34a',
  skipped: '#e4e7ed',
}
export const stepColour = (status: StepStatus) => COLOURS[status]

/** A span in the largest unit that says enough: 3 天, 5 小时, 12 分钟. */
export function spanText(seconds: number): string {
  if (seconds >= 86_400) return say('launch.days', { n: Math.floor(seconds / 86_400) })
  if (seconds >= 3_600) return say('launch.hours', { n: Math.floor(seconds / 3_600) })
  return say('launch.minutes', { n: Math.max(1, Math.floor(seconds / 60)) })
}
