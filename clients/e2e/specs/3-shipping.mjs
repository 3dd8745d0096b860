/** A paid order on its way: shipped from the console by keyboard, told to the shopper by WeChat, received, reviewed. */
import assert from 'node:assert/strict'
import { picture } from '../world/browser.mjs'
import { buyNow } from '../world/buying.mjs'
import { merchant } from '../world/console.mjs'
import { buyInMiniProgram, moveIn, openMiniProgram } from '../world/mini-program.mjs'
import { phone } from '../world/phone.mjs'

const TRACKING = 'SF1234567890123'
const WORDS = '壶嘴利落，断水干净，包得也仔细。'

const ADDRESS = '李小红 13900001234 浙江省杭州市西湖区龙井路 1 号'

export async function run({ browser, demo, step }) {
  const bag = await openMiniProgram(demo, await moveIn(demo, '小刚', '13600136004'))
  const inMiniProgram = await buyInMiniProgram(bag, '盖碗', ADDRESS)
  const at = await phone(browser, demo, '小红')
  const number = await buyNow(at, '盖碗', ADDRESS)
  step(`paid in the mini program and on the H5 mall: ${inMiniProgram.order_no}, ${number}`)

  const owner = await merchant(browser, demo)
  await ship(owner, number, TRACKING, '顺丰')
  await owner.page.getByText('这笔订单不用上传').waitFor()
  await ship(owner, inMiniProgram.order_no, '78123456789012', '中通')
  await owner.page.getByText('已上传微信').waitFor()
  await picture(owner.page, 'console-order-shipped', { fullPage: true })
  step('shipped by keyboard, the carrier recognised; the mini program’s parcel is reported to WeChat')

  const message = at.page.locator('#messages .message', { hasText: '订单发货' }).first()
  await message.getByText(TRACKING).waitFor({ timeout: 30_000 })
  await at.page.mouse.wheel(0, 400)
  await picture(at.page, 'phone-message')
  await open(at, number)
  await at.mall.getByText(TRACKING).locator('visible=true').first().waitFor()
  await picture(at.page, 'phone-order-shipped')
  await at.tap('act-confirm')
  await at.button('确认收货')
  await at.seen('order-status').getByText('已完成').waitFor()
  step('the message is on the phone of a shopper who knows the H5 mall alone; the receipt is confirmed')

  await at.tap('act-review')
  await at.type('review-text', WORDS)
  await picture(at.page, 'phone-review')
  await at.tap('publish-review')
  await at.seen('order-status').waitFor()
  await at.mall.locator('uni-page-body').getByText('盖碗').locator('visible=true').first().click()
  await at.mall.getByText(WORDS).locator('visible=true').first().waitFor()
  step('the review stands on the product page')

  await owner.open('reviews')
  await owner.page.getByText(WORDS).first().waitFor()
  await owner.open('settings/audit')
  await owner.page.getByRole('cell', { name: '订单发货' }).first().waitFor()
  await owner.open('members')
  const joined = owner.page.getByRole('row').filter({ hasText: '公众号 H5' }).filter({ hasText: '小程序' })
  await joined.getByText('¥79.00').first().waitFor()
  step('the log tells who shipped, the customer list who bought')
  assert.deepEqual([at.complaints, owner.complaints], [[], []])
  await Promise.all([at.close(), owner.close()])
}

async function ship(owner, number, tracking, carrier) {
  const { page } = owner
  await owner.open('orders?tab=to_ship')
  await page.locator('[data-search] input').or(page.locator('input[data-search]')).first().fill(number)
  await page.keyboard.press('Enter')
  await page.getByTestId('act-ship').nth(1).waitFor({ state: 'detached' })
  await page.locator(`text=${number}`).first().waitFor()
  await picture(page, 'console-orders-to-ship')
  await page.getByTestId('act-ship').first().click()
  await page.locator('.el-dialog').getByText(number).waitFor()
  await page.waitForFunction(() => document.activeElement?.matches('.el-dialog input'))
  await page.keyboard.type(tracking)
  await page.getByTestId('recognised').getByText(carrier).waitFor()
  await picture(page, 'console-ship')
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/ship'))
  await page.keyboard.press('Enter')
  assert.ok((await answered).ok())
  await owner.open(`orders?tab=shipped&q=${number}`)
  await page.getByText(number).first().click()
  await page.getByTestId('order-status').getByText('已发货').waitFor()
}

/** The order from the list of the shopper's own. */
async function open(at, number) {
  await at.page.reload()
  await at.seen('home-search').waitFor()
  await at.mall.locator('uni-tabbar').getByText('我的').click()
  await at.mall.getByText('全部订单').locator('visible=true').click()
  await at.seen('order').locator('.head').click()
  await at.mall.getByText(number).locator('visible=true').first().waitFor()
}
