/**
 * The names of the storefront API as the server declares them. This file is the only place they come from: once the client generated
 * from openapi.json exists it becomes a re-export of that client's types. Ids are strings, `*_fen` integers of 1/100 yuan, times RFC 3339.
 */
export interface Page<T> {
  items: T[];
  next_cursor?: string;
}

export interface FieldFault {
  path: string;
  code: string;
  message: string;
}

export interface Problem {
  type?: string;
  title?: string;
  status: number;
  code: string;
  detail?: string;
  detail_en?: string;
  data?: { [key: string]: unknown };
  fields?: FieldFault[];
}

export interface Storefront {
  shop_id: string;
  slug: string;
  name: string;
  logo_url?: string;
  notice?: string;
  service_phone?: string;
  service_hours?: string;
  channels: { weapp?: { appid: string }; h5_wechat?: { appid: string } };
  weapp_code_url?: string;
  subscribe_templates: string[];
  bridge_url?: string;
  licence: { subject_name?: string; credit_code?: string; icp_number?: string; picture_url?: string };
  order_rules: { unpaid_minutes: number; auto_receive_days: number };
}

export interface HomeBanner {
  picture_url: string;
  link?: string;
}

export interface HomeIcon {
  picture_url: string;
  label: string;
  link?: string;
}

export interface HomePage {
  banners: HomeBanner[];
  icons: HomeIcon[];
  notice?: string;
}

export interface CategoryNode {
  id: string;
  name: string;
  picture_url?: string;
  children: CategoryNode[];
}

export interface GoodsCard {
  id: string;
  name: string;
  brief?: string;
  cover_url: string;
  price_fen: number;
  market_price_fen?: number;
  sold: number;
  tags: string[];
}

export type GoodsSort = "default" | "sales" | "new" | "price_asc" | "price_desc";

export interface NameValue {
  name: string;
  value: string;
}

export interface SpecValue {
  value: string;
  picture_url?: string;
}

export interface Spec {
  name: string;
  values: SpecValue[];
}

export interface Sku {
  id: string;
  spec_values: string[];
  price_fen: number;
  picture_url?: string;
}

export interface Service {
  code: string;
  title: string;
  text: string;
}

export interface GoodsDetail {
  id: string;
  name: string;
  brief?: string;
  pictures: string[];
  price_fen: number;
  max_price_fen: number;
  market_price_fen?: number;
  sold: number;
  unit: string;
  brand?: string;
  params: NameValue[];
  detail_html: string;
  specs: Spec[];
  skus: Sku[];
  services: Service[];
  freight: { text: string; free: boolean };
  limit_per_buyer?: number;
  status: "on_sale" | "off_sale";
}

export interface Review {
  id: string;
  nickname: string;
  avatar_url?: string;
  stars: number;
  text: string;
  /** Left out where there are none. */
  pictures?: string[];
  spec_text?: string;
  at: string;
  reply?: string;
}

export interface ReviewPage extends Page<Review> {
  summary: { count: number; good_percent: number };
}

export interface LiveGoods {
  available: number;
  skus: { [sku_id: string]: number };
}

export interface Live {
  goods: { [goods_id: string]: LiveGoods };
  favourites: string[];
}

export interface Words {
  words: string[];
}

export interface Region {
  code: string;
  name: string;
  children?: Region[];
}

export interface TextPage {
  title: string;
  html: string;
}

export interface Member {
  id: string;
  nickname: string;
  avatar_url?: string;
  phone_masked?: string;
  email_masked?: string;
}

export interface Session {
  token: string;
  expires_at: string;
  channel: "weapp" | "h5_wechat" | "h5_browser";
  member: Member;
  new: boolean;
}

export interface Counts {
  pending: number;
  to_ship: number;
  to_receive: number;
  to_review: number;
  aftersale: number;
  cart: number;
  favourites: number;
}

export interface AddressIn {
  name: string;
  phone: string;
  region_code: string;
  detail: string;
  is_default?: boolean;
}

export interface Address {
  id: string;
  name: string;
  phone: string;
  region_code: string;
  region_text: string;
  detail: string;
  is_default: boolean;
}

export interface ParsedAddress {
  name?: string;
  phone?: string;
  region_code?: string;
  region_text?: string;
  detail?: string;
}

export interface CartLine {
  id: string;
  goods_id: string;
  sku_id: string;
  name: string;
  spec_text: string;
  picture_url: string;
  price_fen: number;
  quantity: number;
  available: number;
  checked: boolean;
  state: "ok" | "off_sale" | "sold_out" | "short";
}

export interface Cart {
  lines: CartLine[];
  checked_count: number;
  checked_fen: number;
  freight_hint?: string;
}

export interface CartAdd {
  sku_id: string;
  quantity: number;
}

export interface CheckoutIn {
  source: "cart" | "now";
  sku_id?: string;
  quantity?: number;
  address_id?: string;
}

export interface PriceLine {
  kind: string;
  label: string;
  amount_fen: number;
  explain: string;
}

export interface QuoteLine {
  sku_id: string;
  goods_id: string;
  name: string;
  spec_text: string;
  picture_url: string;
  price_fen: number;
  quantity: number;
  amount_fen: number;
}

export interface QuoteProblem {
  code: string;
  message: string;
  sku_id?: string;
}

export interface Quote {
  lines: QuoteLine[];
  price_lines: PriceLine[];
  goods_fen: number;
  freight_fen: number;
  payable_fen: number;
  address?: Address;
  problems: QuoteProblem[];
  quote: string;
}

export interface OrderIn extends CheckoutIn {
  address_id: string;
  remark?: string;
  quote: string;
}
