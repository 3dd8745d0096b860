import type { GoodsIn, GoodsParam, GoodsView, SkuIn, SkuView, SpecIn } from '@/api/types'
import { newSku, rowValues, type SkuDraft, type SpecDraft } from '@/features/goods/skuMatrix'
import { randomKey } from '@/lib/keys'

export interface PictureDraft {
  mediaId: string
  url: string
}

/** Everything that the goods form holds while it is edited. */
export interface GoodsDraft {
  goodsNo: string
  name: string
  brief: string
  categoryId?: string
  brand: string
  unit: string
  keywords: string
  marketPriceFen?: number | null
  pictures: PictureDraft[]
  detailHtml: string
  params: GoodsParam[]
  specs: SpecDraft[]
  skus: SkuDraft[]
  freightTemplateId?: string
  weightG?: number | null
  limitPerBuyer?: number | null
}

export function emptyDraft(): GoodsDraft {
  return {
    goodsNo: '',
    name: '',
    brief: '',
    brand: '',
    unit: '',
    keywords: '',
    pictures: [],
    detailHtml: '',
    params: [],
    specs: [],
    skus: [newSku()],
  }
}

export function draftOf(view: GoodsView): GoodsDraft {
  const specs: SpecDraft[] = view.specs.map((spec) => ({
    key: randomKey(),
    name: spec.name,
    values: spec.values.map((value) => ({
      key: randomKey(),
      value: value.value,
      picture: value.picture,
      pictureUrl: urlOf(view, value.picture),
    })),
  }))
  return {
    goodsNo: view.goods_no ?? '',
    name: view.name,
    brief: view.brief ?? '',
    categoryId: view.category_id,
    brand: view.brand ?? '',
    unit: view.unit ?? '',
    keywords: view.keywords ?? '',
    marketPriceFen: view.market_price_fen,
    pictures: view.pictures.map((picture) => ({ mediaId: picture.media_id, url: picture.url })),
    detailHtml: view.detail_html ?? '',
    params: view.params.map((param) => ({ ...param })),
    specs,
    skus: view.skus.map((sku) => skuDraft(sku, specs)),
    freightTemplateId: view.freight_template_id,
    weightG: view.weight_g,
    limitPerBuyer: view.limit_per_buyer,
  }
}

/** Where a picture is shown already: values of a spec name their picture by id alone. */
function urlOf(view: GoodsView, mediaId: string | undefined): string | undefined {
  return (
    view.pictures.find((picture) => picture.media_id === mediaId)?.url ??
    view.skus.find((sku) => mediaId !== undefined && sku.picture === mediaId)?.picture_url
  )
}

function skuDraft(sku: SkuView, specs: SpecDraft[]): SkuDraft {
  const keys = sku.spec_values.map(
    (word, i) => specs[i]?.values.find((value) => value.value === word)?.key ?? '',
  )
  return {
    valueKeys: keys,
    id: sku.id,
    skuCode: sku.sku_code ?? '',
    priceFen: sku.price_fen,
    costFen: sku.cost_fen,
    stock: sku.stock,
    loadedStock: sku.stock,
    picture: sku.picture,
  }
}

export type DraftFault = { key: string; values?: Record<string, string> }

/** The first thing that keeps the draft from being sent, as a message key; `undefined` when it can go. */
export function draftFault(draft: GoodsDraft, onSale: boolean): DraftFault | undefined {
  if (draft.name.trim() === '') return { key: 'goods.need.name' }
  if (draft.specs.some((spec) => spec.name.trim() === '')) return { key: 'goods.need.specName' }
  const names = draft.specs.map((spec) => spec.name.trim())
  if (new Set(names).size < names.length) return { key: 'goods.need.specTwice' }
  const empty = draft.specs.find((spec) => spec.values.length === 0)
  if (empty) return { key: 'goods.need.specEmpty', values: { name: empty.name } }
  if (draft.skus.some((sku) => sku.priceFen === undefined || sku.priceFen === null))
    return { key: 'goods.need.price' }
  if (draft.skus.some((sku) => !Number.isSafeInteger(sku.stock ?? Number.NaN)))
    return { key: 'goods.need.stock' }
  if (onSale && draft.pictures.length === 0) return { key: 'goods.need.picture' }
  return undefined
}

/** Empty text is left out: the server knows "absent", not "". */
const word = (text: string): string | undefined => text.trim() || undefined
const some = <T>(value: T | null | undefined): T | undefined => value ?? undefined

function specIn(spec: SpecDraft): SpecIn {
  return {
    name: spec.name.trim(),
    values: spec.values.map((value) => ({ value: value.value.trim(), picture: value.picture })),
  }
}

function skuIn(draft: GoodsDraft, sku: SkuDraft): SkuIn {
  return {
    id: sku.id,
    spec_values: rowValues(draft.specs, sku),
    sku_code: word(sku.skuCode),
    price_fen: sku.priceFen ?? 0,
    cost_fen: some(sku.costFen),
    stock: sku.stock ?? 0,
    stock_was: sku.id === undefined ? undefined : sku.loadedStock,
    picture: sku.picture,
  }
}

/** The body to send; call it only after `draftFault` found nothing. */
export function goodsIn(draft: GoodsDraft, onSale: boolean, version?: number): GoodsIn {
  return {
    goods_no: word(draft.goodsNo),
    name: draft.name.trim(),
    brief: word(draft.brief),
    category_id: draft.categoryId || undefined,
    brand: word(draft.brand),
    unit: word(draft.unit),
    keywords: word(draft.keywords),
    market_price_fen: some(draft.marketPriceFen),
    pictures: draft.pictures.map((picture) => picture.mediaId),
    detail_html: word(draft.detailHtml),
    params: draft.params.filter((param) => param.name.trim() && param.value.trim()),
    specs: draft.specs.map(specIn),
    skus: draft.skus.map((sku) => skuIn(draft, sku)),
    freight_template_id: draft.freightTemplateId || undefined,
    weight_g: some(draft.weightG),
    limit_per_buyer: some(draft.limitPerBuyer),
    on_sale: onSale,
    version,
  }
}
