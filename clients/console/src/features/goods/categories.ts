import { useQuery } from '@tanstack/vue-query'
import { listCategories } from '@/api/goods'
import type { CategoryNode } from '@/api/types'
import { useShopId } from '@/composables/useShopId'

export interface CategoryOption {
  value: string
  label: string
  children?: CategoryOption[]
}

/** The tree in the shape that the kit's tree and cascade pickers want. */
export function categoryOptions(nodes: CategoryNode[]): CategoryOption[] {
  return nodes.map((node) => ({
    value: node.id,
    label: node.name,
    ...(node.children.length > 0 ? { children: categoryOptions(node.children) } : {}),
  }))
}

export function useCategories() {
  const { shopId } = useShopId()
  return useQuery({
    queryKey: ['shop', shopId.value, 'categories'],
    queryFn: () => listCategories(shopId.value),
  })
}
