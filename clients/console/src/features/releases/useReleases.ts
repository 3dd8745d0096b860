import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { askCoach, getCode, getPackage, listPackages, listReviews } from '@/api/releases'
import type { CodeReviewRow, PackageRow } from '@/api/types'
import { useShopId } from '@/composables/useShopId'

const POLL_MS = 1500
const MOVING: ReadonlySet<string> = new Set(['queued', 'building', 'uploading'])
const SHOWN = 10

export const isMoving = (status: string) => MOVING.has(status)
export const isBuilt = (row: PackageRow) => row.status === 'built'
export const hasFailed = (row: PackageRow) => row.status === 'failed'
export const isGray = (row: CodeReviewRow) => row.status === 'gray'
export const canSpeedUp = (row: CodeReviewRow) => row.granted && row.status === 'submitted' && !row.sped_up

type Tone = 'success' | 'warning' | 'danger' | 'info' | 'primary'
const TONES: Record<string, Tone> = {
  uploaded: 'success',
  built: 'primary',
  refused: 'danger',
  failed: 'danger',
  passed: 'success',
  released: 'success',
  rejected: 'danger',
  delayed: 'warning',
  submitted: 'primary',
  gray: 'warning',
}
export const toneOf = (status: string): Tone => TONES[status] ?? 'info'

/** Everything of the page of versions; one `refresh` for all of it. */
export function useReleases() {
  const { shopId } = useShopId()
  const queries = useQueryClient()
  const root = ['shop', shopId.value, 'releases']
  const code = useQuery({ queryKey: [...root, 'code'], queryFn: () => getCode(shopId.value) })
  const packages = useQuery({
    queryKey: [...root, 'packages'],
    queryFn: () => listPackages(shopId.value, { limit: SHOWN }),
    refetchInterval: (query) => {
      const rows: PackageRow[] = query.state.data?.items ?? []
      return rows.some((row) => isMoving(row.status)) ? POLL_MS : false
    },
  })
  const reviews = useQuery({
    queryKey: [...root, 'reviews'],
    queryFn: () => listReviews(shopId.value, { limit: SHOWN }),
  })
  return { shopId, code, packages, reviews, refresh: () => queries.invalidateQueries({ queryKey: root }) }
}

export function usePackage(id: () => string | undefined) {
  const { shopId } = useShopId()
  return useQuery({
    queryKey: computed(() => ['shop', shopId.value, 'releases', 'package', id()]),
    queryFn: () => getPackage(shopId.value, id() ?? ''),
    enabled: computed(() => id() !== undefined),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data && isMoving(query.state.data.status) ? POLL_MS : false),
  })
}

export function useCoach() {
  const { shopId } = useShopId()
  return useQuery({
    queryKey: ['shop', shopId.value, 'releases', 'coach'],
    queryFn: () => askCoach(shopId.value),
  })
}

/** Words that the server sends in both languages: `field(thing, 'title')` is the reader's. */
export function useBoth() {
  const { locale } = useI18n()
  return (zh: string | undefined, en: string | undefined) => (locale.value === 'en' ? en : zh) ?? ''
}

/** `console:/goods` is a page of ours, `mp:菜单 → 菜单` a menu of WeChat's console. */
export function placeOf(where: string | undefined): { page?: string; menu?: string } {
  if (where?.startsWith('console:/')) return { page: PAGES[where] ?? where.slice('console:/'.length) }
  return where?.startsWith('mp:') ? { menu: where.slice('mp:'.length) } : {}
}
const PAGES: Record<string, string> = {
  'console:/payments': 'channels',
  'console:/decoration': 'shop',
}

/** A file that the server made, saved by the browser. */
export function saveFile(content: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

export const isOpenReview = (row: CodeReviewRow | undefined) =>
  row !== undefined && ['submitted', 'delayed'].includes(row.status)
