import { call } from "@/api/http";
import type { Address, AddressIn, Counts, GoodsCard, Member, Page, ParsedAddress, Session } from "@/api/types";

export const loginWeapp = (code: string) => call<Session>({ method: "POST", path: "/auth/weapp", body: { code }, anonymous: true });
export const startH5Wechat = (redirect_uri: string) =>
  call<{ authorize_url: string }>({ method: "POST", path: "/auth/h5-wechat/start", body: { redirect_uri }, anonymous: true });
export const loginH5Wechat = (code: string, state: string) =>
  call<Session>({ method: "POST", path: "/auth/h5-wechat", body: { code, state }, anonymous: true });
export const mailCode = (email: string) => call<object>({ method: "POST", path: "/auth/email-code", body: { email }, anonymous: true });
export const loginEmail = (email: string, code: string) =>
  call<Session>({ method: "POST", path: "/auth/email", body: { email, code }, anonymous: true });
export const logout = () => call<void>({ method: "POST", path: "/auth/logout" });

export const getMe = () => call<Member>({ method: "GET", path: "/me" });
export const patchMe = (nickname: string) => call<Member>({ method: "PATCH", path: "/me", body: { nickname } });
/** Throws 409 `open_orders` while orders are under way. */
export const eraseMe = () => call<void>({ method: "DELETE", path: "/me" });
export const bindPhone = (code: string) => call<Member>({ method: "POST", path: "/me/phone", body: { code } });
export const getCounts = () => call<Counts>({ method: "GET", path: "/me/counts", passing: true });

export const listFavourites = (cursor?: string) => call<Page<GoodsCard>>({ method: "GET", path: "/favourites", query: { cursor } });
export const addFavourite = (id: string) => call<void>({ method: "PUT", path: `/favourites/${encodeURIComponent(id)}` });
export const dropFavourite = (id: string) => call<void>({ method: "DELETE", path: `/favourites/${encodeURIComponent(id)}` });

export const listAddresses = () => call<{ items: Address[] }>({ method: "GET", path: "/addresses" });
export const addAddress = (body: AddressIn) => call<Address>({ method: "POST", path: "/addresses", body });
export const putAddress = (id: string, body: AddressIn) => call<Address>({ method: "PUT", path: `/addresses/${id}`, body });
export const dropAddress = (id: string) => call<void>({ method: "DELETE", path: `/addresses/${id}` });
export const parseAddress = (text: string) => call<ParsedAddress>({ method: "POST", path: "/addresses/parse", body: { text } });
/** What the shopper answered on the subscribe sheet; a refusal is an answer too. */
export const reportSubscriptions = (results: { [template_id: string]: "accept" | "reject" }) =>
  call<void>({ method: "POST", path: "/subscriptions", body: { results } });
