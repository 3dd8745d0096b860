/** The sandbox's phone with the demo's mall in it, in the hands of one of its people. */
import { person } from './browser.mjs'

/** Opens the phone page and says who holds the phone. `mall` is the frame of the mall, `sheet` WeChat's sheet over it. */
export async function phone(browser, demo, holder, options = {}) {
  const who = await person(browser, demo, { width: 1180, height: 1000, ...options })
  const { page } = who
  await page.goto(`${demo.sandbox}/phone?url=${encodeURIComponent(`${demo.mall}/s/${demo.slug}/`)}`)
  await page.locator(`button[data-person="${holder}"]`).first().click()
  const mall = page.frameLocator('#screen')
  await mall.getByTestId('home-search').waitFor()
  return { ...who, mall, sheet: mall.frameLocator('iframe[title="微信沙箱"]'), ...hands(mall) }
}

/** What fingers do in the mall, on a page or in a frame. uni keeps left pages in the document, so only what shows counts. */
export function hands(mall) {
  const seen = (id, at = 0) => mall.getByTestId(id).locator('visible=true').nth(at)
  return {
    seen,
    tap: (id, at = 0) => seen(id, at).click(),
    type: (id, text) => seen(id).locator('input, textarea').or(mall.locator(`input[data-testid="${id}"]`)).first().fill(text),
    button: (text) =>
      mall
        .locator('uni-button, .uni-modal__btn, .uni-actionsheet__cell')
        .filter({ hasText: text })
        .locator('visible=true')
        .last()
        .click(),
    words: (text) => mall.getByText(text).locator('visible=true').first(),
  }
}
