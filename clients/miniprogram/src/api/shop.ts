import { call } from "@/api/http";
import type { HomePage, Region, Storefront, TextPage } from "@/api/types";

export const getShop = () => call<Storefront>({ method: "GET", path: "/shop", anonymous: true });
export const getHome = () => call<HomePage>({ method: "GET", path: "/home", anonymous: true });
export const getTextPage = (name: string) => call<TextPage>({ method: "GET", path: `/pages/${encodeURIComponent(name)}`, anonymous: true });
/** The whole tree, province to district. */
export const getRegions = () => call<{ items: Region[] }>({ method: "GET", path: "/regions", whole: true, anonymous: true });
