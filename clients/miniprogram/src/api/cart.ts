import { call } from "@/api/http";
import type { Cart, CartAdd } from "@/api/types";

export const getCart = () => call<Cart>({ method: "GET", path: "/cart", passing: true });
export const addLine = (line: CartAdd) => call<Cart>({ method: "POST", path: "/cart/lines", body: line });
export const patchLine = (id: string, change: { quantity?: number; checked?: boolean }) =>
  call<Cart>({ method: "PATCH", path: `/cart/lines/${id}`, body: change });
export const dropLine = (id: string) => call<Cart>({ method: "DELETE", path: `/cart/lines/${id}` });
export const checkAll = (checked: boolean) => call<Cart>({ method: "POST", path: "/cart/check-all", body: { checked } });
/** Adds the lines of a guest's cart to the member's; called once, right after log-in. */
export const mergeCart = (lines: CartAdd[]) => call<Cart>({ method: "POST", path: "/cart/merge", body: { lines } });
