/** Somebody who has nothing yet: an account with its mail, and a first shop, all by clicking. */
import { picture } from './browser.mjs'
import { openMail } from './mailbox.mjs'

/** Signs up and opens the link in the mail. Resolves to the page where the shop is created, and the mailbox. */
export async function signUp({ page, context }, demo, email) {
  await page.goto(`${demo.mall}/console/sign-up`)
  await page.fill('[name=email]', email)
  await page.fill('[name=password]', 'ceramic-teapot-42')
  await page.fill('[name=again]', 'ceramic-teapot-42')
  await picture(page, 'console-sign-up')
  await page.getByRole('button', { name: '注册' }).click()
  await page.getByTestId('mail-sent').waitFor()
  const mailbox = await context.newPage()
  await openMail(mailbox, demo, email, '验证')
  await picture(mailbox, 'sandbox-mail')
  const opened = context.waitForEvent('page')
  await mailbox.getByRole('link', { name: '打开链接' }).first().click()
  const verified = await opened
  await verified.getByRole('button', { name: '继续' }).click()
  await page.close()
  return { shop: verified, mailbox }
}

/** The first shop; resolves to the address that all its pages begin with. */
export async function openShop(page, name) {
  await page.fill('[name=name]', name)
  await page.getByRole('button', { name: '创建店铺' }).click()
  await page.getByTestId('todo-to_ship').waitFor()
  return page.url().replace(/\/overview.*/, '')
}
