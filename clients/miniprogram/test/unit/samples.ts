import type { OrderDetail } from "@/api/types";
import type { Address, GoodsDetail, LiveGoods, Quote, Session } from "@/api/types";

export const goods: GoodsDetail = {
  id: "g1",
  name: "粗陶茶壶",
  pictures: ["/media/a.webp", "/media/b.webp"],
  price_fen: 1990,
  max_price_fen: 2990,
  sold: 12,
  unit: "把",
  params: [],
  detail_html: "",
  specs: [
    { name: "颜色", values: [{ value: "青", picture_url: "/media/green.webp" }, { value: "赭" }] },
    { name: "容量", values: [{ value: "小" }, { value: "大" }] },
  ],
  skus: [
    { id: "s1", spec_values: ["青", "小"], price_fen: 1990 },
    { id: "s2", spec_values: ["青", "大"], price_fen: 2990 },
    { id: "s3", spec_values: ["赭", "小"], price_fen: 1990, picture_url: "/media/s3.webp" },
  ],
  services: [],
  freight: { text: "包邮", free: true },
  status: "on_sale",
};

export const live: LiveGoods = { available: 7, skus: { s1: 5, s2: 0, s3: 2 } };

export const address: Address = { id: "a1", name: "李小梅", phone: "13800001234", region_code: "330106", region_text: "浙江省 杭州市 西湖区", detail: "文三路 100 号", is_default: true };

export const quote = (goodsFen = 1990, freightFen = 1000): Quote => ({
  lines: [{ sku_id: "s1", goods_id: "g1", name: "粗陶茶壶", spec_text: "青 小", picture_url: "/media/a.webp", price_fen: goodsFen, quantity: 1, amount_fen: goodsFen }],
  price_lines: [
    { kind: "goods", label: "商品金额", amount_fen: goodsFen, explain: "" },
    { kind: "freight", label: "运费", amount_fen: freightFen, explain: "" },
  ],
  goods_fen: goodsFen,
  freight_fen: freightFen,
  payable_fen: goodsFen + freightFen,
  address,
  problems: [],
  quote: `q-${goodsFen}-${freightFen}`,
});

export const session = (token = "t1"): Session => ({ token, expires_at: "2999-01-01T00:00:00Z", channel: "h5_browser", member: { id: "m1", nickname: "小梅" }, new: false });

export const order = (more: Partial<OrderDetail> = {}): OrderDetail => ({
  id: "o1",
  order_no: "2026112400001",
  status: "pending",
  status_text: "待付款",
  created_at: "2026-11-24T06:00:00Z",
  timeline: [],
  lines: [],
  price_lines: [],
  goods_fen: 1990,
  freight_fen: 1000,
  payable_fen: 2990,
  address: { name: "李小梅", phone: "138", region_text: "", detail: "" },
  shipments: [],
  refunds: [],
  available_actions: ["pay", "cancel"],
  ...more,
});
