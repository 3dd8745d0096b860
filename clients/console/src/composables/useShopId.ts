import { computed } from 'vue'
import { useRoute } from 'vue-router'

/** The shop of the present page: it stands in the address, so that two tabs may show two shops. */
export function useShopId() {
  const route = useRoute()
  const shopId = computed(() => String(route.params.shopId ?? ''))
  const to = (path: string) => `/shops/${shopId.value}/${path}`
  return { shopId, to }
}
