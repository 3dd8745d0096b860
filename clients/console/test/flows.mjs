/**
 * Drives the work of a day through the built console on the fixture server: log in, publish goods with a matrix of
 * specs, lose a race for them, import, ship two orders with the keyboard, answer a refund. Exits 1 at the first fault.
 * node test/flows.mjs
 */
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { startFixture } from './fixture-server.mjs'

const server = await startFixture()
const root = `http://127.0.0.1:${server.address().port}`
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
page.setDefaultTimeout(8000)
const sent = []
page.on(
  'request',
  (request) =>
    request.method() !== 'GET' &&
    sent.push({
      path: new URL(request.url()).pathname.replace(/.*\/shops\/s1/, ''),
      method: request.method(),
      headers: request.headers(),
      body: request.postData(),
    }),
)
page.on('pageerror', (error) => {
  throw error
})
const open = (path) => page.goto(`${root}/console${path}`, { waitUntil: 'networkidle' })
const last = (path) => sent.filter((one) => one.path === path).at(-1)
const done = (text) => console.log('ok', text)

async function logIn() {
  await open('/login')
  await page.fill('[name=email]', 'owner@example.com')
  await page.fill('[name=password]', 'wrong')
  await page.keyboard.press('Enter')
  await page.getByText('邮箱或密码不对').waitFor()
  await page.fill('[name=password]', 'right-enough')
  await page.keyboard.press('Enter')
  await page.getByTestId('todo-to_ship').waitFor()
  done('a wrong password is told, Enter logs in, the overview opens')
}

async function publish() {
  await open('/shops/s1/goods/new')
  await page.locator('input[name=goods-name]').fill('手冲咖啡壶')
  await page.getByTestId('add-spec').click()
  await page.getByRole('textbox', { name: '规格名' }).fill('颜色')
  const box = page.getByTestId('spec-value')
  await box.locator('input').or(box).last().fill('黑色，白色')
  await page.keyboard.press('Enter')
  const cell = (row, label) =>
    page.locator('[data-testid=sku-table] tbody tr').nth(row).getByLabel(label, { exact: true })
  await cell(1, '价格').fill('１２８．５０')
  await cell(1, '库存').fill('7')
  await box.locator('input').or(box).last().fill('胡桃色')
  await page.keyboard.press('Enter')
  assert.equal(await cell(1, '价格').inputValue(), '128.50')
  assert.equal(await page.locator('[data-testid=spec-value-tag]').count(), 3)
  await cell(0, '价格').fill('1,299')
  await cell(0, '库存').fill('3')
  await page.getByTestId('fill-all').click()
  await cell(2, '价格').fill('0.29')
  await page.getByTestId('save-list').click()
  await page.getByText('上架前至少上传一张图片').waitFor()
  await page
    .locator('[data-testid=pictures] input[type=file]')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('89504e47', 'hex') })
  await page.locator('[data-testid=pictures] .main').waitFor()
  await page.getByTestId('save-list').click()
  await page.waitForURL('**/goods?tab=on_sale')
  const { body, headers } = last('/goods')
  const skus = JSON.parse(body).skus
  assert.deepEqual(
    skus.map((sku) => [sku.spec_values, sku.price_fen, sku.stock]),
    [
      [['黑色'], 129_900, 3],
      [['白色'], 29, 3],
      [['胡桃色'], 129_900, 3],
    ],
  )
  assert.match(headers['idempotency-key'], /^[0-9a-f]{32}$/)
  assert.equal(headers['x-csrf-token'], 'fixture-token')
  done('a matrix of three keeps what was typed, prices are exact fen, a picture is asked for')
}

async function loseRace() {
  await open('/shops/s1/goods/g2')
  await page.locator('input[name=goods-name]').fill('冲突的名字')
  await page.getByTestId('save-store').click()
  await page.getByTestId('conflict').waitFor()
  await page.getByRole('link', { name: '订单' }).click()
  await page.getByText('有内容还没保存').waitFor()
  await page.getByRole('button', { name: '取消' }).click()
  assert.match(page.url(), /goods\/g2$/)
  await page.getByRole('button', { name: '重新载入' }).click()
  await page.getByTestId('conflict').waitFor({ state: 'detached' })
  done('a version conflict is told, leaving asks once, reloading heals')
}

async function importFile() {
  await open('/shops/s1/goods/import')
  await page
    .getByTestId('import-file')
    .setInputFiles({ name: 'catalogue.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n') })
  await page.getByTestId('import-now').click()
  await page.getByText('导入完成').waitFor({ timeout: 15_000 })
  assert.equal(await page.getByTestId('import-failed').locator('strong').textContent(), '3')
  assert.match(await page.getByTestId('fault-file').getAttribute('href'), /\/imports\/i2\/faults\.csv$/)
  done('a dry run, then the import, with figures and the fault file')
}

async function shipTwo() {
  await open('/shops/s1/orders?tab=to_ship')
  await page.getByTestId('act-ship').first().click()
  const box = page.getByTestId('tracking-no')
  await box.waitFor()
  for (const number of ['SF1234567890123', '78123456789012']) {
    await page.waitForFunction(
      () =>
        document.activeElement?.tagName === 'INPUT' &&
        document.activeElement.closest('.el-dialog') &&
        document.activeElement.value === '',
    )
    await page.keyboard.type(number)
    await page.getByTestId('recognised').waitFor()
    await page.waitForTimeout(150)
    const answered = page.waitForResponse((response) => response.url().endsWith('/ship'))
    await page.keyboard.press('Enter')
    await answered
  }
  const shipped = sent.filter((one) => one.path.endsWith('/ship')).map((one) => JSON.parse(one.body))
  assert.deepEqual(shipped, [
    { carrier_code: 'SF', tracking_no: 'SF1234567890123' },
    { carrier_code: 'ZTO', tracking_no: '78123456789012' },
  ])
  await page.keyboard.press('Escape')
  await page.locator('.el-dialog').waitFor({ state: 'hidden' })
  done('two orders shipped by keyboard alone, the carrier recognised from the number')
}

async function answerRefund() {
  await open('/shops/s1/orders/o14')
  await page.getByTestId('act-answer_aftersale').click()
  await page.getByTestId('agree').click()
  await page.getByTestId('act-answer_aftersale').waitFor({ state: 'detached' })
  assert.equal(sent.at(-1).path, '/aftersales/a13/agree')
  await open('/shops/s1/orders')
  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement?.closest('[data-search]') !== null), true)
  done('a refund agreed after the amount was shown; / focuses the search')
}

try {
  for (const step of [logIn, publish, loseRace, importFile, shipTwo, answerRefund]) await step()
} catch (error) {
  await page.screenshot({ path: join(tmpdir(), 'console-flow-fault.png') })
  console.error(error)
  process.exitCode = 1
} finally {
  await browser.close()
  server.close()
}
