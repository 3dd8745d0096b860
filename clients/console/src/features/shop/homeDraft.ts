import type { HomeIn, HomeView } from '@/api/types'
import { randomKey } from '@/lib/keys'

/** A picture of the home page with where it leads; `label` for icons only. */
export interface HomeItem {
  key: string
  picture?: string
  url?: string
  label: string
  link: string
}
export interface HomeDraft {
  banners: HomeItem[]
  icons: HomeItem[]
  notice: string
}

export const MOST_BANNERS = 8
export const MOST_ICONS = 10
export const newItem = (): HomeItem => ({ key: randomKey(), label: '', link: '' })

export function homeDraft(view: HomeView): HomeDraft {
  const item = (one: { picture: string; picture_url: string; label?: string; link?: string }): HomeItem => ({
    key: randomKey(),
    picture: one.picture,
    url: one.picture_url,
    label: one.label ?? '',
    link: one.link ?? '',
  })
  return { banners: view.banners.map(item), icons: view.icons.map(item), notice: view.notice ?? '' }
}

/** What is missing, as a message key. */
export function homeFault(draft: HomeDraft): string | undefined {
  if ([...draft.banners, ...draft.icons].some((item) => !item.picture)) return 'shop.deco.needPicture'
  if (draft.icons.some((icon) => icon.label.trim() === '')) return 'shop.deco.needLabel'
  return undefined
}

export function homeIn(draft: HomeDraft): HomeIn {
  const link = (item: HomeItem) => (/^[a-z]+:.+$/.test(item.link) ? item.link : undefined)
  return {
    banners: draft.banners.map((item) => ({ picture: item.picture ?? '', link: link(item) })),
    icons: draft.icons.map((item) => ({
      picture: item.picture ?? '',
      label: item.label.trim(),
      link: link(item),
    })),
    notice: draft.notice.trim() || undefined,
  }
}
