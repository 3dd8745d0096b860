import { describe, expect, it } from 'vitest'
import type { GoodsView } from '@/api/types'
import { draftFault, draftOf, emptyDraft, goodsIn } from '@/features/goods/goodsDraft'
import { newSku, newSpec } from '@/features/goods/skuMatrix'

const view: GoodsView = {
  id: 'g1',
  version: 3,
  status: 'on_sale',
  goods_no: 'G1',
  name: '茶杯',
  unit: '只',
  sold: 2,
  on_sale: true,
  detail_html: '<p>好</p>',
  pictures: [{ media_id: 'm1', url: '/media/m1' }],
  params: [{ name: '产地', value: '景德镇' }],
  specs: [{ name: '颜色', values: [{ value: '青', picture: 'm1' }, { value: '白' }] }],
  skus: [
    { id: 's1', spec_values: ['青'], price_fen: 1990, stock: 5 },
    { id: 's2', spec_values: ['白'], price_fen: 2990, stock: 0, sku_code: 'W' },
  ],
  created_at: '2026-11-24T00:00:00Z',
  updated_at: '2026-11-24T00:00:00Z',
}

describe('goodsIn', () => {
  it('sends back what was loaded, with the stock that was shown', () => {
    const body = goodsIn(draftOf(view), true, view.version)
    expect(body.skus).toEqual([
      {
        id: 's1',
        spec_values: ['青'],
        sku_code: undefined,
        price_fen: 1990,
        cost_fen: undefined,
        stock: 5,
        stock_was: 5,
        picture: undefined,
      },
      {
        id: 's2',
        spec_values: ['白'],
        sku_code: 'W',
        price_fen: 2990,
        cost_fen: undefined,
        stock: 0,
        stock_was: 0,
        picture: undefined,
      },
    ])
    expect(body).toMatchObject({
      name: '茶杯',
      version: 3,
      pictures: ['m1'],
      specs: view.specs,
      on_sale: true,
    })
    expect(JSON.parse(JSON.stringify(body))).not.toHaveProperty('brief')
  })

  it('sends a typed stock beside what it was, so that sales meanwhile are kept', () => {
    const draft = draftOf(view)
    draft.skus[0]!.stock = 8
    expect(goodsIn(draft, true).skus[0]).toMatchObject({ stock: 8, stock_was: 5 })
  })

  it('shows the picture of a value that stands among the goods’ pictures', () => {
    expect(draftOf(view).specs[0]!.values[0]!.pictureUrl).toBe('/media/m1')
  })
})

describe('draftFault', () => {
  const good = () => ({
    ...emptyDraft(),
    name: '茶',
    skus: [{ ...newSku(), priceFen: 100, stock: 1 }],
    pictures: [{ mediaId: 'm', url: '' }],
  })
  it('lets a whole draft pass', () => {
    expect(draftFault(good(), true)).toBeUndefined()
  })
  it('names the first thing that is missing', () => {
    expect(draftFault({ ...good(), name: ' ' }, true)).toEqual({ key: 'goods.need.name' })
    expect(draftFault({ ...good(), skus: [newSku()] }, true)).toEqual({ key: 'goods.need.price' })
    expect(draftFault({ ...good(), skus: [{ ...newSku(), priceFen: 1 }] }, true)).toEqual({
      key: 'goods.need.stock',
    })
    expect(draftFault({ ...good(), specs: [newSpec('颜色')] }, true)).toEqual({
      key: 'goods.need.specEmpty',
      values: { name: '颜色' },
    })
    expect(draftFault({ ...good(), specs: [newSpec('')] }, true)).toEqual({ key: 'goods.need.specName' })
    expect(draftFault({ ...good(), specs: [newSpec('色'), newSpec('色 ')] }, true)).toEqual({
      key: 'goods.need.specTwice',
    })
  })
  it('wants a picture only for listing', () => {
    expect(draftFault({ ...good(), pictures: [] }, true)).toEqual({ key: 'goods.need.picture' })
    expect(draftFault({ ...good(), pictures: [] }, false)).toBeUndefined()
  })
})
