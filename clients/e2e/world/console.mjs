/** The hands of a merchant at the console. */
import { person } from './browser.mjs'

/** The console asks who is there before anybody is: that answer is meant. */
export const NOBODY_YET = [401, '/api/console/v1/me']

/** A merchant of the demo shop, logged in by typing. */
export async function merchant(browser, demo, options = {}) {
  const { refusals = [], ...rest } = options
  const who = await person(browser, demo, { ...rest, refusals: [NOBODY_YET, ...refusals] })
  const { page } = who
  await page.goto(`${demo.mall}/console/login`)
  await page.fill('[name=email]', demo.email)
  await page.fill('[name=password]', demo.password)
  await page.keyboard.press('Enter')
  await page.getByTestId('todo-to_ship').waitFor()
  const open = (path) => page.goto(`${demo.mall}/console/shops/${demo.shopId}/${path}`)
  return { ...who, open }
}

/** A part of a page by its heading. */
export const panel = (page, title) => page.locator('section.panel', { has: page.locator('h2', { hasText: title }) })
