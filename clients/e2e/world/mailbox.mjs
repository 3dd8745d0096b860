/** The sandbox's mailbox page: the newest mail to somebody, opened by clicking. */

const TRIES = 40

/** Leaves `page` at the mail; mails are sent in the background, so the list is looked at again until it is there. */
export async function openMail(page, demo, to, subject) {
  for (let at = 0; at < TRIES; at += 1) {
    await page.goto(`${demo.sandbox}/mail`)
    const row = page.getByRole('row').filter({ hasText: to }).filter({ hasText: subject }).first()
    if (await row.count()) {
      await row.getByRole('link').click()
      await page.getByRole('link', { name: '返回邮箱' }).waitFor()
      return
    }
    await page.waitForTimeout(250)
  }
  throw new Error(`no mail about ${subject} to ${to} in the mailbox`)
}
