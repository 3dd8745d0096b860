import { createI18n } from 'vue-i18n'
import { account } from '@/i18n/messages/account'
import { advice } from '@/i18n/messages/advice'
import { campaigns } from '@/i18n/messages/campaigns'
import { channels } from '@/i18n/messages/channels'
import { words } from '@/i18n/messages/words'
import { goods } from '@/i18n/messages/goods'
import { imports } from '@/i18n/messages/imports'
import { launch } from '@/i18n/messages/launch'
import { launchMore } from '@/i18n/messages/launchMore'
import { launchProfile } from '@/i18n/messages/launchProfile'
import { applyment, proof } from '@/i18n/messages/proof'
import { money } from '@/i18n/messages/money'
import { orders } from '@/i18n/messages/orders'
import { overview } from '@/i18n/messages/overview'
import { releases } from '@/i18n/messages/releases'
import { settings } from '@/i18n/messages/settings'
import { shop } from '@/i18n/messages/shop'
import { staff } from '@/i18n/messages/staff'
import { subject } from '@/i18n/messages/subject'
import { split, type Pairs } from '@/i18n/pairs'

export type Locale = 'zh-CN' | 'en'
const STORED = 'xp_locale'

/** Every sentence of the console, Chinese and English beside each other. */
export const pairs = {
  ...words,
  account,
  advice,
  applyment,
  campaigns,
  channels,
  goods,
  imports,
  launch,
  launchMore,
  launchProfile,
  money,
  orders,
  overview,
  proof,
  releases,
  settings,
  shop,
  staff,
  subject,
} satisfies Pairs

export const i18n = createI18n({
  legacy: false,
  locale: storedLocale(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': split(pairs, 0), en: split(pairs, 1) },
})

function storedLocale(): Locale {
  return localStorage.getItem(STORED) === 'en' ? 'en' : 'zh-CN'
}

export function currentLocale(): Locale {
  return i18n.global.locale.value as Locale
}

export function setLocale(locale: Locale): void {
  localStorage.setItem(STORED, locale)
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}

/** For code outside components. */
export function say(key: string, values: Record<string, unknown> = {}): string {
  return i18n.global.t(key, values)
}
