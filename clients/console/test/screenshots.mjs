/**
 * Pictures of every page at 1440 and 375 px from the built console on the fixture server.
 * node test/screenshots.mjs [folder] [only] ; exits 1 on any console error, failed request or request to another host.
 */
import { mkdirSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { startFixture } from './fixture-server.mjs'

const folder = process.argv[2] ?? '/tmp/console/shots'
const only = process.argv[3]
const S = '/console/shops/s1'
const click = (selector) => (page) => page.locator(selector).first().click()
const PAGES = [
  ['login', '/console/login'],
  ['sign-up', '/console/sign-up'],
  ['verify-bad', '/console/verify?token=bad'],
  ['forgot', '/console/forgot'],
  ['reset', '/console/reset?token=x'],
  ['new-shop', '/console/shops/new'],
  ['overview', `${S}/overview`],
  ['marketing', `${S}/marketing`],
  ['campaign', `${S}/marketing/k1`],
  ['campaign-new', `${S}/marketing`, click('[data-testid=campaign-new]')],
  ['campaign-refused', `${S}/marketing/k1`, click('[data-testid=code-make]')],
  ['data', `${S}/data`],
  ['goods', `${S}/goods`],
  ['goods-edit', `${S}/goods/g1`],
  ['goods-new', `${S}/goods/new`],
  ['goods-import', `${S}/goods/import`],
  ['categories', `${S}/categories`],
  ['reviews', `${S}/reviews`],
  ['orders', `${S}/orders`],
  ['order', `${S}/orders/o2`],
  ['order-shipped', `${S}/orders/o4`],
  ['aftersales', `${S}/aftersales`],
  ['members', `${S}/members`],
  ['money', `${S}/money`],
  ['shop-home', `${S}/shop/home`],
  ['shop-freight', `${S}/shop/freight`],
  ['shop-licence', `${S}/shop/licence`],
  ['channels', `${S}/channels`],
  ['settings-shop', `${S}/settings/shop`],
  ['settings-rules', `${S}/settings/rules`],
  ['settings-staff', `${S}/settings/staff`],
  ['settings-invite', `${S}/settings/staff`, click('[data-testid=invite]')],
  ['invitation', '/console/invitation?token=xi_1'],
  ['settings-audit', `${S}/settings/audit`],
  ['settings-jobs', `${S}/settings/jobs`],
  ['settings-account', `${S}/settings/account`],
  ['lost', '/console/nowhere'],
  [
    'orders-ship',
    `${S}/orders?tab=to_ship`,
    async (page) => {
      await click('[data-testid=act-ship]')(page)
      await page.getByTestId('tracking-no').fill('SF1234567890123')
    },
  ],
  ['orders-note', `${S}/orders`, click('[data-testid=note]')],
  ['order-answer', `${S}/orders/o7`, click('[data-testid=act-answer_aftersale]')],
  ['order-close', `${S}/orders/o1`, click('[data-testid=act-close]')],
  ['goods-stock', `${S}/goods`, click('button[title=调整库存]')],
  ['freight-dialog', `${S}/shop/freight`, click('.right.bar button')],
  ['media', `${S}/goods/new`, (page) => page.locator('button:has-text("图片库")').first().click()],
  [
    'import-result',
    `${S}/goods/import`,
    async (page) => {
      await page
        .getByTestId('import-file')
        .setInputFiles({ name: 'catalogue.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n') })
      await page.getByTestId('import-now').waitFor()
    },
  ],
  [
    'channels-check',
    `${S}/channels`,
    async (page) => {
      await page.getByTestId('check').last().click()
      await page.locator('.finding').first().waitFor()
      const begin = page.getByTestId('proof-start')
      if (await begin.count()) await begin.click()
      await page.getByTestId('proof').waitFor()
      await page.getByTestId('proof-panel').scrollIntoViewIfNeeded()
    },
  ],
  [
    'channels-proven',
    `${S}/channels`,
    async (page) => {
      // The proof of the page before may still be open: it is the one that goes on.
      const begin = page.getByTestId('proof-start')
      if (await begin.count()) await begin.click()
      await page.locator('[data-testid=proof-refunded].done').waitFor({ timeout: 15000 })
      await page.getByTestId('proof').scrollIntoViewIfNeeded()
    },
  ],
  [
    'menu',
    `${S}/overview`,
    async (page) => {
      const button = page.getByLabel('打开菜单')
      if (await button.count()) await button.click()
    },
  ],
]

/** The verification of a bad token is refused on purpose. */
const REFUSED = /status of 409/
const server = await startFixture()
const root = `http://127.0.0.1:${server.address().port}`
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const faults = []
mkdirSync(folder, { recursive: true })
for (const [width, height] of [
  [1440, 900],
  [375, 812],
]) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  for (const [name, path, act] of PAGES) {
    if (only && !name.startsWith(only)) continue
    const page = await context.newPage()
    page.setDefaultTimeout(6000)
    page.on(
      'console',
      (message) =>
        ['error', 'warning'].includes(message.type()) &&
        !REFUSED.test(message.text()) &&
        faults.push(`${name}@${width}: ${message.text()}`),
    )
    page.on('pageerror', (error) => faults.push(`${name}@${width}: ${error.message}`))
    page.on('request', (request) => {
      if (!request.url().startsWith(root) && !/^(data|blob):/.test(request.url()))
        faults.push(`${name}@${width}: asks ${request.url()}`)
    })
    await page.goto(root + path, { waitUntil: 'networkidle' })
    try {
      await act?.(page)
    } catch (error) {
      faults.push(`${name}@${width}: ${error.message.split('\n')[0]}`)
    }
    await page.waitForTimeout(450)
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (wide > 0) faults.push(`${name}@${width}: scrolls sideways by ${wide} px`)
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: act === undefined })
    await page.close()
  }
  await context.close()
}
await browser.close()
server.close()
console.log(faults.length ? faults.join('\n') : 'no faults')
process.exitCode = faults.length ? 1 : 0
