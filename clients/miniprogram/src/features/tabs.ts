import { isShowcase } from "@/features/profile";
import { CART_TAB } from "@/features/routes";
import { locale, t, type TextKey } from "@/i18n";
import { setBadge, setTabText } from "@/platform/nav";
import { useCart } from "@/stores/cart";
import { useSession } from "@/stores/session";

/** pages.json has the Chinese names; another language is put over them. */
function labelTabs(): void {
  if (locale.value === "zh-Hans") return;
  const keys: TextKey[] = isShowcase ? ["tab.home", "tab.category", "tab.me"] : ["tab.home", "tab.category", "tab.cart", "tab.me"];
  keys.forEach((key, index) => setTabText(index, t(key)));
}

/** For the onShow of tab pages: only there the bar can be drawn on. */
export async function refreshBadge(): Promise<void> {
  labelTabs();
  if (isShowcase) return;
  const cart = useCart();
  setBadge(CART_TAB, cart.pieces);
  if (!useSession().signedIn) return;
  await cart.load().catch(() => undefined);
  setBadge(CART_TAB, cart.pieces);
}
