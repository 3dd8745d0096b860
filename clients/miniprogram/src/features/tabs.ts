import { CART_TAB } from "@/features/routes";
import { locale, t } from "@/i18n";
import { setBadge, setTabText } from "@/platform/nav";
import { useCart } from "@/stores/cart";
import { useSession } from "@/stores/session";

/** pages.json has the Chinese names; another language is put over them. */
function labelTabs(): void {
  if (locale.value === "zh-Hans") return;
  (["tab.home", "tab.category", "tab.cart", "tab.me"] as const).forEach((key, index) => setTabText(index, t(key)));
}

/** For the onShow of tab pages: only there the bar can be drawn on. */
export async function refreshBadge(): Promise<void> {
  labelTabs();
  const cart = useCart();
  setBadge(CART_TAB, cart.pieces);
  if (!useSession().signedIn) return;
  await cart.load().catch(() => undefined);
  setBadge(CART_TAB, cart.pieces);
}
