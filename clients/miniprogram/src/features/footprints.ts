import type { GoodsCard, GoodsDetail } from "@/api/types";
import { drop, keep, kept } from "@/platform/storage";

const MOST = 60;

/** What was looked at, newest first; on this device only. */
export const footprints = {
  list: (): GoodsCard[] => kept<GoodsCard[]>("footprints", []),

  add(goods: GoodsDetail): void {
    const card: GoodsCard = {
      id: goods.id,
      name: goods.name,
      brief: goods.brief,
      cover_url: goods.pictures[0] ?? "",
      price_fen: goods.price_fen,
      market_price_fen: goods.market_price_fen,
      sold: goods.sold,
      tags: [],
    };
    keep("footprints", [card, ...footprints.list().filter((each) => each.id !== goods.id)].slice(0, MOST));
  },

  clear: (): void => drop("footprints"),
};
