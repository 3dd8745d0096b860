import { sendBeacon } from "@/features/beacon";
import { signInSilently } from "@/features/identity";
import { isShowcase } from "@/features/profile";
import { useShop } from "@/stores/shop";

/** At start: the shop, and whoever can be known without asking. A failure here is met again, and told, where it matters. */
export function launch(): void {
  useShop()
    .load()
    .catch(() => undefined);
  sendBeacon();
  if (!isShowcase) void signInSilently();
}
