import { ApiError, NETWORK_PROBLEM, problemOf } from '@/api/problem'

export const ROOT = '/api/console/v1'
/** How long to wait before the one repetition of a call that the server was too busy for, without Retry-After. */
const BUSY_PAUSE_MS = 600
const LONGEST_PAUSE_MS = 5_000

type Scalar = string | number | boolean
export type Query = Record<string, Scalar | undefined | null>

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Query
  body?: unknown
  idempotencyKey?: string
  signal?: AbortSignal
}

/** What the session gives to the calls and hears from them; set once by the session store. */
export interface SessionPort {
  csrfToken(): string
  /** Asks the server for a fresh token after one was refused; resolves to it. */
  refreshCsrf(): Promise<string>
  /** The cookie is gone or expired: the person has to log in again. */
  signedOut(): void
}

const noSession: SessionPort = {
  csrfToken: () => '',
  refreshCsrf: () => Promise.resolve(''),
  signedOut: () => undefined,
}

let session: SessionPort = noSession

export function bindSession(port: SessionPort): void {
  session = port
}

export function csrfHeaders(): Record<string, string> {
  const token = session.csrfToken()
  return token ? { 'X-CSRF-Token': token } : {}
}

/** Below the console's root, or where a path that begins with /api says. `undefined`, `null` and empty strings are left out: the server refuses parameters that it can't read. */
export function urlOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  const root = path.startsWith('/api/') ? '' : ROOT
  return root + path + (text ? `?${text}` : '')
}

function initOf(options: CallOptions): RequestInit {
  const method = options.method ?? 'GET'
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET') Object.assign(headers, csrfHeaders())
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey
  return {
    method,
    headers,
    credentials: 'same-origin',
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  }
}

async function once(path: string, options: CallOptions): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(urlOf(path, options.query), initOf(options))
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError(0, NETWORK_PROBLEM)
  }
  if (answer.ok) return answer
  throw problemOf(answer.status, await answer.text(), answer.headers.get('Retry-After'))
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/**
 * Decides what heals a refused call: `busy` means that nothing was written, so one repetition is safe for writes too;
 * a refused CSRF token is fetched anew once (another tab may have logged in). Anything else is final.
 */
async function heal(error: unknown): Promise<boolean> {
  if (!(error instanceof ApiError)) return false
  if (error.status === 503 && error.code === 'busy') {
    await pause(Math.min((error.retryAfter ?? 0) * 1000 || BUSY_PAUSE_MS, LONGEST_PAUSE_MS))
    return true
  }
  if (error.status === 403 && error.code.startsWith('csrf')) {
    return (await session.refreshCsrf()) !== ''
  }
  return false
}

/** The final word on an error: tells the session when the cookie is no longer good, then lets it pass. */
export function report(error: unknown): never {
  if (error instanceof ApiError && error.status === 401 && error.code === 'not_signed_in') session.signedOut()
  throw error
}

async function answered(path: string, options: CallOptions): Promise<Response> {
  try {
    return await once(path, options)
  } catch (error) {
    if (!(await heal(error))) report(error)
    return await once(path, options).catch(report)
  }
}

/** One call whose answer is a file; throws `ApiError`. */
export async function callFile(path: string, options: CallOptions = {}): Promise<Blob> {
  return (await answered(path, options)).blob()
}

/** One call of the console API; resolves to the parsed body (`undefined` for 204) or throws `ApiError`. */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  const text = await (await answered(path, options)).text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}
