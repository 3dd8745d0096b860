import { call } from "@/api/http";
import type { AftersaleBrief, OrderCard, OrderDetail, OrderTab, PayTicket, ReviewIn } from "@/api/types";
import type { Cart, CheckoutIn, OrderIn, Page, Quote } from "@/api/types";

export type PayChannel = "weapp" | "h5_wechat";

export const previewCheckout = (body: CheckoutIn) => call<Quote>({ method: "POST", path: "/checkout/preview", body });
/** 409 `quote_changed` carries the new quote in `data.quote`, 409 `out_of_stock` the lines in `data.lines`. */
export const placeOrder = (body: OrderIn, key: string) => call<OrderDetail>({ method: "POST", path: "/orders", body, key });
export const listOrders = (tab: OrderTab, cursor?: string) => call<Page<OrderCard>>({ method: "GET", path: "/orders", query: { tab, cursor } });
export const getOrder = (id: string) => call<OrderDetail>({ method: "GET", path: `/orders/${id}` });
export const payOrder = (id: string, channel: PayChannel) => call<PayTicket>({ method: "POST", path: `/orders/${id}/pay`, body: { channel } });
/** One fen for the merchant's own proof, by the token of the link that the console showed. */
export const payProof = (token: string) => call<PayTicket>({ method: "POST", path: "/payment-proofs/pay", body: { token } });
/** The server asks WeChat; what the client believes plays no part. */
export const checkPayment = (id: string) => call<OrderDetail>({ method: "POST", path: `/orders/${id}/pay/check` });
export const cancelOrder = (id: string, reason: string) => call<OrderDetail>({ method: "POST", path: `/orders/${id}/cancel`, body: { reason } });
export const confirmOrder = (id: string) => call<OrderDetail>({ method: "POST", path: `/orders/${id}/confirm` });
export const buyAgain = (id: string) => call<Cart>({ method: "POST", path: `/orders/${id}/buy-again` });
export const reviewOrder = (id: string, items: ReviewIn[], key: string) =>
  call<OrderDetail>({ method: "POST", path: `/orders/${id}/reviews`, body: { items }, key });
export const applyAftersale = (id: string, body: { reason: string; note?: string }, key: string) =>
  call<AftersaleBrief>({ method: "POST", path: `/orders/${id}/aftersales`, body, key });
export const cancelAftersale = (id: string) => call<AftersaleBrief>({ method: "POST", path: `/aftersales/${id}/cancel` });
