import { isShowcase } from "@/features/profile";
import { go, toTab } from "@/platform/nav";

/** Every address inside the mall, in one place. */
export const TABS = ["/pages/home/index", "/pages/category/index", "/pages/cart/index", "/pages/me/index"] as const;

export const CART_TAB = 2;

const withQuery = (path: string, query: { [name: string]: string | number | undefined }) => {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return pairs.length ? `${path}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join("&")}` : path;
};

export const routes = {
  goods: (id: string) => withQuery(isShowcase ? "/pages-shop/work/index" : "/pages/goods/index", { id }),
  search: (q?: string) => withQuery("/pages-shop/search/index", { q }),
  list: (query: { category?: string; q?: string; title?: string }) => withQuery("/pages-shop/list/index", query),
  reviews: (id: string) => withQuery("/pages-shop/reviews/index", { id }),
  text: (name: string) => withQuery("/pages-shop/text/index", { name }),
  licence: () => "/pages-shop/licence/index",
  service: () => "/pages-shop/service/index",
  favourites: () => "/pages-shop/favourites/index",
  footprints: () => "/pages-shop/footprints/index",
  checkoutCart: () => "/pages-order/checkout/index?source=cart",
  checkoutNow: (sku_id: string, quantity: number) => withQuery("/pages-order/checkout/index", { source: "now", sku_id, quantity }),
  cashier: (id: string) => withQuery("/pages-order/cashier/index", { id }),
  paid: (id: string) => withQuery("/pages-order/paid/index", { id }),
  proof: (token: string) => withQuery("/pages-order/proof/index", { token }),
  orders: (tab: string) => withQuery("/pages-order/list/index", { tab }),
  order: (id: string) => withQuery("/pages-order/detail/index", { id }),
  review: (id: string) => withQuery("/pages-order/review/index", { id }),
  applyRefund: (id: string) => withQuery("/pages-order/refund/index", { id }),
  aftersales: () => "/pages-order/aftersales/index",
  aftersale: (orderId: string) => withQuery("/pages-order/aftersale/index", { id: orderId }),
  login: (to?: string) => withQuery("/pages-member/login/index", { to }),
  addresses: (pick?: boolean) => withQuery("/pages-member/addresses/index", { pick: pick ? 1 : undefined }),
  address: (id?: string) => withQuery("/pages-member/address/index", { id }),
  settings: () => "/pages-member/settings/index",
  profile: () => "/pages-member/profile/index",
  erase: () => "/pages-member/erase/index",
};

export function open(url: string): void {
  const path = url.split("?")[0] ?? "";
  if ((TABS as readonly string[]).includes(path)) toTab(path);
  else go(url);
}
