/** A demo shop with its WeChat, started for this run in a home of its own on free ports, and stopped after it. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const START_MS = 180_000
const STOP_MS = 30_000

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Resolves when the demo has printed its addresses. `XIAOPU_E2E_HOME` names a home to keep and use again. */
export async function startDemo() {
  const kept = process.env.XIAOPU_E2E_HOME
  const home = kept ?? mkdtempSync(join(tmpdir(), 'xiaopu-e2e-'))
  const [mall, sandbox, smtp] = [await freePort(), await freePort(), await freePort()]
  const options = ['--home', home, '--port', mall, '--sandbox-port', sandbox, '--smtp-port', smtp]
  const child = spawn(join(ROOT, '.venv', 'bin', 'xiaopu'), ['demo', ...options.map(String)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  async function stop() {
    if (child.exitCode === null) child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(late)
    if (!kept) rmSync(home, { recursive: true, force: true })
  }
  try {
    await addressesPrinted(child)
    const { email, password, slug, shop_id: shopId } = JSON.parse(readFileSync(join(home, 'demo.json'), 'utf8'))
    const at = (port) => `http://127.0.0.1:${port}`
    return { mall: at(mall), sandbox: at(sandbox), email, password, slug, shopId, home, stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

function addressesPrinted(child) {
  return new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new Error(`the demo did not start in ${START_MS / 1000} s:\n${said}`)), START_MS)
    const hear = (chunk) => {
      said += chunk
      if (!said.includes('Ctrl-C')) return
      clearTimeout(late)
      resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`the demo ended with ${code}:\n${said}`))
    })
  })
}
