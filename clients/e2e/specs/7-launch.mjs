/**
 * A company's way from nothing to the first paid order, by clicking: the mini program is registered by the platform
 * (平台代注册). WeChat's people are played through the sandbox.
 */
import assert from 'node:assert/strict'
import { person, picture } from '../world/browser.mjs'
import { NOBODY_YET, panel } from '../world/console.mjs'
import { appidOf, both, file, filing, GOODS, store, verification } from '../world/handing-in.mjs'
import { buyInMiniProgram, moveIn, openMiniProgram } from '../world/mini-program.mjs'
import { openShop, signUp } from '../world/newcomer.mjs'
import { company } from '../world/papers.mjs'
import { wechatOf } from '../world/wechat.mjs'
import { wizard } from '../world/wizard.mjs'

const MARK = String(Date.now()).slice(-6)
const PAPERS = company(MARK)

export async function run({ browser, demo, step }) {
  // A taken name is refused on purpose, and before the release WeChat gives goods no code.
  const refusals = [NOBODY_YET, [409, '/launch/profile/name'], [409, '/weapp-code']]
  const who = await person(browser, demo, { refusals })
  const { shop: page } = await signUp(who, demo, `launch-${MARK}@e2e.example`)
  await askAdviser(page, demo)
  step('signed up; the adviser recommends a company')
  await page.goto(`${demo.mall}/console/shops/new`)
  const root = await openShop(page, `青禾衣坊${MARK}`)
  const at = { page, root, demo, papers: PAPERS, wechat: wechatOf(demo), ...wizard(page, root) }

  await subject(at)
  step('who sells is declared, the licence is stored')
  await account(at)
  step('registered by the platform: refused once, explained, confirmed')
  await profile(at)
  step('name, picture, introduction and category are set and read back')
  await store(at)
  step('three goods, a home page, settings and licence')
  await verification(at)
  step('verified, after it was sent back once')
  await filing(at)
  step('filed, after one rejection with a field')
  await domains(at)
  await code(at)
  step('domains set; the code is committed and opened on a phone')
  await payment(at)
  step('one fen was paid, noticed and given back')
  await review(at)
  step('rejected, explained, submitted again, passed')
  await release(at)
  step('live')
  const paid = await firstOrder(at)
  step(`first order ${paid.order_no} is paid`)
  await both(page, 'launch-live')
  assert.deepEqual(who.complaints, [])
  await who.close()
}

async function askAdviser(page, demo) {
  await page.goto(`${demo.mall}/console/advice`)
  await page.getByTestId('first').waitFor()
  await page.getByTestId('what').locator('input').or(page.locator('input[data-testid=what]')).first().fill('卖衣服')
  await page.getByTestId('choice-company').click()
  await page.getByTestId('choice-wechat').click()
  await page.getByTestId('ask').click()
  await page.getByText('看懂了').first().waitFor()
  await both(page, 'launch-advice')
}

async function subject({ page, root, id, sent, open, becomes }) {
  await page.goto(`${root}/launch`)
  await id('mode-created').click()
  await page.getByTestId('step-subject').waitFor()
  await both(page, 'launch-begin')
  await page.goto(`${root}/settings/subject`)
  await page.getByText('企业', { exact: true }).first().click()
  for (const [field, text] of [
    ['name', PAPERS.name],
    ['credit-code', PAPERS.code],
    ['legal-name', PAPERS.person],
    ['id-number', PAPERS.idNumber],
    ['phone', PAPERS.phone],
  ])
    await page.locator(`input[name=${field}]`).fill(text)
  await page.locator('.el-form .el-select').click()
  await page.keyboard.type('服饰')
  await page.locator('.el-select-dropdown:visible .el-select-dropdown__item:visible').first().click()
  await page.keyboard.press('Tab')
  await sent('/subject', () => id('save-subject').click())
  await id('add-paper').click()
  await page.getByTestId('paper-file').setInputFiles(file(800))
  await sent('/subject/papers', () => id('save-paper').click())
  await page.getByTestId('paper').waitFor()
  await both(page, 'launch-subject')
  await open('subject')
  await becomes('subject', 'done')
}

async function account({ id, fill, sent, open, becomes, wechat, card, page }) {
  await open('account')
  const register = async () => {
    await fill('legal-wechat', PAPERS.wechat)
    await sent('/launch/registration', () => id('begin-registration').click())
    await becomes('account', 'waiting_person')
  }
  await register()
  await wechat.endRegistration(PAPERS.code, 100001)
  await becomes('account', 'failed')
  await card('account').getByText('errcode 100001').waitFor()
  await both(page, 'launch-account-failed')
  await register()
  await wechat.endRegistration(PAPERS.code, 0)
  await becomes('account', 'done')
}

async function profile({ page, id, fill, put, choose, sent, open, becomes }) {
  await open('profile')
  await fill('weapp-name', '京东')
  await id('set-name').click()
  await page.getByText('名称与已有账号重复').first().waitFor()
  await fill('weapp-name', `青禾衣坊${MARK}`)
  await sent('/name/check', () => id('check-name').click())
  await sent('/profile/name', () => id('set-name').click())
  await sent('/profile/avatar', () => put('weapp-avatar', file(400)))
  await fill('weapp-introduction', '亚麻、羊毛，四季衣裳')
  await sent('/profile/introduction', () => id('set-introduction').click())
  await choose('pick-category', '服装')
  await sent('/profile/categories', () => id('add-category').click())
  await becomes('profile', 'done')
  await both(page, 'launch-profile')
}

async function domains({ id, open, sent, becomes }) {
  await open('domains')
  await sent('/launch/domains', () => id('set-domains').click())
  await becomes('domains', 'done')
}

async function code({ page, root, id, sent, open, becomes, wechat }) {
  await page.goto(`${root}/releases`)
  await sent('/code/packages', () => id('make').click())
  const drawer = page.locator('.el-drawer')
  await drawer.waitFor()
  await id('upload').waitFor({ timeout: 60_000 })
  await picture(page, 'launch-package-1440')
  await drawer.locator('.el-drawer__close-btn').click()
  await drawer.waitFor({ state: 'hidden' })
  await sent('/upload', () => id('upload').click())
  await page.getByTestId('package').getByText('已上传').waitFor({ timeout: 60_000 })
  await open('code')
  const appid = await appidOf(page)
  assert.equal((await wechat.open(appid, 'trial')).sent, true)
  await becomes('code', 'done')
}

async function payment({ page, root, id, sent, open, becomes, wechat }) {
  await open('payment')
  const appid = await appidOf(page)
  const keys = await wechat.tell('/merchants', { name: PAPERS.name })
  await wechat.tell(`/mp/${appid}/merchants`, { mchid: keys.mchid })
  await page.goto(`${root}/channels`)
  const form = panel(page, '微信支付')
  for (const [label, text] of [
    ['商户号', keys.mchid],
    ['商户 API 证书序列号', keys.serial_no],
    ['APIv3 密钥', keys.apiv3_key],
    ['微信支付公钥 ID', keys.wechatpay_public_key_id],
    ['商户 API 私钥（PEM）', keys.private_key_pem],
    ['微信支付公钥（PEM）', keys.wechatpay_public_key_pem],
  ])
    await form.getByLabel(label, { exact: true }).fill(text)
  await sent('/channels/payment', () => form.getByRole('button', { name: '保存' }).click())
  await open('payment')
  const proof = page.locator('#step-payment').getByTestId('proof-panel')
  await sent('/payment/check', () => proof.getByTestId('check').click())
  const begun = await sent('/payment/proofs', () => proof.getByTestId('proof-start').click())
  const { code_url } = await begun.json()
  await proof.locator('svg, canvas, img').first().waitFor()
  await both(page, 'launch-payment')
  await wechat.tell('/device/scan-native', { person: '小明', code_url, password: '123456' })
  await proof.locator('[data-testid=proof-refunded].done').waitFor({ timeout: 60_000 })
  await becomes('payment', 'done')
  await picture(page, 'launch-payment-done')
}

async function review({ page, root, id, sent, wechat, open, becomes }) {
  const appid = await appidOf(page)
  await page.goto(`${root}/releases`)
  const privacy = panel(page, '隐私声明')
  await privacy.locator('input').first().fill('0571-88888888')
  await sent('/code/privacy', () => privacy.getByRole('button').first().click())
  await page.reload()
  await page.locator('.el-alert--success').first().waitFor()
  await both(page, 'launch-coach')
  const submit = () => sent('/releases', () => id('submit').click())
  await submit()
  await wechat.decide(appid, 'audit', 'reject', { reason: '1:小程序内容为测试内容，不符合规则<br>2:缺少用户隐私保护指引<br>' })
  await open('review')
  await becomes('review', 'failed')
  await page.goto(`${root}/releases`)
  await page.getByText('内容看起来是测试用的').waitFor()
  await both(page, 'launch-rejected')
  await submit()
  await wechat.decide(appid, 'audit', 'auto')
  await open('review')
  await becomes('review', 'done')
}

async function release({ page, root, id, sent, open, becomes, wechat }) {
  const appid = await appidOf(page)
  await page.goto(`${root}/releases`)
  await id('act-release').first().click()
  await sent('/release', () => page.getByRole('button', { name: '确定' }).or(page.locator('.el-message-box__btns .el-button--primary')).first().click())
  await open('release')
  await becomes('release', 'done')
  assert.equal((await wechat.open(appid, 'release')).sent, true)
}

async function firstOrder({ page, root, demo }) {
  const slug = await slugOf(page)
  const holder = await moveIn(demo, `首位买家${MARK}`, `139${MARK}00`.slice(0, 11))
  const shopper = await openMiniProgram({ ...demo, slug }, holder)
  const order = await buyInMiniProgram(shopper, GOODS[0], '李雷 13800138000 浙江省杭州市西湖区文三路 1 号')
  assert.equal(order.status, 'paid')
  await page.goto(`${root}/orders`)
  await page.getByText(order.order_no).first().waitFor()
  await page.goto(`${root}/launch`)
  await page.getByText('商城已经上线').first().waitFor()
  return order
}

async function slugOf(page) {
  const answer = await page.request.get(`${new URL(page.url()).origin}/api/console/v1/me`)
  const here = page.url().match(/shops\/([^/]+)/)[1]
  return (await answer.json()).shops.find((shop) => shop.id === here).slug
}
