import { describe, expect, it } from 'vitest'
import { editableYuan, formatYuan, LARGEST_FEN, parseYuan, splitFen } from '@/lib/money'

describe('parseYuan', () => {
  it.each([
    ['19.90', 1990],
    ['0.29', 29],
    ['1,299.00', 129_900],
    ['１２．５０', 1250],
    ['¥19.9', 1990],
    ['￥1,299', 129_900],
    ['88元', 8800],
    ['12。5', 1250],
    [' 3 ', 300],
    ['0', 0],
    ['000.10', 10],
    ['.5', 50],
    ['7.', 700],
    ['1.1', 110],
    ['4.35', 435],
    ['8.87', 887],
    ['１，２９９．００', 129_900],
    ['1,000,000', 100_000_000],
  ])('reads %s as %i fen', (typed, fen) => {
    expect(parseYuan(typed)).toEqual({ fen })
  })

  it.each([
    ['', 'empty'],
    ['¥', 'empty'],
    ['-1', 'negative'],
    ['−5', 'negative'],
    ['1.999', 'too_many_decimals'],
    ['abc', 'not_a_number'],
    ['NaN', 'not_a_number'],
    ['1e5', 'not_a_number'],
    ['0x10', 'not_a_number'],
    ['1,29', 'not_a_number'],
    ['12,34.5', 'not_a_number'],
    ['1.2.3', 'not_a_number'],
    ['.', 'not_a_number'],
    ['十块', 'not_a_number'],
    ['1000000.01', 'too_large'],
    ['99999999999999999999', 'too_large'],
    ['Infinity', 'not_a_number'],
  ])('refuses %j as %s', (typed, fault) => {
    expect(parseYuan(typed)).toEqual({ fault })
  })

  it('reads back every fen that it writes, with and without commas', () => {
    for (let fen = 0; fen <= LARGEST_FEN; fen = fen * 3 + 7) {
      expect(parseYuan(formatYuan(fen))).toEqual({ fen })
      expect(parseYuan(editableYuan(fen))).toEqual({ fen })
    }
  })

  it('reads every amount below ten yuan exactly', () => {
    const wrong = Array.from({ length: 1000 }, (_, fen) => fen).filter(
      (fen) => parseYuan(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`).fen !== fen,
    )
    expect(wrong).toEqual([])
  })
})

describe('splitFen', () => {
  it('groups, pads and signs', () => {
    expect(splitFen(123_456_789)).toEqual({ sign: '', whole: '1,234,567', fraction: '89' })
    expect(splitFen(-5)).toEqual({ sign: '-', whole: '0', fraction: '05' })
    expect(formatYuan(100_000)).toBe('1,000.00')
  })
  it('refuses what is no integer', () => {
    expect(() => splitFen(19.9)).toThrow(TypeError)
    expect(() => splitFen(Number.NaN)).toThrow(TypeError)
  })
})
