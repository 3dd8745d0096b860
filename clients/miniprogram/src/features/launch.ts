import { signInSilently } from "@/features/identity";
import { useShop } from "@/stores/shop";

/** At start: the shop, and whoever can be known without asking. A failure here is met again, and told, where it matters. */
export function launch(): void {
  useShop()
    .load()
    .catch(() => undefined);
  void signInSilently();
}
