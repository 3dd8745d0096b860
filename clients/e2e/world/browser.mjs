/** Chromium, with somebody listening: every complaint of a page and every request to a foreign host fails the run. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

export const PICTURES = join(import.meta.dirname, '..', 'screenshots')
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const PATIENCE_MS = 15_000

export function launch() {
  mkdirSync(PICTURES, { recursive: true })
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
  })
}

/**
 * A person's browser: an own context and one page. `refusals` are the answers that a spec provokes on purpose, as
 * [status, part of the address]; Chromium reports each in its console.
 */
export async function person(browser, demo, { width = 1440, height = 900, refusals = [], ...rest } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...rest,
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const complaints = []
  const ours = [demo.mall, demo.sandbox]
  context.on('request', (request) => {
    const url = request.url()
    if (/^https?:/.test(url) && !ours.some((origin) => url.startsWith(`${origin}/`))) complaints.push(`foreign host: ${url}`)
  })
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    const { url } = message.location()
    const meant = refusals.some(
      ([status, part]) => message.text().includes(`status of ${status}`) && url.includes(part),
    )
    if (!meant) complaints.push(`console: ${message.text()} (${url})`)
  })
  context.on('weberror', (fault) => complaints.push(`page error: ${fault.error().stack ?? fault.error()}`))
  const page = await context.newPage()
  return { context, page, complaints, close: () => context.close() }
}

/** Keeps a picture, after the page has come to rest. */
export async function picture(page, name, options = {}) {
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.waitForTimeout(250)
  await page.screenshot({ path: join(PICTURES, `${name}.png`), ...options })
}

/** After a fault: what every open page showed, then closes them. */
export async function keepFaults(browser, name) {
  for (const [at, page] of browser.contexts().flatMap((context) => context.pages()).entries()) {
    await page.screenshot({ path: join(PICTURES, `fault-${name}-${at}.png`), fullPage: true }).catch(() => undefined)
  }
  await Promise.all(browser.contexts().map((context) => context.close()))
}
