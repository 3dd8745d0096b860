/** A new merchant, by clicking: from sign-up to a shop that can take money, with goods of its own and imported ones. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { person, picture } from '../world/browser.mjs'
import { NOBODY_YET, panel } from '../world/console.mjs'
import { openShop, signUp } from '../world/newcomer.mjs'
import { png } from '../world/pictures.mjs'

const CATALOGUE = join(
  import.meta.dirname,
  '../../../backend/src/xiaopu/entrypoints/demo_data/catalogue.csv',
)
const EMAIL = `owner-${Date.now()}@e2e.example`
const SHOP = `青禾器物${String(Date.now()).slice(-4)}`

export async function run({ browser, demo, step }) {
  const who = await person(browser, demo, { refusals: [NOBODY_YET] })
  const { complaints } = who
  const { shop, mailbox } = await signUp(who, demo, EMAIL)
  step('signed up, verified by the link in the mail')

  const root = await openShop(shop, SHOP)
  await picture(shop, 'console-new-shop')
  step('a shop is open')

  await addProduct(shop, root)
  step('a product with two specs and a picture is on sale')
  await importCatalogue(shop, root)
  step('the catalogue is imported after a dry run')
  await connect(shop, mailbox, demo, root)
  step('channels and payment are set and checked by the forms')

  await shop.goto(`${root}/overview`)
  await shop.getByTestId('todo-to_ship').waitFor()
  await picture(shop, 'console-shop-ready')
  assert.deepEqual(complaints, [])
  await who.close()
}

async function addProduct(page, root) {
  await page.goto(`${root}/goods/new`)
  await page.locator('input[name=goods-name]').fill('柴烧侧把壶 手工拉坯')
  for (const [at, [name, values]] of [
    ['容量', '180ml，240ml'],
    ['釉色', '落灰，原矿'],
  ].entries()) {
    await page.getByTestId('add-spec').click()
    await page.getByRole('textbox', { name: '规格名' }).nth(at).fill(name)
    const box = page.getByTestId('spec-value').nth(at)
    await box.locator('input').or(box).last().fill(values)
    await page.keyboard.press('Enter')
  }
  const rows = page.locator('[data-testid=sku-table] tbody tr:not(:has([data-testid=fill-all]))')
  assert.equal(await rows.count(), 4)
  for (const [at, [price, stock]] of [
    ['268', '6'],
    ['１２８．５０', '4'],
    ['1,299.00', '2'],
    ['318', '9'],
  ].entries()) {
    await rows.nth(at).getByLabel('价格', { exact: true }).fill(price)
    await rows.nth(at).getByLabel('库存', { exact: true }).fill(stock)
  }
  await page
    .locator('[data-testid=pictures] input[type=file]')
    .setInputFiles({ name: 'teapot.png', mimeType: 'image/png', buffer: png() })
  await page.locator('[data-testid=pictures] .main').waitFor()
  await picture(page, 'console-goods-new', { fullPage: true })
  await page.getByTestId('save-list').click()
  await page.waitForURL('**/goods?tab=on_sale')
  await page.getByText('柴烧侧把壶').first().waitFor()
}

async function importCatalogue(page, root) {
  await page.goto(`${root}/goods/import`)
  await page.getByTestId('import-file').setInputFiles(CATALOGUE)
  const failed = page.getByTestId('import-failed').locator('strong')
  const created = page.getByTestId('import-created').locator('strong')
  await page.getByTestId('import-now').waitFor({ timeout: 60_000 })
  const [dryCreated, dryFailed] = [await created.textContent(), await failed.textContent()]
  await picture(page, 'console-import-dry', { fullPage: true })
  await page.getByTestId('import-now').click()
  await page.getByText('导入完成').waitFor({ timeout: 60_000 })
  assert.deepEqual([await created.textContent(), await failed.textContent()], [dryCreated, dryFailed])
  assert.ok(Number(dryCreated) >= 18, `${dryCreated} goods created`)
  assert.ok(Number(dryFailed) >= 4, `${dryFailed} rows at fault`)
  const handedBack = page.waitForEvent('download')
  await page.getByTestId('fault-file').click()
  assert.match((await handedBack).suggestedFilename(), /\.csv$/)
  await picture(page, 'console-import-done', { fullPage: true })
}

/** What 公众平台 and 商户平台 show is what a merchant copies into the forms. */
async function connect(page, desk, demo, root) {
  await desk.goto(`${demo.sandbox}/mp`)
  await desk.locator('form[data-api="/_sandbox/provision"] [name=name]').fill(SHOP)
  await desk.locator('form[data-api="/_sandbox/provision"] button').click()
  await chooseFirm(desk)
  await picture(desk, 'sandbox-mp')
  const copied = async (name, prefix) =>
    (await desk.locator(`dt:text-is("${name}") + dd[id^=${prefix}-]`).textContent()).trim()
  const fill = (part, label, value) => part.getByLabel(label, { exact: true }).fill(value)
  const save = async (part) => {
    const answered = page.waitForResponse((answer) => answer.request().method() === 'PUT')
    await part.getByRole('button', { name: '保存' }).click()
    assert.ok((await answered).ok(), `${(await answered).url()} answered ${(await answered).status()}`)
  }
  await page.goto(`${root}/channels`)
  const weapp = panel(page, '微信小程序')
  await fill(weapp, 'AppID', await copied('AppID', 'weapp'))
  await fill(weapp, 'AppSecret', await copied('AppSecret', 'weapp'))
  await fill(weapp, '消息推送 Token', await copied('消息推送 Token', 'weapp'))
  await fill(weapp, '消息推送 EncodingAESKey', await copied('EncodingAESKey', 'weapp'))
  await save(weapp)
  await weapp.getByTestId('check').click()
  await weapp.getByText('连接正常').waitFor()
  const service = panel(page, '公众号')
  await fill(service, 'AppID', await copied('AppID', 'service'))
  await fill(service, 'AppSecret', await copied('AppSecret', 'service'))
  await save(service)
  const templates = panel(page, '订阅消息模板')
  const ids = await desk.locator('td.mono').evaluateAll((cells) => cells.map((cell) => cell.textContent))
  const inputs = templates.locator('input')
  for (let at = 0; at < (await inputs.count()); at += 1) await inputs.nth(at).fill(ids[at])
  await save(templates)
  await desk.goto(`${demo.sandbox}/merchant`)
  await chooseFirm(desk)
  await picture(desk, 'sandbox-merchant')
  const payment = panel(page, '微信支付')
  for (const [label, name] of [
    ['商户号', '商户号'],
    ['商户 API 证书序列号', '证书序列号'],
    ['APIv3 密钥', 'APIv3 密钥'],
    ['微信支付公钥 ID', '微信支付公钥 ID'],
    ['商户 API 私钥（PEM）', '商户私钥 apiclient_key.pem'],
    ['微信支付公钥（PEM）', '微信支付公钥 pub_key.pem'],
  ])
    await fill(payment, label, await copied(name, 'mch'))
  await save(payment)
  await payment.getByTestId('check').click()
  await payment.getByText('APIv3 密钥未经证明').first().waitFor()
  await picture(page, 'console-channels', { fullPage: true })
}

async function chooseFirm(desk) {
  const choice = desk.getByLabel('选择商家')
  const option = choice.locator('option', { hasText: SHOP })
  await option.waitFor({ state: 'attached' })
  await choice.selectOption(await option.getAttribute('value'))
  await desk.waitForURL('**mchid=**')
}
