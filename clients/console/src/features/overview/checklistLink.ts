import type { Router } from 'vue-router'

/**
 * The console page that a checklist item leads to. The server names it from the console's root ("/console/…"), from
 * the shop ("/goods/new") or whole; what leads to no page of the shop falls back to the overview.
 */
export function checklistPath(link: string, shopBase: string, router: Pick<Router, 'resolve'>): string {
  const path = link.replace(/^\/console(?=\/|$)/, '').replace(/^\/+/, '/')
  const candidates = [path, `${shopBase}/${path.replace(/^\//, '')}`].filter((one) =>
    one.startsWith(`${shopBase}/`),
  )
  return candidates.find((one) => router.resolve(one).name !== 'lost') ?? `${shopBase}/overview`
}
