import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Page } from '@/api/types'

/** A list read page by page; what `<DataList>` draws. */
export interface CursorList<Row> {
  rows: Row[]
  loading: boolean
  loadingMore: boolean
  error: unknown
  atEnd: boolean
  more: () => void
  reload: () => void
}

/** `key` holds everything that the list depends on (shop, filters): a change of it starts anew from the first page. */
export function useCursorList<Row>(
  key: MaybeRefOrGetter<readonly unknown[]>,
  fetchPage: (cursor: string | undefined) => Promise<Page<Row>>,
) {
  const query = useInfiniteQuery({
    queryKey: computed(() => [...toValue(key)]),
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Row>) => page.next_cursor,
  })
  return computed<CursorList<Row>>(() => ({
    rows: query.data.value?.pages.flatMap((page) => page.items) ?? [],
    loading: query.isPending.value,
    loadingMore: query.isFetchingNextPage.value,
    error: query.error.value,
    atEnd: !query.hasNextPage.value,
    more: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  }))
}
