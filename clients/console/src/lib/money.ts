/** Money is integer fen everywhere; this file alone knows how yuan are written and read. */

/** One million yuan, the server's own limit for prices: beyond it a typed price is taken for a slip. */
export const LARGEST_FEN = 100_000_000

export type YuanFault = 'empty' | 'not_a_number' | 'negative' | 'too_many_decimals' | 'too_large'
export type YuanReading = { fen: number; fault?: undefined } | { fen?: undefined; fault: YuanFault }

const PLAIN = /^\d+(\.\d*)?$|^\.\d+$/
const GROUPED = /^\d{1,3}(,\d{3})+(\.\d*)?$/

/**
 * Reads what a person typed as yuan into exact fen, by digits and never through a float.
 * Accepts full-width digits and points, ¥ in front, 元 behind and thousands commas in their right places.
 */
export function parseYuan(typed: string): YuanReading {
  const text = typed
    .normalize('NFKC')
    .replace(/。/g, '.')
    .replace(/\s/g, '')
    .replace(/^¥/, '')
    .replace(/元$/, '')
  if (text === '') return { fault: 'empty' }
  if (/^[-−–]/.test(text)) return { fault: 'negative' }
  if (!PLAIN.test(text) && !GROUPED.test(text)) return { fault: 'not_a_number' }
  const [whole = '', fraction = ''] = text.replace(/,/g, '').split('.')
  if (fraction.length > 2) return { fault: 'too_many_decimals' }
  const digits = (whole + fraction.padEnd(2, '0')).replace(/^0+(?=\d)/, '')
  if (digits.length > String(LARGEST_FEN).length) return { fault: 'too_large' }
  const fen = Number.parseInt(digits, 10)
  return fen > LARGEST_FEN ? { fault: 'too_large' } : { fen }
}

export interface YuanParts {
  sign: '' | '-'
  whole: string
  fraction: string
}

/** Splits fen for drawing: grouped whole yuan and always two decimals. Throws on what is no integer. */
export function splitFen(fen: number): YuanParts {
  if (!Number.isSafeInteger(fen)) throw new TypeError(`fen must be an integer, not ${String(fen)}`)
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return { sign: fen < 0 ? '-' : '', whole, fraction: digits.slice(-2) }
}

/** "1,299.00": for input boxes, file names and chart labels, without the sign of the currency. */
export function formatYuan(fen: number): string {
  const parts = splitFen(fen)
  return `${parts.sign}${parts.whole}.${parts.fraction}`
}

/** Like `formatYuan` without commas: what an input box shows while it is edited. */
export function editableYuan(fen: number): string {
  return formatYuan(fen).replace(/,/g, '')
}
