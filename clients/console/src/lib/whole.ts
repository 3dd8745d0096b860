export interface WholeRange {
  signed?: boolean
  min?: number
  max?: number
}

/** Reads a whole number as people type it; `undefined` for nothing, 'wrong' for what is none or out of range. */
export function parseWhole(typed: string, range: WholeRange = {}): number | undefined | 'wrong' {
  const text = typed.normalize('NFKC').replace(/[\s,]/g, '').replace(/−/g, '-')
  if (text === '') return undefined
  if (!(range.signed ? /^[+-]?\d{1,9}$/ : /^\d{1,9}$/).test(text)) return 'wrong'
  const value = Number.parseInt(text, 10)
  return value < (range.min ?? -Infinity) || value > (range.max ?? Infinity) ? 'wrong' : value
}
