import { describe, expect, it } from 'vitest'
import {
  combinations,
  fillRows,
  growMatrix,
  newSku,
  rowValues,
  type SkuDraft,
  type SpecDraft,
} from '@/features/goods/skuMatrix'

const spec = (key: string, ...words: string[]): SpecDraft => ({
  key,
  name: key,
  values: words.map((word) => ({ key: `${key}-${word}`, value: word })),
})
const words = (specs: SpecDraft[], rows: SkuDraft[]) => rows.map((row) => rowValues(specs, row).join('/'))
const typed = (rows: SkuDraft[]) =>
  rows.map((row, i) => ({ ...row, priceFen: 1000 + i, stock: 10 + i, skuCode: `C${i}` }))

describe('growMatrix', () => {
  it('has one row without specs', () => {
    expect(growMatrix([], [newSku()])).toEqual([{ valueKeys: [], skuCode: '' }])
  })

  it('makes every combination, the last spec turning fastest', () => {
    const specs = [spec('颜色', '红', '蓝'), spec('尺码', 'S', 'M')]
    expect(words(specs, growMatrix(specs, []))).toEqual(['红/S', '红/M', '蓝/S', '蓝/M'])
  })

  it('keeps what was typed when a value is added', () => {
    const before = [spec('颜色', '红', '蓝'), spec('尺码', 'S')]
    const rows = typed(growMatrix(before, []))
    const after = [spec('颜色', '红', '蓝', '绿'), spec('尺码', 'S')]
    const grown = growMatrix(after, rows)
    expect(grown.slice(0, 2)).toEqual(rows)
    expect(grown[2]).toEqual({ valueKeys: ['颜色-绿', '尺码-S'], skuCode: '' })
  })

  it('keeps what was typed when a value is renamed', () => {
    const before = [spec('颜色', '红', '蓝')]
    const rows = typed(growMatrix(before, []))
    const renamed: SpecDraft[] = [
      { ...before[0]!, values: [{ key: '颜色-红', value: '大红' }, before[0]!.values[1]!] },
    ]
    const grown = growMatrix(renamed, rows)
    expect(grown).toEqual(rows)
    expect(words(renamed, grown)).toEqual(['大红', '蓝'])
  })

  it('drops only the rows of a removed value', () => {
    const rows = typed(growMatrix([spec('颜色', '红', '蓝', '绿')], []))
    expect(growMatrix([spec('颜色', '红', '绿')], rows)).toEqual([rows[0], rows[2]])
  })

  it('passes price on when a spec is added, but stock and identity once only', () => {
    const single: SkuDraft = {
      valueKeys: [],
      id: 'sku1',
      skuCode: 'A',
      priceFen: 1990,
      costFen: 900,
      stock: 12,
      loadedStock: 12,
    }
    const grown = growMatrix([spec('颜色', '红', '蓝')], [single])
    expect(grown).toEqual([
      { ...single, valueKeys: ['颜色-红'] },
      { valueKeys: ['颜色-蓝'], skuCode: '', priceFen: 1990, costFen: 900 },
    ])
  })

  it('never counts stock twice when a spec is taken away', () => {
    const two = [spec('颜色', '红'), spec('尺码', 'S', 'M')]
    const rows = typed(growMatrix(two, []))
    expect(growMatrix([spec('颜色', '红')], rows)).toEqual([{ ...rows[0], valueKeys: ['颜色-红'] }])
  })

  it('keeps rows when the specs change places', () => {
    const specs = [spec('颜色', '红', '蓝'), spec('尺码', 'S')]
    const rows = typed(growMatrix(specs, []))
    const turned = growMatrix([specs[1]!, specs[0]!], rows)
    expect(turned.map((row) => row.priceFen)).toEqual([1000, 1001])
    expect(turned[0]!.valueKeys).toEqual(['尺码-S', '颜色-红'])
  })

  it('ignores a spec without values', () => {
    expect(combinations([spec('颜色', '红'), spec('尺码')])).toEqual([['颜色-红']])
  })
})

describe('fillRows', () => {
  it('fills what is given and leaves the rest', () => {
    const rows = typed(growMatrix([spec('颜色', '红', '蓝')], []))
    expect(fillRows(rows, { priceFen: 5000 }).map((row) => [row.priceFen, row.stock])).toEqual([
      [5000, 10],
      [5000, 11],
    ])
    expect(fillRows(rows, { stock: 0 }).map((row) => row.stock)).toEqual([0, 0])
    expect(fillRows(rows, {})).toEqual(rows)
  })
})
