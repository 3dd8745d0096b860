import type { RouteRecordRaw } from 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Reached without log-in. */
    open?: boolean
    /** i18n key of the page's title. */
    title?: string
    /** The menu entry that is lit. */
    menu?: string
  }
}

const account: RouteRecordRaw[] = [
  {
    path: '/login',
    name: 'login',
    component: () => import('@/pages/account/LogIn.vue'),
    meta: { open: true, title: 'account.logIn' },
  },
  {
    path: '/sign-up',
    name: 'sign-up',
    component: () => import('@/pages/account/SignUp.vue'),
    meta: { open: true, title: 'account.signUp' },
  },
  {
    path: '/verify',
    name: 'verify',
    component: () => import('@/pages/account/VerifyEmail.vue'),
    meta: { open: true, title: 'account.verifying' },
  },
  {
    path: '/invitation',
    name: 'invitation',
    component: () => import('@/pages/account/InvitationPage.vue'),
    meta: { open: true, title: 'staff.accept.title' },
  },
  {
    path: '/advice',
    name: 'advice',
    component: () => import('@/pages/account/AdvicePage.vue'),
    meta: { open: true, title: 'advice.title' },
  },
  {
    path: '/forgot',
    name: 'forgot',
    component: () => import('@/pages/account/ForgotPassword.vue'),
    meta: { open: true, title: 'account.forgotTitle' },
  },
  {
    path: '/reset',
    name: 'reset',
    component: () => import('@/pages/account/ResetPassword.vue'),
    meta: { open: true, title: 'account.resetTitle' },
  },
  {
    path: '/platform/launches',
    name: 'platform-launches',
    component: () => import('@/pages/platform/LaunchesPage.vue'),
    meta: { title: 'launchMore.launches' },
  },
  {
    path: '/shops/new',
    name: 'new-shop',
    component: () => import('@/pages/account/CreateShop.vue'),
    meta: { title: 'account.shopTitle' },
  },
]

const goods: RouteRecordRaw[] = [
  {
    path: 'goods',
    name: 'goods',
    component: () => import('@/pages/goods/GoodsList.vue'),
    meta: { title: 'menu.goods', menu: 'goods' },
  },
  {
    path: 'goods/new',
    name: 'goods-new',
    component: () => import('@/pages/goods/GoodsEdit.vue'),
    meta: { title: 'goods.new', menu: 'goods' },
  },
  {
    path: 'goods/import',
    name: 'goods-import',
    component: () => import('@/pages/goods/GoodsImport.vue'),
    meta: { title: 'imports.title', menu: 'goods' },
  },
  {
    path: 'goods/:goodsId',
    name: 'goods-edit',
    component: () => import('@/pages/goods/GoodsEdit.vue'),
    meta: { title: 'goods.edit', menu: 'goods' },
  },
  {
    path: 'categories',
    name: 'categories',
    component: () => import('@/pages/goods/CategoryTree.vue'),
    meta: { title: 'goods.categories', menu: 'goods' },
  },
  {
    path: 'reviews',
    name: 'reviews',
    component: () => import('@/pages/goods/ReviewList.vue'),
    meta: { title: 'shop.reviews', menu: 'goods' },
  },
]

const orders: RouteRecordRaw[] = [
  {
    path: 'orders',
    name: 'orders',
    component: () => import('@/pages/orders/OrderList.vue'),
    meta: { title: 'menu.orders', menu: 'orders' },
  },
  {
    path: 'orders/:orderId',
    name: 'order',
    component: () => import('@/pages/orders/OrderPage.vue'),
    meta: { title: 'orders.detail', menu: 'orders' },
  },
  {
    path: 'aftersales',
    name: 'aftersales',
    component: () => import('@/pages/orders/AftersaleList.vue'),
    meta: { title: 'orders.aftersales', menu: 'orders' },
  },
  {
    path: 'members',
    name: 'members',
    component: () => import('@/pages/orders/MemberList.vue'),
    meta: { title: 'menu.members', menu: 'members' },
  },
]

const rest: RouteRecordRaw[] = [
  {
    path: 'overview',
    name: 'overview',
    component: () => import('@/pages/overview/OverviewPage.vue'),
    meta: { title: 'menu.overview', menu: 'overview' },
  },
  {
    path: 'launch/:step?',
    name: 'launch',
    component: () => import('@/pages/launch/LaunchPage.vue'),
    meta: { title: 'launch.title', menu: 'overview' },
  },
  {
    path: 'marketing',
    name: 'marketing',
    component: () => import('@/pages/marketing/CampaignsPage.vue'),
    meta: { title: 'campaigns.title', menu: 'marketing' },
  },
  {
    path: 'marketing/:campaignId',
    name: 'campaign',
    component: () => import('@/pages/marketing/CampaignPage.vue'),
    meta: { title: 'campaigns.one', menu: 'marketing' },
  },
  {
    path: 'data',
    name: 'data',
    component: () => import('@/pages/overview/DataPage.vue'),
    meta: { title: 'menu.data', menu: 'data' },
  },
  {
    path: 'money',
    name: 'money',
    component: () => import('@/pages/money/PaymentList.vue'),
    meta: { title: 'menu.money', menu: 'money' },
  },
  {
    path: 'shop/:part?',
    name: 'shop',
    component: () => import('@/pages/shop/ShopPage.vue'),
    meta: { title: 'menu.shop', menu: 'shop' },
  },
  {
    path: 'channels',
    name: 'channels',
    component: () => import('@/pages/channels/ChannelsPage.vue'),
    meta: { title: 'menu.channels', menu: 'channels' },
  },
  {
    path: 'releases',
    name: 'releases',
    component: () => import('@/pages/channels/ReleasesPage.vue'),
    meta: { title: 'releases.title', menu: 'channels' },
  },
  {
    path: 'settings/:part?',
    name: 'settings',
    component: () => import('@/pages/settings/SettingsPage.vue'),
    meta: { title: 'menu.settings', menu: 'settings' },
  },
]

export const routes: RouteRecordRaw[] = [
  ...account,
  { path: '/', name: 'home', component: () => import('@/pages/account/HomeDoor.vue') },
  {
    path: '/shops/:shopId',
    component: () => import('@/layouts/ShopLayout.vue'),
    redirect: (to) => ({ name: 'overview', params: to.params }),
    children: [...rest, ...goods, ...orders],
  },
  {
    path: '/:rest(.*)*',
    name: 'lost',
    component: () => import('@/pages/account/LostPage.vue'),
    meta: { open: true, title: 'lost.title' },
  },
]
