/** Orders that end early: an unpaid one is cancelled and its stock comes back; a paid one is refunded. */
import assert from 'node:assert/strict'
import { picture } from '../world/browser.mjs'
import { buyNow, findGoods, pasteAddress, pickSku, submitOrder } from '../world/buying.mjs'
import { merchant } from '../world/console.mjs'
import { phone } from '../world/phone.mjs'

const ADDRESS = '陈强 13700001234 浙江省杭州市西湖区文三路 8 号'

export async function run({ browser, demo, step }) {
  const at = await phone(browser, demo, '阿强')
  const before = await stock(at, '马克杯')
  await pickSku(at, 'sku-now')
  await at.seen('pick-address').waitFor()
  if (await at.words('新建收货地址').isVisible()) await pasteAddress(at, ADDRESS)
  await submitOrder(at)
  await at.tap('later')
  await home(at)
  assert.equal(await stock(at, '马克杯'), before - 1)
  await home(at)
  await orders(at)
  await at.tap('act-cancel')
  await at.button('不想买了')
  await at.seen('order').getByText('已关闭').waitFor()
  await home(at)
  assert.equal(await stock(at, '马克杯'), before)
  step(`unpaid: ${before} → ${before - 1} pieces, cancelled: ${before} again`)

  await home(at)
  const number = await buyNow(at, '抱枕', ADDRESS)
  await at.tap('act-apply_refund')
  await at.tap('refund-reason')
  await picture(at.page, 'phone-refund-reasons')
  await at.button('不想要了')
  await at.tap('submit-refund')
  await at.seen('aftersale-status').waitFor()
  await picture(at.page, 'phone-aftersale')
  step(`paid and a refund asked for: ${number}`)

  const owner = await merchant(browser, demo)
  await owner.open(`orders?tab=aftersale&q=${number}`)
  await owner.page.getByText(number).first().click()
  await owner.page.getByTestId('act-answer_aftersale').click()
  await picture(owner.page, 'console-refund')
  await owner.page.getByTestId('agree').click()
  await owner.page.getByTestId('act-answer_aftersale').waitFor({ state: 'detached' })
  const trade = await owner.page.locator('dt:text-is("商户单号") + dd, :text-is("商户单号") + *').first().innerText()
  step('agreed in the console')

  await moneyBack(owner.page, demo, trade.trim())
  await home(at)
  await orders(at)
  await at.seen('order').locator('.head').click()
  await at.mall.getByText('退款记录').or(at.mall.getByText('已退款')).locator('visible=true').first().waitFor()
  await picture(at.page, 'phone-order-refunded')
  step('the money is back, at WeChat and in the order')
  assert.deepEqual([at.complaints, owner.complaints], [[], []])
  await Promise.all([at.close(), owner.close()])
}

/** Pieces of the first SKU that can be had, as the sheet of the product says; leaves the sheet open. */
async function stock(at, word) {
  await findGoods(at, word)
  await at.tap('buy-now')
  await at.seen('sku-now').waitFor()
  const rows = at.mall.locator('.choices').locator('visible=true')
  for (let row = 0; row < (await rows.count()); row += 1) await rows.nth(row).locator('.choice:not(.shut)').first().click()
  await at.mall.locator('.stock').locator('visible=true').first().waitFor()
  return Number(/\d+/.exec(await at.mall.locator('.stock').locator('visible=true').first().textContent())[0])
}

async function home(at) {
  await at.page.reload()
  await at.seen('home-search').waitFor()
}

async function orders(at) {
  await at.mall.locator('uni-tabbar').getByText('我的').click()
  await at.mall.getByText('全部订单').locator('visible=true').click()
  await at.seen('order').waitFor()
}

/** `trade` is the number that the shop gave the payment. */
async function moneyBack(page, demo, trade) {
  await page.goto(`${demo.sandbox}/merchant`)
  const firms = page.getByLabel('选择商家')
  if (await firms.count()) {
    await firms.selectOption({ label: await firms.locator('option', { hasText: '小铺生活' }).innerText() })
    await page.waitForURL('**mchid=**')
  }
  for (let tries = 0; tries < 40; tries += 1) {
    await page.reload()
    const refunds = page.locator('.card', { has: page.locator('h2', { hasText: /^退款$/ }) })
    const row = refunds.getByRole('row').filter({ hasText: trade }).filter({ hasText: '已退款' })
    if (await row.count()) return picture(page, 'sandbox-refund')
    await page.waitForTimeout(300)
  }
  throw new Error(`WeChat shows no refund of ${trade}`)
}
