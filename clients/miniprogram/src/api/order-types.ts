/** Orders and what follows them; the same rule as `types.ts`: replaced by the generated client's types. */
import type { PriceLine } from "@/api/types";

export type OrderTab = "all" | "pending" | "to_ship" | "to_receive" | "to_review" | "aftersale";

export interface OrderLine {
  id: string;
  goods_id: string;
  sku_id: string;
  name: string;
  spec_text: string;
  picture_url: string;
  price_fen: number;
  quantity: number;
  amount_fen: number;
  reviewed: boolean;
}

export interface OrderCard {
  id: string;
  order_no: string;
  status: string;
  status_text: string;
  created_at: string;
  pay_deadline_at?: string;
  lines: OrderLine[];
  item_count: number;
  payable_fen: number;
  available_actions: string[];
}

export interface TimelineStep {
  action: string;
  text: string;
  at: string;
  actor?: string;
}

export interface Shipment {
  id: string;
  carrier_code: string;
  carrier_name: string;
  tracking_no: string;
  shipped_at: string;
}

export interface RefundBrief {
  amount_fen: number;
  status: string;
  at: string;
}

export interface AftersaleBrief {
  id: string;
  order_id: string;
  status: "requested" | "refunding" | "refunded" | "refused" | "cancelled";
  reason: string;
  amount_fen: number;
  created_at: string;
  answer?: string;
}

export interface OrderDetail {
  id: string;
  order_no: string;
  status: "pending" | "closing" | "paid" | "shipped" | "completed" | "closed";
  status_text: string;
  created_at: string;
  pay_deadline_at?: string;
  paid_at?: string;
  auto_receive_at?: string;
  closed_reason?: string;
  timeline: TimelineStep[];
  lines: OrderLine[];
  price_lines: PriceLine[];
  goods_fen: number;
  freight_fen: number;
  payable_fen: number;
  address: { name: string; phone: string; region_text: string; detail: string };
  remark?: string;
  shipments: Shipment[];
  aftersale?: AftersaleBrief;
  refunds: RefundBrief[];
  available_actions: string[];
}

export interface PayParams {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

export interface PayTicket {
  payment_id: string;
  channel: string;
  appid: string;
  params: PayParams;
}

export interface ReviewIn {
  line_id: string;
  stars: number;
  text: string;
}
