/**
 * Runs every spec, or those whose names are given, against one demo: node run.mjs [shopper …]. Exits 1 when one fails.
 * With XIAOPU_E2E_HOME the demo's home is kept, which saves filling it the next time.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { keepFaults, launch, PICTURES } from './world/browser.mjs'
import { startDemo } from './world/demo.mjs'

const wanted = process.argv.slice(2)
const files = readdirSync(join(import.meta.dirname, 'specs')).sort()
const specs = []
for (const file of files) {
  const name = file.replace(/^\d+-|\.mjs$/g, '')
  if (wanted.length === 0 || wanted.includes(name)) specs.push({ name, ...(await import(`./specs/${file}`)) })
}

const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1)
const begun = performance.now()
const demo = await startDemo()
console.log(`demo at ${demo.mall} in ${seconds(begun)} s`)
const browsers = []
let failed = 0

/** One spec in a browser of its own; what it says carries its name, since two run at a time. */
async function live({ name, run }) {
  const browser = await launch()
  browsers.push(browser)
  const since = performance.now()
  try {
    await run({ browser, demo, step: (text) => console.log(`  ${name} ${seconds(since)} s  ${text}`) })
    console.log(`ok   ${name} ${seconds(since)} s`)
  } catch (fault) {
    failed += 1
    console.log(`FAIL ${name} ${seconds(since)} s\n${fault.stack ?? fault}`)
    await keepFaults(browser, name)
  } finally {
    await browser.close()
  }
}

async function lane(waiting) {
  for (let spec = waiting.shift(); spec; spec = waiting.shift()) await live(spec)
}

try {
  const together = specs.filter(({ alone }) => !alone)
  await Promise.all([lane(together), lane(together)])
  await lane(specs.filter(({ alone }) => alone))
} finally {
  await Promise.all(browsers.map((browser) => browser.close()))
  await demo.stop()
}
console.log(`${specs.length - failed} of ${specs.length} specs passed in ${seconds(begun)} s; pictures in ${PICTURES}`)
process.exitCode = failed ? 1 : 0
