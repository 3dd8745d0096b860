/** What a company hands in on its way: the furnished mall, and the forms of verification and filing. */
import { picture } from './browser.mjs'
import { png } from './pictures.mjs'

export const GOODS = ['亚麻衬衫', '灯芯绒长裤', '羊毛围巾']
export const file = (side) => ({ name: 'picture.png', mimeType: 'image/png', buffer: png(side) })
const NARROW = { width: 375, height: 812 }
const WIDE = { width: 1440, height: 900 }

/** The page as it stands, on a desk and on a phone. */
export async function both(page, name) {
  await page.mouse.move(0, 0)
  await page.evaluate(() => window.scrollTo(0, 0))
  await picture(page, `${name}-1440`, { fullPage: true })
  await page.setViewportSize(NARROW)
  await picture(page, `${name}-375`, { fullPage: true })
  await page.setViewportSize(WIDE)
}

/** The AppID as the page shows it under the account. */
export async function appidOf(page) {
  const answer = await page.request.get(page.url().replace('/console/shops/', '/api/console/v1/shops/').replace(/\/launch.*/, '/weapp-access'))
  return (await answer.json()).appid
}

export async function store({ page, root, papers, sent, open, becomes, wechat }) {
  for (const name of GOODS) {
    await page.goto(`${root}/goods/new`)
    await page.locator('input[name=goods-name]').fill(name)
    const row = page.locator('[data-testid=sku-table] tbody tr').last()
    await row.getByLabel('价格', { exact: true }).fill('129')
    await row.getByLabel('库存', { exact: true }).fill('20')
    await page.locator('[data-testid=pictures] input[type=file]').first().setInputFiles(file(800))
    await page.locator('[data-testid=pictures] .main').waitFor()
    await page.getByTestId('save-list').click()
    await page.waitForURL('**/goods?tab=on_sale')
  }
  await page.goto(`${root}/shop/home`)
  await page.getByRole('button', { name: '添加' }).first().click()
  await sent('/media', () => page.locator('[data-testid=pictures] input[type=file]').first().setInputFiles(file(800)))
  await sent('/home', () => page.getByRole('button', { name: '保存' }).click())
  await page.goto(`${root}/settings/shop`)
  await page.getByLabel('客服电话').fill('0571-88888888')
  await page.getByLabel('退货地址').fill('韩梅梅 13800138000 浙江省杭州市西湖区文三路 1 号')
  await sent('/settings', () => page.getByRole('button', { name: '保存' }).click())
  await page.goto(`${root}/shop/licence`)
  await page.locator('.el-form input').nth(0).fill(papers.name)
  await page.locator('.el-form input').nth(1).fill(papers.code)
  await sent('/settings', () => page.getByRole('button', { name: '保存' }).click())
  await open('store')
  await becomes('store', 'doing')
  await both(page, 'launch-store')
  await wechat.tell(`/mp/${await appidOf(page)}/trade-management`)
  await becomes('store', 'done')
}

export async function verification({ page, papers, id, fill, put, sent, open, becomes, wechat }) {
  await open('verification')
  const appid = await appidOf(page)
  await fill('verify-account', `青禾衣坊${papers.mark}`)
  await fill('verify-contact', papers.person)
  await fill('verify-email', `verify-${papers.mark}@e2e.example`)
  await sent('/verification', () => page.locator('#step-verification').getByRole('button', { name: '保存' }).click())
  await sent('/papers/licence', () => put('paper-licence', file(600)))
  await sent('/verification/hand-in', () => id('hand-in-verification').click())
  await wechat.decide(appid, 'verification', 'reject', { reason: '营业执照不清晰' })
  await becomes('verification', 'failed')
  await both(page, 'launch-verification')
  await sent('/verification/hand-in', () => id('hand-in-verification').click())
  await wechat.decide(appid, 'verification', 'accept')
  await becomes('verification', 'done')
}

export async function filing(at) {
  const { page, papers, id, choose, fill, sent, open, becomes, wechat, card } = at
  await open('filing')
  const appid = await appidOf(page)
  await choose('filing-type', '企业')
  await fill('filing-name', papers.name)
  await card('filing').locator('.el-cascader').click()
  for (const name of ['浙江省', '杭州市', '西湖区'])
    await page.locator('.el-cascader-node:visible', { hasText: name }).first().click()
  await fill('filing-address', '文三路 1 号')
  await fill('filing-code', papers.code)
  await fill('filing-certificate-address', '杭州市西湖区文三路 1 号')
  await id('filing-services').click()
  await page.locator('.el-select-dropdown:visible .el-select-dropdown__item').first().click()
  await page.keyboard.press('Tab')
  for (const [field, text] of [
    ['name', papers.person],
    ['mobile', papers.phone],
    ['email', `icp-${papers.mark}@e2e.example`],
    ['emergency_contact', '13900139000'],
    ['certificate_number', papers.idNumber],
    ['valid_from', '20200101'],
    ['valid_until', '长期'],
  ])
    await fill(`principal-${field}`, text)
  await sent('/launch/filing', () => id('save-filing').click())
  for (const key of ['licence', 'principal_front', 'principal_back'])
    await sent(`/papers/${key}`, () => card('filing').getByTestId(`paper-${key}`).setInputFiles(file(600)))
  await sent('/filing/face', () => id('start-face').click())
  await sent('/filing/hand-in', () => id('hand-in-filing').click())
  await becomes('filing', 'waiting_wechat')
  const fields = [{ key_name: '主体负责人手机号', error: '与其他备案重复', suggest: '换一个没有用过的手机号' }]
  await wechat.decide(appid, 'filing', 'reject', { fields })
  await becomes('filing', 'failed')
  await both(page, 'launch-filing')
  await fill('principal-mobile', '13700137000')
  await sent('/filing/hand-in', () => id('hand-in-filing').click())
  await wechat.decide(appid, 'filing', 'accept')
  // 12381 sends a short message, and the person answerable confirms it.
  await wechat.tell(`/open/weapps/${appid}/sms`, { status: 1 })
  await becomes('filing', 'waiting_person')
  await wechat.tell(`/open/weapps/${appid}/sms`, { status: 2 })
  await wechat.decide(appid, 'filing', 'accept')
  await becomes('filing', 'done')
}
