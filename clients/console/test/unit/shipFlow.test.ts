import { describe, expect, it } from 'vitest'
import type { Carrier, ShipIn } from '@/api/types'
import { tidyTrackingNo, useShipFlow } from '@/features/orders/useShipFlow'

const SF: Carrier = { code: 'SF', name: '顺丰速运' }
const ZTO: Carrier = { code: 'ZTO', name: '中通快递' }
const queue = ['a', 'b', 'c'].map((id) => ({ id, order_no: `NO-${id}` }))

function flowWith(recognise: (no: string) => Promise<Carrier[]>, first = 'a', fail?: Error) {
  const shipped: [string, ShipIn][] = []
  const flow = useShipFlow(queue, first, {
    recognise,
    ship: (id, body) => (fail ? Promise.reject(fail) : Promise.resolve(shipped.push([id, body]))),
  })
  return { flow, shipped }
}
const byPrefix = (no: string) =>
  Promise.resolve(no.startsWith('SF') ? [SF] : no.startsWith('7') ? [ZTO, SF] : [])

describe('useShipFlow', () => {
  it('recognises the carrier, ships, and opens the next order with an empty number', async () => {
    const { flow, shipped } = flowWith(byPrefix)
    await flow.type('sf 1234-5678 90')
    expect(flow.carrierCode.value).toBe('SF')
    expect(await flow.submit()).toEqual(queue[1])
    expect(shipped).toEqual([['a', { carrier_code: 'SF', tracking_no: 'SF1234567890' }]])
    expect([flow.current.value?.id, flow.trackingNo.value, flow.left.value, flow.ready.value]).toEqual([
      'b',
      '',
      1,
      false,
    ])
  })

  it('goes on below the order it began with, and round to those above', async () => {
    const { flow } = flowWith(byPrefix, 'c')
    await flow.type('SF1234567890')
    expect((await flow.submit())?.id).toBe('a')
    await flow.type('SF1234567891')
    expect((await flow.submit())?.id).toBe('b')
    await flow.type('SF1234567892')
    expect(await flow.submit()).toBeUndefined()
    expect(flow.current.value).toBeUndefined()
  })

  it('takes the likeliest carrier and lets a person overrule it', async () => {
    const { flow } = flowWith(byPrefix)
    await flow.type('771234567890')
    expect(flow.carrierCode.value).toBe('ZTO')
    flow.choose('SF')
    await flow.type('771234567891')
    expect(flow.carrierCode.value).toBe('SF')
  })

  it('says when a number is not recognised and does not ship without a carrier', async () => {
    const { flow, shipped } = flowWith(byPrefix)
    await flow.type('999999999999')
    expect([flow.unknown.value, flow.ready.value]).toEqual([true, false])
    expect((await flow.submit())?.id).toBe('a')
    expect(shipped).toEqual([])
  })

  it('asks nothing for a short number', async () => {
    const asked: string[] = []
    const { flow } = flowWith((no) => {
      asked.push(no)
      return Promise.resolve([SF])
    })
    await flow.type('SF12345')
    expect(asked).toEqual([])
    expect(flow.carrierCode.value).toBe('')
  })

  it('ignores a late answer to an earlier text', async () => {
    const resolvers: ((carriers: Carrier[]) => void)[] = []
    const { flow } = flowWith(() => new Promise((resolve) => resolvers.push(resolve)))
    const first = flow.type('SF1234567890')
    const second = flow.type('771234567890')
    resolvers[1]!([ZTO])
    await second
    resolvers[0]!([SF])
    await first
    expect(flow.carrierCode.value).toBe('ZTO')
  })

  it('stays with the order when shipping is refused', async () => {
    const { flow } = flowWith(byPrefix, 'a', new Error('refused'))
    await flow.type('SF1234567890')
    await expect(flow.submit()).rejects.toThrow('refused')
    expect([flow.current.value?.id, flow.trackingNo.value, flow.left.value]).toEqual(['a', 'SF1234567890', 2])
  })
})

describe('tidyTrackingNo', () => {
  it('makes full-width narrow, drops blanks and dashes, and raises letters', () => {
    expect(tidyTrackingNo(' ｓｆ１２-３４ 5 ')).toBe('SF12345')
  })
})
