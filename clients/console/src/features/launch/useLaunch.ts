import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { chooseMode, declareTask, getLaunch, lookAt, lookAtAll, takeBackTask } from '@/api/launch'
import type { LaunchView } from '@/api/types'
import { useAction } from '@/composables/useAction'
import { useShopId } from '@/composables/useShopId'

/** The launch of the shop, and the acts that bring it up to date. Each answer replaces the page whole. */
export function useLaunch() {
  const { shopId } = useShopId()
  const queries = useQueryClient()
  const key = computed(() => ['shop', shopId.value, 'launch'])
  const query = useQuery({ queryKey: key, queryFn: () => getLaunch(shopId.value), refetchInterval: 15_000 })
  const { busy, run } = useAction()

  async function take(act: () => Promise<LaunchView>): Promise<void> {
    const view = await run(act)
    if (view) queries.setQueryData(key.value, view)
    await queries.invalidateQueries({ queryKey: ['shop', shopId.value, 'launch-history'] })
  }
  const refresh = () => queries.invalidateQueries({ queryKey: key.value })

  return {
    ...query,
    busy,
    refresh,
    lookAll: () => take(() => lookAtAll(shopId.value)),
    look: (step: string) => take(() => lookAt(shopId.value, step)),
    choose: (mode: string) => take(() => chooseMode(shopId.value, mode)),
    declare: async (task: string) => {
      await run(() => declareTask(shopId.value, task))
      await refresh()
    },
    takeBack: async (task: string) => {
      await run(() => takeBackTask(shopId.value, task))
      await refresh()
    },
  }
}
