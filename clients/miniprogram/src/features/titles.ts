import { locale, t, type TextKey } from "@/i18n";
import { here, setTitle } from "@/platform/nav";

const TITLES: { [path: string]: TextKey } = {
  "/pages/category/index": "tab.category",
  "/pages/cart/index": "tab.cart",
  "/pages/me/index": "tab.me",
  "/pages/goods/index": "goods.detail",
  "/pages-shop/search/index": "search.go",
  "/pages-shop/reviews/index": "reviews.title",
  "/pages-shop/licence/index": "licence.title",
  "/pages-shop/service/index": "service.title",
  "/pages-shop/favourites/index": "favourites.title",
  "/pages-shop/footprints/index": "footprints.title",
  "/pages-order/checkout/index": "checkout.title",
  "/pages-order/cashier/index": "cashier.title",
  "/pages-order/paid/index": "paid.title",
  "/pages-order/list/index": "orders.title",
  "/pages-order/detail/index": "order.title",
  "/pages-order/review/index": "review.title",
  "/pages-order/refund/index": "refund.title",
  "/pages-order/aftersales/index": "aftersale.title",
  "/pages-order/aftersale/index": "aftersale.detail",
  "/pages-member/login/index": "login.title",
  "/pages-member/addresses/index": "address.title",
  "/pages-member/settings/index": "settings.title",
  "/pages-member/profile/index": "profile.title",
  "/pages-member/erase/index": "erase.title",
};

/** pages.json has the Chinese titles; another language is put over the one of the page on top. */
export function titleInLanguage(): void {
  const key = TITLES[here().split("?")[0] ?? ""];
  if (key && locale.value !== "zh-Hans") setTitle(t(key));
}
