import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, ref, watch } from 'vue'
import { getImport, startImport } from '@/api/goods'
import type { Import } from '@/api/types'
import { useAction } from '@/composables/useAction'

const POLL_MS = 1000
/** Nothing more happens to an import in one of these. */
const FINAL: ReadonlySet<Import['status']> = new Set(['done', 'failed'])

/** It ended before the last row was read. */
export const hasBroken = (run: Import) =>
  run.status === 'failed' || (isFinal(run) && run.rows_done < run.rows_total)
export const isFinal = (run: Import | undefined): boolean => run !== undefined && FINAL.has(run.status)

export function percentOf(run: Import): number {
  return run.rows_total === 0 ? 0 : Math.min(100, Math.floor((run.rows_done * 100) / run.rows_total))
}

/** Pictures go on being fetched after the rows are done. */
export const picturesLeft = (run: Import): number =>
  run.pictures_total - run.pictures_done - run.pictures_missing

/** One file on its way: chosen, dry run, then the real import, polled until it and its pictures are done. */
export function useImport(shopId: () => string) {
  const file = ref<File>()
  const runId = ref<string>()
  const sent = ref(0)
  const { busy, run } = useAction()
  const queries = useQueryClient()

  const { data } = useQuery({
    queryKey: computed(() => ['shop', shopId(), 'import', runId.value]),
    queryFn: () => getImport(shopId(), runId.value ?? ''),
    enabled: computed(() => runId.value !== undefined),
    staleTime: 0,
    refetchInterval: (query) => {
      const now = query.state.data
      return now && isFinal(now) && (now.dry_run || picturesLeft(now) <= 0) ? false : POLL_MS
    },
  })
  const current = computed(() => (runId.value === undefined ? undefined : data.value))

  watch(
    () => isFinal(current.value),
    (final) => {
      if (!final) return
      void queries.invalidateQueries({ queryKey: ['shop', shopId(), 'imports'] })
      void queries.invalidateQueries({ queryKey: ['shop', shopId(), 'goods'] })
    },
  )

  async function start(dryRun: boolean) {
    const chosen = file.value
    if (!chosen) return
    sent.value = 0
    const started = await run(() =>
      startImport(shopId(), chosen, dryRun, (percent) => (sent.value = percent)),
    )
    if (!started) return
    queries.setQueryData(['shop', shopId(), 'import', started.id], started)
    runId.value = started.id
  }

  function forget() {
    file.value = undefined
    runId.value = undefined
  }
  return { file, current, sent, busy, start, forget }
}
