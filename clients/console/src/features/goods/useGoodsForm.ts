import { useQueryClient } from '@tanstack/vue-query'
import { computed, ref, shallowRef, watch } from 'vue'
import { createGoods, getGoods, updateGoods } from '@/api/goods'
import { ApiError } from '@/api/problem'
import type { GoodsView } from '@/api/types'
import { showDone, showNotice, useAction } from '@/composables/useAction'
import { draftFault, draftOf, emptyDraft, goodsIn, type GoodsDraft } from '@/features/goods/goodsDraft'
import { growMatrix } from '@/features/goods/skuMatrix'
import { say } from '@/i18n'
import { IdempotencyKey } from '@/lib/keys'

/** What the server answers when somebody saved these goods after they were opened here. */
const CONFLICT = 'goods_stale'

/** The life of the goods form: load, edit, save as new or as a change, and what happens when somebody was faster. */
export function useGoodsForm(shopId: () => string, goodsId: () => string | undefined) {
  const draft = ref<GoodsDraft>(emptyDraft())
  const view = shallowRef<GoodsView>()
  const loading = ref(goodsId() !== undefined)
  const loadError = ref<unknown>()
  const conflict = ref(false)
  const pristine = ref(JSON.stringify(draft.value))
  const { busy, fields, run } = useAction()
  const key = new IdempotencyKey()
  const queries = useQueryClient()
  const dirty = computed(() => JSON.stringify(draft.value) !== pristine.value)

  watch(
    () => draft.value.specs,
    (specs) => (draft.value.skus = growMatrix(specs, draft.value.skus)),
  )

  function show(loaded: GoodsView) {
    view.value = loaded
    const opened = draftOf(loaded)
    draft.value = { ...opened, skus: growMatrix(opened.specs, opened.skus) }
    pristine.value = JSON.stringify(draft.value)
    conflict.value = false
  }

  async function load() {
    const id = goodsId()
    if (id === undefined) return
    loading.value = true
    loadError.value = undefined
    try {
      show(await getGoods(shopId(), id))
    } catch (error) {
      loadError.value = error
    } finally {
      loading.value = false
    }
  }

  async function send(onSale: boolean): Promise<GoodsView> {
    const body = goodsIn(draft.value, onSale, view.value?.version)
    if (view.value === undefined) return createGoods(shopId(), body, key.for(body))
    return updateGoods(shopId(), view.value.id, body)
  }

  /** Resolves to the saved goods, or `undefined` when something is missing, wrong or in the way. */
  async function save(onSale: boolean): Promise<GoodsView | undefined> {
    const fault = draftFault(draft.value, onSale)
    if (fault) {
      showNotice(say(fault.key, fault.values))
      return undefined
    }
    const saved = await run(() =>
      send(onSale).catch((error: unknown) => {
        conflict.value = error instanceof ApiError && error.code === CONFLICT
        throw error
      }),
    )
    if (saved === undefined) return undefined
    show(saved)
    showDone(say('goods.saved'))
    await queries.invalidateQueries({ queryKey: ['shop', shopId(), 'goods'] })
    return saved
  }

  void load()
  return { draft, view, loading, loadError, conflict, dirty, busy, fields, load, save }
}
