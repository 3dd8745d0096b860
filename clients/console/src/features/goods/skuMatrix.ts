/** Specs and the rows of their combinations, as they are typed. Values in, values out. */

import { randomKey } from '@/lib/keys'

/** More combinations than this are refused: nobody prices them by hand. */
export const MOST_SKUS = 200
export const MOST_SPECS = 3

export interface ValueDraft {
  key: string
  value: string
  picture?: string
  pictureUrl?: string
}
export interface SpecDraft {
  key: string
  name: string
  values: ValueDraft[]
}
export interface SkuDraft {
  /** Keys of the chosen values, in the order of the specs; keys survive the renaming of a value. */
  valueKeys: string[]
  id?: string
  skuCode: string
  priceFen?: number | null
  costFen?: number | null
  stock?: number | null
  /** What the server said when the form was opened; sent along so that a difference is applied. */
  loadedStock?: number
  picture?: string
}

export const newValue = (value: string): ValueDraft => ({ key: randomKey(), value })
export const newSpec = (name = ''): SpecDraft => ({ key: randomKey(), name, values: [] })
export const newSku = (valueKeys: string[] = []): SkuDraft => ({ valueKeys, skuCode: '' })

/** All combinations, the last spec turning fastest; a spec without values does not count yet. */
export function combinations(specs: SpecDraft[]): string[][] {
  return specs
    .filter((spec) => spec.values.length > 0)
    .reduce<string[][]>(
      (rows, spec) => rows.flatMap((row) => spec.values.map((value) => [...row, value.key])),
      [[]],
    )
}

const within = (part: string[], whole: string[]) => part.every((key) => whole.includes(key))

/**
 * The rows for the present specs. A row whose combination exists keeps everything. When a spec is added or removed
 * the price, cost and code of the row it comes from are kept; the stock and the identity of an old row go to the
 * first row that comes from it alone, so that nothing is counted twice.
 */
export function growMatrix(specs: SpecDraft[], previous: SkuDraft[]): SkuDraft[] {
  const exact = new Map(previous.map((row) => [[...row.valueKeys].sort().join('|'), row]))
  const taken = new Set<SkuDraft>()
  return combinations(specs).map((valueKeys) => {
    const same = exact.get([...valueKeys].sort().join('|'))
    if (same) return { ...same, valueKeys }
    const origin = previous.find(
      (row) => within(row.valueKeys, valueKeys) || within(valueKeys, row.valueKeys),
    )
    if (!origin || valueKeys.length === origin.valueKeys.length) return newSku(valueKeys)
    if (taken.has(origin)) return { ...newSku(valueKeys), priceFen: origin.priceFen, costFen: origin.costFen }
    taken.add(origin)
    return { ...origin, valueKeys }
  })
}

/** Sets the given fields in every row; what is undefined or null leaves the rows as they are. */
export function fillRows(
  rows: SkuDraft[],
  fill: Pick<SkuDraft, 'priceFen' | 'costFen' | 'stock'>,
): SkuDraft[] {
  return rows.map((row) => ({
    ...row,
    priceFen: fill.priceFen ?? row.priceFen,
    costFen: fill.costFen ?? row.costFen,
    stock: fill.stock ?? row.stock,
  }))
}

/** The values of a row in words, in the order of the specs. */
export function rowValues(specs: SpecDraft[], row: SkuDraft): string[] {
  const words = new Map(
    specs.flatMap((spec) => spec.values.map((value) => [value.key, value.value] as const)),
  )
  return row.valueKeys.map((key) => words.get(key) ?? '')
}
