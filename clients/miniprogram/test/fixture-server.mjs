// A stand-in for the mall's server while pages are drawn: the storefront API over the demo's catalogue, in memory, plus the built H5 mall.
// For development only:  node test/fixture-server.mjs [port]    then open http://127.0.0.1:8788/s/demo/  (?wx=1: as inside WeChat)
import { existsSync, readFileSync, statSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { byId, cardOf, categories, goods, home, picture, regions, regionText, shop, skuOf } from "./fixture/shop.mjs";
import { Member, Problem } from "./fixture/trade.mjs";

const PORT = Number(process.argv[2] ?? 8788);
const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), "../dist/build/h5");
const members = new Map();
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".png": "image/png" };
// As strict as the mall's own server.
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'self'";
// Stands for WeChat's bridge: pays at once, or as window.__pay says ("cancel").
const BRIDGE = `window.WeixinJSBridge={invoke(name,args,done){const how=window.__pay||"ok";(how==="ok"?fetch("/fixture/paid",{method:"POST",body:args.package}):Promise.resolve()).then(()=>done({err_msg:"get_brand_wcpay_request:"+how}))}};`;

function session(channel, name) {
  const token = `t-${channel}-${name}`;
  const known = members.has(token);
  if (!known) members.set(token, new Member(`m${members.size + 1}`, channel));
  return { token, expires_at: new Date(Date.now() + 7 * 86_400_000).toISOString(), channel, member: members.get(token).profile, new: !known };
}

const page = (items, query) => {
  const from = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 20);
  return { items: items.slice(from, from + limit), ...(from + limit < items.length ? { next_cursor: String(from + limit) } : {}) };
};

function listGoods(query) {
  const word = query.get("q");
  const wanted = goods.filter((one) => (!query.get("category") || one.categories.includes(query.get("category"))) && (!word || one.detail.name.includes(word)));
  const by = { price_asc: (a, b) => a.detail.price_fen - b.detail.price_fen, price_desc: (a, b) => b.detail.price_fen - a.detail.price_fen, sales: (a, b) => b.detail.sold - a.detail.sold }[query.get("sort")];
  return page((by ? [...wanted].sort(by) : wanted).map(cardOf), query);
}

function live(query, me) {
  const ids = (query.get("ids") ?? "").split(",").filter((id) => byId.has(id));
  const entry = (id) => [id, { available: Object.values(byId.get(id).stock).reduce((sum, each) => sum + each, 0), skus: byId.get(id).stock }];
  return { goods: Object.fromEntries(ids.map(entry)), favourites: me ? ids.filter((id) => me.favourites.has(id)) : [] };
}

function reviewsOf(id, query) {
  const all = byId.get(id).reviews;
  const good = all.filter((review) => review.stars >= 4).length;
  return { ...page(all, query), summary: { count: all.length, good_percent: all.length ? Math.round((good * 100) / all.length) : 100 } };
}

function parse(text) {
  const phone = /1\d{10}/.exec(text)?.[0];
  const district = regions.flatMap((province) => province.children.flatMap((city) => city.children)).find((each) => text.includes(each.name));
  const name = text.trim().split(/\s+/)[0];
  return { name, phone, ...(district ? { region_code: district.code, region_text: regionText(district.code), detail: text.split(district.name).pop().trim() } : {}) };
}

function ticket(order, channel) {
  return { payment_id: `p-${order.id}`, channel, appid: "wx0000000000000002", params: { timeStamp: "1", nonceStr: "n", package: `prepay_id=${order.id}`, signType: "RSA", paySign: "s" } };
}

/** Public routes first; what falls through needs a member. Gives undefined for an unknown route. */
function open(method, at, query, body, me, wechat) {
  const [one, two, three] = at;
  if (method === "GET" && one === "shop") return shop("demo", wechat);
  if (method === "GET" && one === "home") return home;
  if (method === "GET" && one === "categories") return { items: categories };
  if (method === "POST" && one === "touches") return null;
  if (method === "POST" && three === "poster") return { url: byId.get(two).detail.pictures[0], width: 750, height: 1334 };
  if (method === "GET" && one === "live") return live(query, me);
  if (method === "GET" && one === "goods" && !two) return listGoods(query);
  if (method === "GET" && one === "goods") {
    if (!byId.has(two)) throw new Problem(404, "not_found", "商品不存在或已下架");
    return three === "reviews" ? reviewsOf(two, query) : byId.get(two).detail;
  }
  if (method === "GET" && one === "search") return { words: two === "hot" ? ["茶壶", "香薰", "抱枕", "曲奇", "台灯"] : goods.map((each) => each.detail.name).filter((name) => name.includes(query.get("q"))).slice(0, 8) };
  if (method === "GET" && one === "pages") return { title: { privacy: "隐私政策", agreement: "用户协议", "after-sale": "售后说明", about: "关于我们" }[two] ?? two, html: "<h3>说明</h3><p>这里是商家填写的内容。我们只收集完成交易所需的信息。</p>" };
  if (one !== "auth" || two === "logout") return undefined;
  if (two === "weapp") return session("weapp", body.code.slice(0, 6));
  if (two === "h5-wechat") return three === "start" ? { authorize_url: `${body.redirect_uri}?wx=1&code=fixture&state=s1` } : session("h5_wechat", "wx");
  if (two === "email-code") return {};
  if (body.code !== "123456") throw new Problem(422, "invalid_input", "验证码不对");
  return session("h5_browser", body.email);
}

function trade(method, at, query, body, me) {
  const [one, two, three] = at;
  const does = `${method} ${one}${three ? `/${three}` : ""}`;
  if (does === "GET me" && two === "counts") return me.counts();
  if (one === "me") return method === "PATCH" ? Object.assign(me.profile, body) : two === "phone" ? Object.assign(me.profile, { phone_masked: "138****0000" }) : me.profile;
  if (does === "GET favourites") return page(goods.filter((each) => me.favourites.has(each.id)).map(cardOf), query);
  if (one === "favourites") return void (method === "PUT" ? me.favourites.add(two) : me.favourites.delete(two)) ?? null;
  if (one === "addresses") {
    if (two === "parse") return parse(body.text);
    if (method === "GET") return { items: me.addresses };
    if (method === "DELETE") return void (me.addresses = me.addresses.filter((each) => each.id !== two)) ?? null;
    return me.saveAddress(body, two);
  }
  if (one === "cart") {
    if (method === "POST" && two === "lines") return me.addLine(body.sku_id, body.quantity);
    if (two === "merge") for (const line of body.lines) if (skuOf(line.sku_id)) me.addLine(line.sku_id, line.quantity);
    if (two === "check-all") for (const line of me.lines) line.checked = body.checked;
    if (method === "DELETE") me.lines = me.lines.filter((line) => line.id !== three);
    if (method === "PATCH") Object.assign(me.lines.find((line) => line.id === three) ?? {}, body);
    return me.cart();
  }
  if (one === "checkout") return me.quote(body);
  if (one === "subscriptions") return null;
  if (one === "auth") return null;
  if (one === "aftersales") return Object.assign(me.orders.find((order) => order.aftersale?.id === two)?.aftersale ?? {}, { status: "cancelled" });
  return one === "orders" ? orders(method, two, three, at[3], query, body, me) : undefined;
}

function orders(method, id, act, more, query, body, me) {
  if (!id) return method === "POST" ? me.place(body) : page(me.list(query.get("tab") ?? "all"), query);
  if (!act) return me.view(me.find(id));
  if (act === "pay") return more === "check" ? me.view(me.find(id)) : ticket(me.find(id), body.channel);
  if (act === "cancel") return me.move(id, "closed", "买家取消订单", { closed_reason: body.reason });
  if (act === "confirm") return me.move(id, "completed", "确认收货");
  if (act === "aftersales") return me.refund(id, body);
  if (act === "reviews") for (const line of me.find(id).lines) line.reviewed = true;
  if (act === "buy-again") for (const line of me.find(id).lines) me.addLine(line.sku_id, line.quantity);
  return act === "buy-again" ? me.cart() : me.view(me.find(id));
}

function api(request, url, body) {
  const at = url.pathname.split("/").slice(4);
  if (at[0] === "regions") return { items: regions };
  const me = members.get((request.headers.authorization ?? "").replace("Bearer ", ""));
  const method = request.headers["x-http-method-override"] ?? request.method;
  const wechat = /wx=1/.test(request.headers.referer ?? "") || request.headers["x-fixture-wechat"] === "1";
  const found = open(method, at.slice(1), url.searchParams, body, me, wechat);
  if (found !== undefined) return found;
  if (!me) throw new Problem(401, "not_signed_in", "请先登录");
  const done = trade(method, at.slice(1), url.searchParams, body, me);
  if (done === undefined) throw new Problem(404, "not_found", "没有这个地址");
  return done;
}

function staticFile(url) {
  const name = url.pathname.replace(/^\/s\/[^/]+\//, "") || "index.html";
  const file = path.join(dist, path.normalize(name));
  if (!file.startsWith(dist) || !existsSync(file) || !statSync(file).isFile()) throw new Problem(404, "not_found", "没有这个文件");
  const body = readFileSync(file);
  if (name !== "index.html") return { status: 200, type: TYPES[path.extname(file)] ?? "application/octet-stream", body };
  const bridge = url.searchParams.get("wx") ? '<script src="/fixture/bridge.js"></script>' : "";
  return { status: 200, type: TYPES[".html"], body: body.toString().replace("<head>", `<head><base href="/s/demo/">${bridge}`), headers: { "Content-Security-Policy": POLICY } };
}

/** What a test does from outside: pay an order as WeChat would, ship it as the merchant would. */
function control(url, text) {
  if (url.pathname === "/fixture/bridge.js") return { status: 200, type: TYPES[".js"], body: BRIDGE };
  if (url.pathname === "/fixture/reset") members.clear();
  const id = text.replace("prepay_id=", "");
  for (const me of members.values()) {
    if (!me.orders.some((order) => order.id === id)) continue;
    if (url.pathname === "/fixture/paid") me.move(id, "paid", "付款成功", { paid_at: new Date().toISOString() });
    if (url.pathname === "/fixture/shipped") me.move(id, "shipped", "商家发货", { shipments: [{ id: "s1", carrier_code: "SF", carrier_name: "顺丰速运", tracking_no: "SF1234567890123", shipped_at: new Date().toISOString() }], auto_receive_at: new Date(Date.now() + 9.5 * 86_400_000).toISOString() });
  }
  return { status: 204, type: "text/plain", body: "" };
}

async function answer(request) {
  const url = new URL(request.url, `http://127.0.0.1:${PORT}`);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  if (url.pathname.startsWith("/fixture/")) return control(url, text);
  if (url.pathname.startsWith("/media/")) return { status: 200, ...picture(decodeURIComponent(url.pathname.slice(7))) };
  if (url.pathname.startsWith("/api/")) {
    const body = api(request, url, text ? JSON.parse(text) : {});
    return { status: body === null ? 204 : 200, type: "application/json", body: body === null ? "" : JSON.stringify(body) };
  }
  return staticFile(url);
}

http
  .createServer(async (request, response) => {
    const out = await answer(request).catch((fault) => {
      const known = fault instanceof Problem ? fault.answer : { status: 500, body: { status: 500, code: "broken", detail: String(fault) } };
      return { status: known.status, type: "application/problem+json", body: JSON.stringify(known.body) };
    });
    response.writeHead(out.status, { "Content-Type": out.type, ...out.headers });
    response.end(out.body);
  })
  .listen(PORT, "127.0.0.1", () => console.log(`fixture server on http://127.0.0.1:${PORT}/s/demo/`));
