import { useQuery } from '@tanstack/vue-query'
import { overview } from '@/api/shop'
import { useShopId } from '@/composables/useShopId'

const MINUTE = 60_000

/** The shop's present figures; asked again every minute while the page is looked at. */
export function useOverview() {
  const { shopId } = useShopId()
  return useQuery({
    queryKey: ['shop', shopId.value, 'overview'],
    queryFn: () => overview(shopId.value),
    refetchInterval: MINUTE,
  })
}
