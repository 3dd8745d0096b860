import { describe, expect, it } from 'vitest'
import { IdempotencyKey, randomKey } from '@/lib/keys'
import { formatSecond, formatTime, shanghaiDay } from '@/lib/time'
import { goodsPage } from '@/lib/storefront'

describe('IdempotencyKey', () => {
  it('keeps for the same content and changes with it', () => {
    const key = new IdempotencyKey()
    const first = key.for({ a: 1 })
    expect(key.for({ a: 1 })).toBe(first)
    const second = key.for({ a: 2 })
    expect(second).not.toBe(first)
    key.renew()
    expect(key.for({ a: 2 })).not.toBe(second)
  })
  it('is 32 hex digits', () => {
    expect(randomKey()).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe('times', () => {
  it('shows Shanghai, whatever the zone of this machine', () => {
    expect(formatTime('2026-11-23T16:05:09Z')).toBe('2026-11-24 00:05')
    expect(formatSecond('2026-11-24T15:59:59Z')).toBe('2026-11-24 23:59:59')
    expect(shanghaiDay(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01')
  })
  it('shows nothing for nothing', () => {
    expect([formatTime(undefined), formatTime(''), formatTime('gibberish'), formatSecond(null)]).toEqual([
      '',
      '',
      '',
      '',
    ])
  })
})

describe('goodsPage', () => {
  it('leads into the hash router of the mall', () => {
    expect(goodsPage('/s/demo/', 'g1')).toBe('http://localhost:3000/s/demo/#/pages/goods/index?id=g1')
  })
})
