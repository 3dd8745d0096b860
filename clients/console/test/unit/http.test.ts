import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bindSession, call, urlOf } from '@/api/http'
import { ApiError } from '@/api/problem'

interface Seen {
  url: string
  init: RequestInit
}
const seen: Seen[] = []
let answers: (Response | Error)[] = []
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })
const headersOf = (index: number) => seen[index]!.init.headers as Record<string, string>
const caught = (act: Promise<unknown>) =>
  act.then(
    () => {
      throw new Error('was not refused')
    },
    (error: unknown) => error as ApiError,
  )

let token = 'first'
let signedOut = 0
beforeEach(() => {
  seen.length = 0
  token = 'first'
  signedOut = 0
  vi.useFakeTimers()
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    seen.push({ url, init })
    const next = answers.shift()
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next)
  })
  bindSession({
    csrfToken: () => token,
    refreshCsrf: () => Promise.resolve((token = 'second')),
    signedOut: () => {
      signedOut += 1
    },
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('call', () => {
  it('carries the CSRF token with writes only', async () => {
    answers = [json(200, {}), json(200, {})]
    await call('/me')
    await call('/x', { method: 'POST', body: { a: 1 }, idempotencyKey: 'k1' })
    expect(headersOf(0)).toEqual({ Accept: 'application/json' })
    expect(headersOf(1)).toEqual({
      Accept: 'application/json',
      'X-CSRF-Token': 'first',
      'Content-Type': 'application/json',
      'Idempotency-Key': 'k1',
    })
    expect(seen[1]!.init.body).toBe('{"a":1}')
  })

  it('resolves to undefined for 204', async () => {
    answers = [new Response(null, { status: 204 })]
    expect(await call('/x', { method: 'DELETE' })).toBeUndefined()
  })

  it('repeats once when the server was busy, with the same key', async () => {
    answers = [json(503, { code: 'busy' }, { 'Retry-After': '2' }), json(200, { ok: true })]
    const waiting = call('/x', { method: 'POST', body: {}, idempotencyKey: 'k1' })
    await vi.advanceTimersByTimeAsync(1999)
    expect(seen).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await waiting).toEqual({ ok: true })
    expect(headersOf(1)['Idempotency-Key']).toBe('k1')
  })

  it('gives up after the second busy', async () => {
    answers = [json(503, { code: 'busy' }), json(503, { code: 'busy' })]
    const refused = caught(call('/x'))
    await vi.runAllTimersAsync()
    expect((await refused).code).toBe('busy')
    expect(seen).toHaveLength(2)
  })

  it('fetches a fresh CSRF token once and sends again', async () => {
    answers = [json(403, { code: 'csrf_missing' }), json(200, {})]
    await call('/x', { method: 'POST' })
    expect(headersOf(1)['X-CSRF-Token']).toBe('second')
  })

  it('does not repeat refusals', async () => {
    answers = [json(409, { code: 'goods_stale', detail: '改过了', detail_en: 'Changed.' })]
    const error = await caught(call('/x', { method: 'PUT' }))
    expect([error.status, error.code, error.text('zh-CN'), error.text('en')]).toEqual([
      409,
      'goods_stale',
      '改过了',
      'Changed.',
    ])
    expect(seen).toHaveLength(1)
  })

  it('tells the session that it ended, but not for a wrong password', async () => {
    answers = [json(401, { code: 'not_signed_in' }), json(401, { code: 'wrong_credentials' })]
    await caught(call('/me'))
    expect(signedOut).toBe(1)
    await caught(call('/auth/login', { method: 'POST' }))
    expect(signedOut).toBe(1)
  })

  it('maps a lost connection and an unreadable answer', async () => {
    answers = [new TypeError('Failed to fetch'), new Response('<html>Bad gateway</html>', { status: 502 })]
    expect((await caught(call('/x'))).code).toBe('network')
    const error = await caught(call('/x'))
    expect([error.code, error.status, error.text('zh-CN')]).toEqual([
      'unreadable',
      502,
      '服务器出错（502），请稍后再试',
    ])
  })

  it('gives field messages by path', async () => {
    answers = [
      json(422, {
        code: 'invalid_input',
        detail: '填写有误',
        fields: [
          { path: 'skus.0.price_fen', code: 'range', message: '价格太大' },
          { path: 'name', code: 'x' },
        ],
      }),
    ]
    expect((await caught(call('/x', { method: 'POST' }))).fields).toEqual({
      'skus.0.price_fen': '价格太大',
      name: '填写有误',
    })
  })
})

describe('urlOf', () => {
  it('leaves out what is absent and keeps zero and false', () => {
    expect(urlOf('/a', { q: '', cursor: undefined, flag: 0, dry: false, n: '茶 杯' })).toBe(
      '/api/console/v1/a?flag=0&dry=false&n=%E8%8C%B6+%E6%9D%AF',
    )
  })
})
