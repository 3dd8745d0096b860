import {
  Connection,
  DataAnalysis,
  Goods,
  HomeFilled,
  List,
  Present,
  Setting,
  Shop,
  User,
  Wallet,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'
import { onlyPage } from '@/features/session/roles'

export interface MenuEntry {
  name: string
  icon: Component
}

/** The menu from top to bottom; `name` is the route's name and the key of its word. */
export const MENU: MenuEntry[] = [
  { name: 'overview', icon: HomeFilled },
  { name: 'goods', icon: Goods },
  { name: 'orders', icon: List },
  { name: 'members', icon: User },
  { name: 'marketing', icon: Present },
  { name: 'data', icon: DataAnalysis },
  { name: 'money', icon: Wallet },
  { name: 'shop', icon: Shop },
  { name: 'channels', icon: Connection },
  { name: 'settings', icon: Setting },
]

/** What somebody's role has work in. */
export function menuOf(role: string | undefined): MenuEntry[] {
  const page = onlyPage(role)
  return page === undefined ? MENU : [{ name: page, icon: Connection }]
}
