import type { Problem } from '@/api/types'

/**
 * Every refusal and failure of a call. `code` is what programs read; `text` is what people read.
 * Codes made here and never sent by the server: `network` (no answer came), `unreadable` (the answer is no problem+json).
 */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly problem: Partial<Problem>
  /** Seconds to wait, from Retry-After. */
  readonly retryAfter: number | undefined

  constructor(status: number, problem: Partial<Problem> & { code: string }, retryAfter?: number) {
    super(problem.detail ?? problem.title ?? problem.code)
    this.name = 'ApiError'
    this.status = status
    this.code = problem.code
    this.problem = problem
    this.retryAfter = retryAfter
  }

  /** The sentence for a person in their language, the server's own words first. */
  text(locale: string): string {
    const chinese = this.problem.detail || this.problem.title || FALLBACK.zh
    return locale.startsWith('zh') ? chinese : this.problem.detail_en || chinese
  }

  /** Messages by field path ("skus.0.price_fen"), for forms; a fault without words gets those of the whole. */
  get fields(): Record<string, string> {
    const fields = this.problem.fields ?? []
    return Object.fromEntries(fields.map((field) => [field.path, field.message || this.message]))
  }
}

const FALLBACK = { zh: '服务器没有给出可读的说明，请稍后再试' }

export const NETWORK_PROBLEM = {
  code: 'network',
  detail: '网络不通或服务器没有应答，请检查网络后重试',
  detail_en: 'No answer from the server. Check the network and try again.',
}

function seconds(header: string | null): number | undefined {
  const value = header === null ? Number.NaN : Number.parseInt(header, 10)
  return Number.isNaN(value) ? undefined : value
}

/** Builds the error of an answer that is not 2xx; never throws itself, whatever the body holds. */
export function problemOf(status: number, body: string, retryAfter: string | null): ApiError {
  const parsed = parseProblem(body)
  if (parsed) return new ApiError(status, parsed, seconds(retryAfter))
  return new ApiError(status, {
    code: 'unreadable',
    detail: `服务器出错（${status}），请稍后再试`,
    detail_en: `The server failed (${status}). Try again later.`,
  })
}

function parseProblem(body: string): (Partial<Problem> & { code: string }) | undefined {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null) return undefined
    const problem = value as Partial<Problem>
    return typeof problem.code === 'string' ? { ...problem, code: problem.code } : undefined
  } catch {
    return undefined
  }
}
