import { computed, ref, shallowRef } from "vue";

import { getGoods, getLive, listReviews } from "@/api/goods";
import { addFavourite, dropFavourite } from "@/api/member";
import type { GoodsDetail, LiveGoods, ReviewPage } from "@/api/types";
import { faultText } from "@/features/faults";
import { useLoad } from "@/features/feed";
import { footprints } from "@/features/footprints";
import { ensureMember } from "@/features/identity";
import { open, routes } from "@/features/routes";
import { firstPick, matchSku, pictureOf, specText, type Picked } from "@/features/sku";
import { t } from "@/i18n";
import { say } from "@/platform/ui";
import { useCart } from "@/stores/cart";

export type BuyIntent = "cart" | "now" | "either";

/** A product page: the goods itself may come from a cache, stock and hearts are asked for anew each time. */
export function useProduct() {
  const id = ref("");
  const live = shallowRef<LiveGoods | null>(null);
  const reviews = shallowRef<ReviewPage | null>(null);
  const favourite = ref(false);
  const picked = ref<Picked>([]);
  const quantity = ref(1);
  const sheet = ref<BuyIntent | null>(null);
  const { value: goods, state, trouble, load } = useLoad(() => getGoods(id.value));
  const sku = computed(() => (goods.value ? matchSku(goods.value, picked.value) : null));
  const soldOut = computed(() => live.value !== null && live.value.available <= 0);
  const onSale = computed(() => goods.value?.status === "on_sale");

  async function start(goodsId: string): Promise<void> {
    id.value = goodsId;
    await load();
    if (!goods.value) return;
    picked.value = firstPick(goods.value);
    footprints.add(goods.value);
    await Promise.all([refreshLive(), loadReviews()]);
  }

  async function refreshLive(): Promise<void> {
    const answer = await getLive([id.value]).catch(() => null);
    if (!answer) return;
    live.value = answer.goods[id.value] ?? { available: 0, skus: {} };
    favourite.value = answer.favourites.includes(id.value);
  }

  async function loadReviews(): Promise<void> {
    reviews.value = await listReviews(id.value, undefined, 2).catch(() => null);
  }

  async function toggleFavourite(): Promise<void> {
    if (!(await ensureMember())) return;
    const want = !favourite.value;
    try {
      await (want ? addFavourite(id.value) : dropFavourite(id.value));
      favourite.value = want;
      say(t(want ? "goods.favoured" : "goods.unfavoured"));
    } catch (fault) {
      say(faultText(fault));
    }
  }

  async function confirm(intent: "cart" | "now"): Promise<void> {
    if (!goods.value || !sku.value) return;
    if (intent === "now") {
      const to = routes.checkoutNow(sku.value.id, quantity.value);
      sheet.value = null;
      if (await ensureMember(to)) open(to);
      return;
    }
    await addToCart(goods.value);
  }

  async function addToCart(to: GoodsDetail): Promise<void> {
    const chosen = sku.value;
    if (!chosen) return;
    try {
      await useCart().add({
        goods_id: to.id,
        sku_id: chosen.id,
        name: to.name,
        spec_text: specText(chosen),
        picture_url: pictureOf(to, picked.value),
        price_fen: chosen.price_fen,
        quantity: quantity.value,
        available: live.value?.skus[chosen.id] ?? 999,
      });
      sheet.value = null;
      say(t("goods.added"));
    } catch (fault) {
      say(faultText(fault));
    }
  }

  return { goods, state, trouble, live, reviews, favourite, picked, quantity, sheet, sku, soldOut, onSale, start, refreshLive, toggleFavourite, confirm };
}
