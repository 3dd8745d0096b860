/** A shopper on the sandbox's phone: from the home page to a paid order, with a cashier closed once on the way. */
import assert from 'node:assert/strict'
import { picture } from '../world/browser.mjs'
import { addAddress, orderNo, payByPassword, pickSku, submitOrder } from '../world/buying.mjs'
import { phone } from '../world/phone.mjs'

export async function run({ browser, demo, step }) {
  const at = await phone(browser, demo, '小明')
  const { page, mall, sheet } = at
  await picture(page, 'phone-home')
  await mall.locator('uni-tabbar').getByText('分类').click()
  await at.tap('category', 1)
  await mall.locator('.child').locator('visible=true').first().click()
  await at.tap('sort-price')
  await mall.locator('.tile').locator('visible=true').first().waitFor()
  const prices = await shownPrices(mall)
  assert.ok(prices.length >= 2, `${prices.length} goods in the list`)
  assert.deepEqual(prices, [...prices].sort((a, b) => a - b))
  step('home, category, list sorted by price')

  await mall.locator('.tile').locator('visible=true').first().click()
  await at.tap('add-to-cart')
  await pickSku(at, 'sku-cart')
  await at.seen('to-cart').getByText('1', { exact: true }).waitFor()
  await at.tap('buy-now')
  await picture(page, 'phone-sku')
  await pickSku(at, 'sku-now')
  await at.seen('pick-address').waitFor()
  step('in the cart, then bought at once; logged in by the service account without a word')

  await at.tap('pick-address')
  const save = await addAddress(at, { name: '王小明', phone: '138 0013 8000', detail: '文三路 100 号 3 幢 502' })
  await picture(page, 'phone-address')
  await save()
  await mall.getByText('文三路 100 号 3 幢 502').locator('visible=true').first().waitFor()
  await at.type('remark', '请用纸箱包装 🙏')
  const lines = at.seen('price-lines')
  for (const label of ['商品金额', '运费', '应付']) await lines.getByText(label, { exact: true }).waitFor()
  await picture(page, 'phone-checkout')
  await submitOrder(at)
  step('address by the wheel, price lines of the server, messages allowed, order placed')

  await at.tap('pay')
  await sheet.getByText('请支付').waitFor()
  await picture(page, 'phone-cashier-sheet')
  await sheet.getByRole('button', { name: '关闭' }).click()
  assert.match(await at.seen('countdown').textContent(), /剩.*(29:\d\d|30:00)/)
  await at.tap('later')
  await at.seen('order-status').getByText('待付款').waitFor()
  await picture(page, 'phone-order-pending')
  await at.tap('act-pay')
  await at.tap('pay')
  await payByPassword(at)
  await picture(page, 'phone-paid')
  step('the cashier closed: 待付款 with its countdown; then paid by password')

  await at.tap('see-order')
  await at.seen('order-status').getByText('待发货').waitFor()
  const number = await orderNo(at)
  await picture(page, 'phone-order-paid')
  await page.reload()
  await at.seen('home-search').waitFor()
  await mall.locator('uni-tabbar').getByText('我的').click()
  await mall.getByText('全部订单').locator('visible=true').click()
  const card = at.seen('order')
  await card.getByText('待发货').waitFor()
  await picture(page, 'phone-orders')
  await card.locator('.head').click()
  assert.equal(await orderNo(at), number)
  step('the order stands in the list and in detail')
  assert.deepEqual(at.complaints, [])
  await at.close()
}

async function shownPrices(mall) {
  await mall.locator('.foot .price, .foot').locator('visible=true').first().waitFor()
  const tiles = await mall.locator('.tile').locator('visible=true').all()
  const placed = await Promise.all(
    tiles.map(async (tile) => ({
      box: await tile.boundingBox(),
      yuan: Number(/¥\s*([\d,]+(?:\.\d+)?)/.exec((await tile.textContent()).replace(/\s/g, ''))[1].replace(',', '')),
    })),
  )
  return placed.sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x).map((one) => one.yuan)
}
