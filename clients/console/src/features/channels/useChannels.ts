import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { getChannels, getPaymentChannel } from '@/api/shop'
import { showDone, useAction } from '@/composables/useAction'
import { useShopId } from '@/composables/useShopId'

/** The channels and one way to save any part of them. */
export function useChannels() {
  const { shopId } = useShopId()
  const queries = useQueryClient()
  const key = ['shop', shopId.value, 'channels']
  const query = useQuery({ queryKey: key, queryFn: () => getChannels(shopId.value) })
  return { ...query, refresh: () => queries.invalidateQueries({ queryKey: key }) }
}

export function usePaymentChannel() {
  const { shopId } = useShopId()
  const queries = useQueryClient()
  const key = ['shop', shopId.value, 'channels', 'payment']
  const query = useQuery({ queryKey: key, queryFn: () => getPaymentChannel(shopId.value) })
  return { ...query, refresh: () => queries.invalidateQueries({ queryKey: key }) }
}

export function useSave(refresh: () => Promise<unknown>) {
  const { busy, fields, run } = useAction()
  /** Resolves to whether it was saved. */
  async function save(act: () => Promise<unknown>): Promise<boolean> {
    const done = await run(async () => {
      await act()
      return true
    })
    if (!done) return false
    showDone()
    await refresh()
    return true
  }
  return { busy, fields, save }
}
