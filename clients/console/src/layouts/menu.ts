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
