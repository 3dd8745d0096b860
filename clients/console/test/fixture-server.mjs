/**
 * A stand-in for the server while the console is built and looked at: the contract's shapes with made-up contents in
 * memory. Serves the built console too. Development only: node test/fixture-server.mjs [port]
 */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { places } from './fixture/places.mjs'

const DIST = join(import.meta.dirname, '..', 'dist')
const KINDS = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
/** The policy that the real server sends: what breaks it must break here. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
const COLOURS = ['#b9c7a5', '#c9a58c', '#9db7c4', '#d6c08d', '#b6a0b8', '#8fb5a3']

const routes = places.map(([method, path, answer]) => ({
  method,
  answer,
  pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}))

function sendJson(response, value) {
  const kind = value?.problem ? 'application/problem+json' : 'application/json'
  const body = value?.problem ?? value?.json ?? value
  const status = value?.problem || value?.json ? value.status : body === undefined ? 204 : 200
  response.writeHead(status, { 'Content-Type': kind })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function sendPicture(response, path) {
  const n = Number(/(\d+)\.svg$/.exec(path)?.[1] ?? 0)
  const colour = COLOURS[n % COLOURS.length]
  response.writeHead(200, { 'Content-Type': KINDS['.svg'] })
  response.end(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="${colour}"/><circle cx="${30 + (n % 40)}" cy="58" r="26" fill="#fff" opacity=".45"/><rect y="76" width="100" height="24" fill="#000" opacity=".12"/></svg>`,
  )
}

function sendFile(response, path) {
  const wanted = normalize(join(DIST, path.replace(/^\/console/, '')))
  const file =
    wanted.startsWith(DIST) && existsSync(wanted) && statSync(wanted).isFile()
      ? wanted
      : join(DIST, 'index.html')
  response.writeHead(200, {
    'Content-Type': KINDS[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': POLICY,
  })
  createReadStream(file).pipe(response)
}

async function answerApi(request, response, url) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const raw = Buffer.concat(chunks).toString('utf8')
  const isJson = request.headers['content-type'] === 'application/json'
  if (
    request.method !== 'GET' &&
    !url.pathname.includes('/auth/') &&
    request.headers['x-csrf-token'] !== 'fixture-token'
  ) {
    return sendJson(response, {
      status: 403,
      problem: { status: 403, code: 'csrf_failed', detail: '页面已过期，请刷新' },
    })
  }
  for (const { method, pattern, answer } of routes) {
    const match = method === request.method && pattern.exec(url.pathname)
    if (match)
      return sendJson(
        response,
        answer({ at: match.groups ?? {}, url, raw, body: isJson && raw ? JSON.parse(raw) : undefined }),
      )
  }
  return sendJson(response, {
    status: 404,
    problem: { status: 404, code: 'not_found', detail: `没有这个接口 ${url.pathname}` },
  })
}

export function startFixture(port = 0) {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname.startsWith('/api/')) void answerApi(request, response, url)
    else if (url.pathname.startsWith('/media/')) sendPicture(response, url.pathname)
    else sendFile(response, url.pathname)
  })
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)))
}

if (import.meta.filename === process.argv[1]) {
  const server = await startFixture(Number(process.argv[2] ?? 0))
  console.log(`http://127.0.0.1:${server.address().port}/console/`)
}
