/** The hands of a merchant in 开店向导. */
import { patiently } from './wechat.mjs'

export function wizard(page, root) {
  const card = (step) => page.locator(`#step-${step}`)
  const id = (name) => page.getByTestId(name)
  /** Text into a field, whether the mark is on the field itself or around it. */
  const fill = (name, text) => id(name).locator('input, textarea').or(id(name).and(page.locator('input, textarea'))).first().fill(text)
  const look = async (step) => {
    await Promise.all([
      page.waitForResponse((answer) => answer.url().endsWith(`/steps/${step}/look`)),
      id(`look-${step}`).click(),
    ])
  }
  return {
    card,
    id,
    fill,
    look,
    /** The page with this step open. */
    async open(step) {
      await page.goto(`${root}/launch/${step}`)
      await id(`look-${step}`).waitFor()
    },
    /** Looks again until the step stands so; WeChat's answer comes as a push or at the next look. */
    becomes: (step, status) =>
      patiently(`${step} ${status}`, () => page.locator(`#step-${step}.${status}`).count(), () => look(step)),
    put: (name, file) => id(name).setInputFiles(file),
    /** One of the choices of a closed list. */
    async choose(name, words) {
      await id(name).click()
      await page.locator('.el-select-dropdown:visible .el-select-dropdown__item', { hasText: words }).first().click()
      await page.keyboard.press('Tab')
    },
    /** The answer to what a click sends. */
    async sent(part, click) {
      const [answer] = await Promise.all([
        page.waitForResponse((one) => one.url().includes(part) && one.request().method() !== 'GET'),
        click(),
      ])
      if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}: ${await answer.text()}`)
      return answer
    },
  }
}
