import { describe, expect, it } from 'vitest'
import { parseWhole } from '@/lib/whole'

describe('parseWhole', () => {
  it.each([
    ['12', 12],
    ['１２', 12],
    ['1,000', 1000],
    ['', undefined],
    ['0', 0],
  ])('reads %j', (typed, value) => {
    expect(parseWhole(typed)).toBe(value)
  })
  it.each(['-1', '1.5', 'abc', '9999999999', '1e3'])('refuses %j', (typed) => {
    expect(parseWhole(typed)).toBe('wrong')
  })
  it('reads signs only where they are allowed, and keeps the range', () => {
    expect(parseWhole('+10', { signed: true })).toBe(10)
    expect(parseWhole('−3', { signed: true })).toBe(-3)
    expect(parseWhole('0', { min: 1 })).toBe('wrong')
    expect(parseWhole('5000', { max: 4999 })).toBe('wrong')
  })
})
