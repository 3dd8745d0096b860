import { call } from "@/api/http";
import type { CategoryNode, GoodsCard, GoodsDetail, GoodsSort, Live, Page, ReviewPage, Words } from "@/api/types";

export interface GoodsQuery {
  category?: string;
  q?: string;
  sort?: GoodsSort;
  cursor?: string;
  limit?: number;
}

export const getCategories = () => call<{ items: CategoryNode[] }>({ method: "GET", path: "/categories", anonymous: true });
export const listGoods = (query: GoodsQuery) => call<Page<GoodsCard>>({ method: "GET", path: "/goods", query: { ...query }, anonymous: true });
export const getGoods = (id: string) => call<GoodsDetail>({ method: "GET", path: `/goods/${encodeURIComponent(id)}`, anonymous: true });
export const listReviews = (id: string, cursor?: string, limit?: number) =>
  call<ReviewPage>({ method: "GET", path: `/goods/${encodeURIComponent(id)}/reviews`, query: { cursor, limit }, anonymous: true });
/** Never cached; with a token `favourites` is the member's. At most 50 ids. */
export const getLive = (ids: string[]) => call<Live>({ method: "GET", path: "/live", query: { ids: ids.join(",") }, passing: true });
export const getHotWords = () => call<Words>({ method: "GET", path: "/search/hot", anonymous: true });
export const suggest = (q: string) => call<Words>({ method: "GET", path: "/search/suggest", query: { q }, anonymous: true });
