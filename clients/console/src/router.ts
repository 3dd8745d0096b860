import type { QueryClient } from '@tanstack/vue-query'
import { createRouter, createWebHistory, type RouteLocationNormalized, type Router } from 'vue-router'
import { useSession } from '@/features/session/session'
import { say } from '@/i18n'
import { routes } from '@/routes'

/** Where a guest is sent back to after log-in; only paths inside the console are believed. */
export function safeNext(next: unknown): string | undefined {
  return typeof next === 'string' && next.startsWith('/') && !next.startsWith('//') ? next : undefined
}

async function guard(to: RouteLocationNormalized) {
  if (to.meta.open) return true
  const session = useSession()
  if (!(await session.restore())) return { name: 'login', query: { next: to.fullPath } }
  return true
}

export function makeRouter(queries: QueryClient): Router {
  const router = createRouter({
    history: createWebHistory(import.meta.env.BASE_URL),
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
  router.beforeEach(guard)
  router.afterEach((to) => {
    const title = to.meta.title ? say(to.meta.title) : ''
    document.title = title ? `${title} · ${say('app.name')}` : `${say('app.name')} · ${say('app.console')}`
  })
  useSessionEnd(router, queries)
  return router
}

function useSessionEnd(router: Router, queries: QueryClient): void {
  const session = useSession()
  session.onSignedOut(() => {
    queries.clear()
    void router.push({ name: 'login', query: { next: router.currentRoute.value.fullPath } })
  })
}
