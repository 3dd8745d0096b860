/** Every main page at the width of a phone and of a desk: no picture missing, nothing wider than the window. Keeps a picture of each. */
import assert from 'node:assert/strict'
import { person, picture } from '../world/browser.mjs'
import { merchant } from '../world/console.mjs'
import { hands } from '../world/phone.mjs'

const WIDTHS = [
  { width: 375, height: 812 },
  { width: 1440, height: 900 },
]
const WECHAT = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.50'
const MEMBER_PAGES = [
  'pages-order/list/index?tab=all',
  'pages-order/aftersales/index',
  'pages-member/addresses/index',
  'pages-member/address/index',
  'pages-member/settings/index',
  'pages-member/profile/index',
  'pages-member/erase/index',
  'pages-shop/favourites/index',
  'pages-shop/footprints/index',
  'pages-shop/licence/index',
  'pages-shop/service/index',
  'pages-shop/text/index?name=privacy',
]
const CONSOLE_PAGES = [
  ...['overview', 'goods?tab=on_sale', 'goods/new', 'goods/import', 'categories', 'reviews', 'orders?tab=all', 'aftersales'],
  ...['members', 'marketing', 'data', 'money', 'channels', 'shop', 'shop/freight', 'shop/home'],
  ...['settings', 'settings/subject', 'settings/licence', 'settings/rules', 'settings/staff', 'settings/audit', 'settings/jobs', 'settings/account'],
]
const SANDBOX_PAGES = ['', 'mail', 'mp', 'merchant', 'open', 'clock', 'phone']

/** Its walks are six at a time, after everything that fills the pages. */
export const alone = true

export async function run({ browser, demo, step }) {
  const walks = WIDTHS.flatMap((size) => [
    mall(browser, demo, size),
    consolePages(browser, demo, size),
    doors(browser, demo, size),
  ])
  assert.deepEqual((await Promise.all(walks)).flat(), [])
  step('mall, console, start page and sandbox at 375 and 1440 px')
}

const nameOf = (area, path, { width }) => `look-${area}-${path.replace(/\W+/g, '-').replace(/^-|-$/g, '')}-${width}`

/** What is wrong with a page as it shows, and its picture. */
async function look(page, name, options) {
  await picture(page, name, options)
  return page.evaluate((at) => {
    const seen = [...document.images].filter((image) => image.checkVisibility() && image.loading !== 'lazy')
    const empty = seen.filter((image) => !image.complete || image.naturalWidth === 0).map((image) => `${at}: no picture ${image.src}`)
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [...empty, `${at}: ${scrollWidth} px wide in ${clientWidth}`] : empty
  }, name)
}

async function mall(browser, demo, size) {
  const who = await person(browser, demo, { ...size, userAgent: WECHAT })
  const { page, complaints } = who
  const at = { page, mall: page, ...hands(page) }
  const root = `${demo.mall}/s/${demo.slug}/`
  const faults = []
  const see = async (name) => faults.push(...(await look(page, nameOf('mall', name, size))))
  let visits = 0
  const visit = (route) => page.goto(`${root}?visit=${(visits += 1)}#/${route}`)
  await visit('pages/home/index')
  await at.page.locator('.tile').first().waitFor()
  await see('home')
  await page.mouse.wheel(0, 900)
  await see('home-below')
  await visit('pages/category/index')
  await see('category')
  await visit('pages-shop/search/index')
  await see('search')
  await at.type('search-input', '茶')
  await at.tap('search-go')
  await page.locator('.tile').locator('visible=true').first().waitFor()
  await see('list')
  await page.locator('.tile').locator('visible=true').first().click()
  await at.seen('buy-now').waitFor()
  await see('goods')
  for (const part of ['middle', 'below']) {
    await page.mouse.wheel(0, 900)
    await see(`goods-${part}`)
  }
  await at.tap('buy-now')
  await at.seen('sku-now').waitFor()
  await see('sku')
  await visit('pages/cart/index')
  await see('cart')
  await visit('pages/me/index')
  await see('me-guest')
  await at.tap('me-head')
  await page.getByText('现在拿着手机的是谁').waitFor()
  await see('oauth')
  await page.getByRole('link', { name: '小红' }).click()
  await at.seen('me-head').waitFor()
  await see('me')
  for (const route of MEMBER_PAGES) {
    await visit(route)
    await see(route.replace('/index', ''))
  }
  await who.close()
  return [...faults, ...complaints]
}

async function consolePages(browser, demo, size) {
  const guest = await person(browser, demo, { ...size, refusals: [[401, '/api/console/v1/me']] })
  await guest.page.goto(`${demo.mall}/console/login`)
  const faults = await look(guest.page, nameOf('console', 'login', size))
  await guest.close()
  const owner = await merchant(browser, demo, size)
  for (const path of CONSOLE_PAGES) {
    await owner.open(path)
    faults.push(...(await look(owner.page, nameOf('console', path, size), { fullPage: true })))
  }
  await owner.open('goods?tab=on_sale')
  await owner.page.getByRole('link', { name: '编辑' }).or(owner.page.getByText('编辑', { exact: true })).first().click()
  await owner.page.locator('input[name=goods-name]').waitFor()
  faults.push(...(await look(owner.page, nameOf('console', 'goods-edit', size), { fullPage: true })))
  await owner.close()
  return [...faults, ...owner.complaints, ...guest.complaints]
}

async function doors(browser, demo, size) {
  const who = await person(browser, demo, size)
  await who.page.goto(`${demo.mall}/`)
  const faults = await look(who.page, nameOf('start', 'page', size), { fullPage: true })
  await who.page.goto(`${demo.mall}/console/advice`)
  await who.page.getByTestId('what').fill('蜂蜜和口红')
  await who.page.getByTestId('ask').click()
  await who.page.getByTestId('recommendation').waitFor()
  faults.push(...(await look(who.page, nameOf('console', 'advice', size), { fullPage: true })))
  for (const path of SANDBOX_PAGES) {
    await who.page.goto(`${demo.sandbox}/${path}`)
    faults.push(...(await look(who.page, nameOf('sandbox', path || 'home', size), { fullPage: true })))
  }
  await who.close()
  return [...faults, ...who.complaints]
}
