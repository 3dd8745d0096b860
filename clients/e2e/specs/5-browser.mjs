/** The mall in an ordinary browser: a guest's cart that comes along at log-in, and the way to the mini program for paying. */
import assert from 'node:assert/strict'
import { person, picture } from '../world/browser.mjs'
import { findGoods, pasteAddress, pickSku } from '../world/buying.mjs'
import { openMail } from '../world/mailbox.mjs'
import { hands } from '../world/phone.mjs'

const EMAIL = `shopper-${Date.now()}@e2e.example`

export async function run({ browser, demo, step }) {
  const who = await person(browser, demo, { width: 375, height: 812, isMobile: true, hasTouch: true })
  const { page, context, complaints } = who
  const at = { page, mall: page, ...hands(page) }
  await page.goto(`${demo.mall}/s/${demo.slug}/`)
  for (const word of ['脐橙', '台灯']) {
    await findGoods(at, word)
    await at.tap('add-to-cart')
    await pickSku(at, 'sku-cart')
    await page.waitForTimeout(300)
    await page.goto(`${demo.mall}/s/${demo.slug}/?again=${word.length}`)
  }
  await page.locator('uni-tabbar').getByText('购物车').click()
  await at.seen('cart-line', 1).waitFor()
  await page.reload()
  await at.seen('cart-line', 1).waitFor()
  await picture(page, 'browser-guest-cart')
  step('a guest’s cart is kept over a reload')

  await at.tap('cart-checkout')
  await at.type('login-email', EMAIL)
  await at.tap('send-code')
  const mailbox = await context.newPage()
  await openMail(mailbox, demo, EMAIL, '验证码')
  const code = /\b\d{6}\b/.exec(await mailText(mailbox))[0]
  await mailbox.close()
  await at.type('login-code', code)
  await picture(page, 'browser-login')
  await at.tap('login-go')
  await page.waitForURL('**/checkout/**')
  await at.seen('pick-address').waitFor()
  assert.equal(await page.locator('.checkout-page .line, .checkout-page .line-picture').count().then(Boolean), true)
  step('logged in by the code in the mail; the cart came along')

  await pasteAddress(at, '王小花 13600001234 浙江省杭州市西湖区文三路 9 号')
  await page.getByText('文三路 9 号').locator('visible=true').first().waitFor()
  await at.button('打开小程序购买')
  await page.getByText('打开小程序购买').locator('visible=true').nth(1).waitFor()
  await picture(page, 'browser-weapp-only')
  step('where paying is impossible: 打开小程序购买')

  const cart = await page.evaluate(async (slug) => {
    const session = Object.values(localStorage).find((text) => text.includes('"token"'))
    const token = /"token":"([^"]+)"/.exec(session)[1]
    const answer = await fetch(`/api/storefront/v1/${slug}/cart`, { headers: { Authorization: `Bearer ${token}` } })
    return answer.json()
  }, demo.slug)
  assert.equal(cart.lines.length, 2)
  assert.deepEqual(complaints, [])
  await who.close()
}

async function mailText(page) {
  const inner = page.frameLocator('iframe[title="邮件正文"]').locator('body')
  return (await page.locator('iframe[title="邮件正文"]').count()) ? inner.innerText() : page.locator('.card pre').innerText()
}
