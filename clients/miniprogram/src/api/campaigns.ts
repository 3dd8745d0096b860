import { call } from "@/api/http";
import type { PosterIn, PosterView, TouchIn } from "@/api/types";
import { place } from "@/platform/place";

/** A visit; with a token the visitor becomes known as the member. Asked in passing: nobody signs in for it. */
export const sendTouch = (body: TouchIn) => call<void>({ method: "POST", path: "/touches", body, passing: true });
export const makePoster = (id: string, body: PosterIn) =>
  call<PosterView>({ method: "POST", path: `/goods/${encodeURIComponent(id)}/poster`, body, anonymous: true });
/** The picture of a share card; WeChat fetches it when somebody shares. */
export const cardAddress = (id: string) => `${place().origin}/api/storefront/v1/${place().slug}/goods/${encodeURIComponent(id)}/card.jpg`;
