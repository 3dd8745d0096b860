/** What a shopper does on the way to a paid order, as steps that several specs share. */
import assert from 'node:assert/strict'

export const PASSWORD = '123456'

/** Opens the product whose name has `word` through the search. */
export async function findGoods(at, word) {
  await at.tap('home-search')
  await at.type('search-input', word)
  await at.tap('search-go')
  await at.mall.locator('.tile').filter({ hasText: word }).locator('visible=true').first().click()
  await at.seen('buy-now').waitFor()
}

/** The first choice of every spec that can be had, then `then` (`sku-now` or `sku-cart`). */
export async function pickSku(at, then) {
  await at.seen(then).waitFor()
  const rows = at.mall.locator('.choices').locator('visible=true')
  for (let row = 0; row < (await rows.count()); row += 1) {
    const kept = rows.nth(row).locator('.choice.picked')
    if ((await kept.count()) === 0) await rows.nth(row).locator('.choice:not(.shut)').first().click()
  }
  await at.tap(then)
}

/** A new address whose region is chosen on the wheel: the province is turned by dragging. */
export async function addAddress(at, { name, phone, detail }) {
  const { page, mall } = at
  await at.seen('address-name').waitFor()
  await at.type('address-name', name)
  await at.type('address-phone', phone)
  await mall.locator('uni-picker').locator('visible=true').click()
  const wheel = mall.locator('uni-picker-view-column').locator('visible=true').first()
  await page.waitForTimeout(400)
  const { x, y, width, height } = await wheel.boundingBox()
  const [middle, centre] = [x + width / 2, y + height / 2]
  await page.mouse.move(middle, centre)
  await page.mouse.down()
  await page.mouse.move(middle, centre - 140, { steps: 6 })
  await page.mouse.up()
  await page.waitForTimeout(700)
  await mall.locator('.uni-picker-action-confirm').locator('visible=true').click()
  await at.type('address-detail', detail)
  return () => at.tap('save-address')
}

/** Hands over an address through the pasted text, which is quicker. */
export async function pasteAddress(at, text) {
  await at.tap('pick-address')
  await at.type('address-paste', text)
  await at.tap('address-parse')
  await at.seen('address-region').getByText('杭州市').waitFor()
  await at.tap('save-address')
}

/** 提交订单 and WeChat's sheet about messages, which opens by that very tap. */
export async function submitOrder(at) {
  await at.tap('submit-order')
  await at.sheet.getByText('发送以下消息').waitFor()
  await at.sheet.getByRole('button', { name: '允许' }).click()
  await at.seen('countdown').waitFor()
}

export async function payByPassword(at) {
  await at.sheet.getByRole('button', { name: '使用密码' }).click()
  for (const digit of PASSWORD) await at.sheet.locator(`[data-key="${digit}"]`).click()
  await at.sheet.getByRole('button', { name: '完成' }).click()
  await at.seen('paid').waitFor()
}

export async function payByFinger(at) {
  await at.sheet.getByRole('button', { name: '确认指纹支付' }).click()
  await at.sheet.getByRole('button', { name: '完成' }).click()
  await at.seen('paid').waitFor()
}

/** Buys one piece of the goods found by `word`, from home to 支付成功; leaves the shopper at the order. */
export async function buyNow(at, word, address) {
  await findGoods(at, word)
  await at.tap('buy-now')
  await pickSku(at, 'sku-now')
  await at.seen('pick-address').waitFor()
  if (await at.words('新建收货地址').isVisible()) await pasteAddress(at, address)
  await submitOrder(at)
  await at.tap('pay')
  await payByFinger(at)
  await at.tap('see-order')
  return orderNo(at)
}

/** The number of the order that is open. */
export async function orderNo(at) {
  const line = at.mall.locator('.number').locator('visible=true').filter({ hasText: /^[A-Z0-9-]{10,}$/ }).last()
  const number = (await line.textContent()).trim()
  assert.match(number, /^[A-Z0-9-]{10,}$/)
  return number
}
