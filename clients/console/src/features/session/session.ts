import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import * as auth from '@/api/auth'
import { bindSession } from '@/api/http'
import { ApiError } from '@/api/problem'
import type { Me, ShopBrief } from '@/api/types'

const LAST_SHOP = 'xp_last_shop'

/** Who is logged in. The cookie itself is HttpOnly; here are only the names and the CSRF token. */
export const useSession = defineStore('session', () => {
  const me = ref<Me>()
  /** False until the server was asked once whether the cookie is good. */
  const asked = ref(false)
  const signedOutListeners: (() => void)[] = []

  const shops = computed<ShopBrief[]>(() => me.value?.shops ?? [])

  function take(value: Me): Me {
    me.value = value
    asked.value = true
    return value
  }

  /** Asks the server once; resolves to whether somebody is logged in. Network failures are thrown. */
  async function restore(): Promise<boolean> {
    if (asked.value) return me.value !== undefined
    try {
      take(await auth.me())
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      asked.value = true
    }
    return me.value !== undefined
  }

  /** Asks again: a shop was joined or left, or a role has changed. */
  async function refresh(): Promise<void> {
    take(await auth.me())
  }

  async function logOut(): Promise<void> {
    await auth.logOut()
    me.value = undefined
  }

  async function createShop(name: string, slug?: string): Promise<ShopBrief> {
    const shop = await auth.createShop(name, slug)
    if (me.value) me.value = { ...me.value, shops: [...me.value.shops, shop] }
    return shop
  }

  /** The shop to open after log-in: the one used last, else the first. */
  function homeShop(): ShopBrief | undefined {
    const last = localStorage.getItem(LAST_SHOP)
    return shops.value.find((shop) => shop.id === last) ?? shops.value[0]
  }
  function remember(shopId: string): void {
    localStorage.setItem(LAST_SHOP, shopId)
  }
  function onSignedOut(listener: () => void): void {
    signedOutListeners.push(listener)
  }

  bindSession({
    csrfToken: () => me.value?.csrf_token ?? '',
    refreshCsrf: async () => take(await auth.me()).csrf_token,
    signedOut: () => {
      if (me.value === undefined) return
      me.value = undefined
      signedOutListeners.forEach((listener) => listener())
    },
  })

  return { me, asked, shops, take, restore, refresh, logOut, createShop, homeShop, remember, onSignedOut }
})
