// Runs the built mini program through a shopper's day: home, product, SKU, cart, address, order, cancelled and paid cashier.
//   npm run test:weapp                                  against the fixture server, started here
//   XIAOPU_WEAPP_API=http://… XIAOPU_WEAPP_SHOP=demo XIAOPU_WEAPP_SANDBOX=http://… [XIAOPU_WEAPP_PERSON=小明]
//                                                       against a running mall, the sandbox playing WeChat
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { fail, weapp } from "../../scripts/dist.mjs";
import { readStamp, stampFolder } from "../../scripts/stamp-weapp.mjs";
import { Phone } from "./phone.mjs";
import { opensByScene, scanned, sharesGoods, tellsTheVisit } from "./sharing.mjs";
import { fixture, step, steps } from "./shop.mjs";

if (!existsSync(weapp)) fail(["dist/build/mp-weixin is missing: run `npm run build:weapp` first"]);
const real = process.env.XIAOPU_WEAPP_API;
const mall = real ? { api: real.replace(/\/$/, ""), slug: process.env.XIAOPU_WEAPP_SHOP ?? "demo", stop: () => undefined } : await fixture();
const folder = mkdtempSync(path.join(os.tmpdir(), "weapp-"));
cpSync(weapp, folder, { recursive: true });
const sandbox = process.env.XIAOPU_WEAPP_SANDBOX?.replace(/\/$/, "");
const person = process.env.XIAOPU_WEAPP_PERSON ?? "小明";
const APPID = "wx0000000000000001";

/** The sandbox acts as the person's WeChat: `what` is a route of its device. */
async function device(what, body) {
  const answer = await fetch(`${sandbox}/_sandbox/device/${what}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ person, ...body }) });
  const said = await answer.json();
  assert.ok(answer.ok && /:ok$/.test(said.errMsg), `the sandbox's ${what}: ${JSON.stringify(said)}`);
  return said;
}

/** Paying is done by the sandbox where there is one, else by the fixture server. */
function payBy(appid) {
  if (!sandbox) return (options) => fetch(`${mall.api}/fixture/paid`, { method: "POST", body: options.package });
  return ({ timeStamp, nonceStr, package: prepay, signType, paySign }) => device("pay", { appid, params: { timeStamp, nonceStr, package: prepay, signType, paySign }, password: "123456" });
}

const get = async (where) => (await fetch(`${mall.api}/api/storefront/v1/${mall.slug}${where}`)).json();

async function browse(phone) {
  const list = await get("/goods?limit=20");
  await step("stamps the package for a shop without a build", () => {
    stampFolder(folder, { api_base: mall.api, slug: mall.slug, appid: APPID, version: "1.2.3", beacon: "beacon-token" });
    assert.equal(readStamp(folder).slug, mall.slug);
  });
  await step("launches, and signs in by wx.login without a word", async () => {
    phone.launch(scanned);
    await phone.until("a session", () => [...phone.storage.keys()].some((key) => key.endsWith(":session")));
    assert.deepEqual(phone.log.asked, []);
  });
  await step("tells the shop's server once that this version runs, and whose it is", async () => {
    const told = await phone.until("a beacon", () => phone.log.sent.filter(({ url }) => url.endsWith("/beacon"))[0]);
    assert.equal(told.url, `${mall.api}/api/storefront/v1/${mall.slug}/beacon`);
    assert.deepEqual(JSON.parse(told.body), { beacon: "beacon-token", env_version: "trial", version: "1.2.3", appid: APPID });
  });
  await tellsTheVisit(phone, step);
  await step("home shows banner, icons and goods", async () => {
    phone.open("/pages/home/index", "tab");
    for (const card of list.items.slice(0, 6)) await phone.sees(card.name);
    await phone.sees("为你推荐");
    assert.ok(phone.page.find("home-search").length > 0);
  });
  await step("a tap on goods opens the product page", async () => {
    await phone.tap(list.items[0].name);
    assert.equal(phone.page.route, "pages/goods/index");
    await phone.sees("价格说明");
    await phone.sees("加入购物车");
  });
  await sharesGoods(phone, list.items[0].id, step);
  await opensByScene(phone, list.items[0], step);
  return list.items[0].id;
}

async function pickSku(phone, goods, opener) {
  await phone.tap(opener);
  await phone.sees("数量");
  const live = (await get(`/live?ids=${goods.id}`)).goods[goods.id];
  const sku = goods.skus.find((each) => live.skus[each.id] > 0);
  let before = 0;
  for (const [row, { values }] of goods.specs.entries()) {
    const at = values.findIndex(({ value }) => value === sku.spec_values[row]);
    if (values.length > 1) await phone.tap("sku-choice", before + at);
    before += values.length;
  }
}

async function cart(phone, id) {
  const goods = await get(`/goods/${id}`);
  await step("the SKU sheet asks for what is missing, then takes a choice", async () => {
    await phone.tap("add-to-cart");
    if (goods.specs.some((spec) => spec.values.length > 1)) {
      await phone.tap("sku-cart");
      await phone.until("the question", () => phone.log.said.some((words) => words.startsWith("请选择")));
    }
    await pickSku(phone, goods, "add-to-cart");
    if (goods.specs.length > 0) await phone.sees("已选");
  });
  await step("puts it into the member's cart, badge included", async () => {
    await phone.tap("sku-cart");
    await phone.until("the words", () => phone.log.said.includes("已加入购物车"));
    phone.open("/pages/cart/index", "tab");
    await phone.sees(goods.name);
    await phone.until("a badge", () => Number(phone.log.badge) >= 1);
  });
  await step("unchecking and checking goes through WeChat's methods (PATCH travels as POST)", async () => {
    const shut = () => phone.text().includes("去结算(0)");
    const lines = phone.page.find("cart-check").length;
    for (let at = 0; at < lines; at += 1) await phone.tap("cart-check", at);
    await phone.until("nothing checked", shut);
    await phone.tap("全选");
    await phone.until("all checked again", () => !shut());
  });
}

async function address(phone) {
  await step("checkout wants an address and takes a pasted one", async () => {
    await phone.tap("cart-checkout");
    await phone.until("the checkout page", () => phone.page.route === "pages-order/checkout/index");
    await phone.until("an address or none", () => /新建收货地址|文三路/.test(phone.text()));
    if (phone.text().includes("文三路 100 号")) return;
    await phone.tap("pick-address");
    assert.equal(phone.page.route, "pages-member/address/index");
    await phone.type("address-paste", "李小梅 13800001234 浙江省杭州市西湖区文三路 100 号");
    // 识别 hears of the words with the page's next rendering: a person would tap again as well.
    const parsed = () => phone.text().includes("西湖区");
    for (let tries = 0; tries < 20 && !parsed(); tries += 1) {
      await phone.tap("address-parse");
      await phone.until("the parsed address", parsed, 500).catch(() => undefined);
    }
    await phone.sees("西湖区");
    await phone.tap("save-address");
    await phone.until("the checkout page", () => phone.page.route === "pages-order/checkout/index");
    await phone.sees("文三路 100 号");
  });
}

async function buy(phone, appid) {
  await address(phone);
  await step("the subscribe sheet opens by the tap on 提交订单, a refusal is fine", async () => {
    phone.person.subscribes = "reject";
    await phone.tap("submit-order");
    await phone.until("the cashier", () => phone.page.route === "pages-order/cashier/index");
    assert.equal(phone.log.subscribed.length, 1);
    assert.ok(phone.log.subscribed[0].length <= 3);
    await phone.sees("剩 ");
  });
  await step("a cancelled cashier keeps the order with its countdown", async () => {
    phone.person.pays = "cancel";
    phone.onPay = undefined;
    await phone.tap("pay");
    await phone.until("the words", () => phone.log.said.includes("还没有付款，订单已为你保留"));
    await phone.sees("剩 29:");
  });
  await step("a paid cashier asks the server and says 支付成功", async () => {
    phone.person.pays = "ok";
    phone.onPay = payBy(appid);
    await phone.tap("pay");
    await phone.until("the paid page", () => phone.page.route === "pages-order/paid/index");
    assert.equal(phone.log.paid.at(-1).signType, "RSA");
    await phone.tap("see-order");
    await phone.sees("待发货");
    await phone.until("the step in the timeline", () => /付款成功|支付成功|买家付款|已付款/.test(phone.text()));
  });
}

async function everyPage(phone) {
  await step("every page of app.json opens without a fault", async () => {
    const pages = [...phone.app.pages, ...(phone.app.subPackages ?? []).flatMap((group) => group.pages.map((page) => `${group.root}/${page}`))];
    const id = (await get("/goods?limit=1")).items[0].id;
    for (const page of pages) {
      phone.open(`/${page}?id=${page.startsWith("pages-order") ? "o0" : id}&name=privacy`);
      await phone.until(`${page} to show something`, () => phone.text().trim().length > 0);
    }
  });
}

/** The template of a platform carries nobody's stamp: the shop's own comes as ext_json.ext. */
async function asTemplate() {
  await step("a template takes its shop's stamp from ext_json", async () => {
    const bare = mkdtempSync(path.join(os.tmpdir(), "weapp-template-"));
    cpSync(weapp, bare, { recursive: true });
    const phone = new Phone(bare, { stamp: { api_base: mall.api, slug: mall.slug, appid: APPID } });
    const card = (await get("/goods?limit=1")).items[0];
    phone.launch();
    phone.open("/pages/home/index", "tab");
    await phone.sees(card.name);
    rmSync(bare, { recursive: true, force: true });
  });
}

try {
  const phone = new Phone(folder);
  const appid = (await get("/shop")).channels.weapp.appid;
  if (sandbox) phone.onLogin = async () => (await device("login-code", { appid })).code;
  const id = await browse(phone);
  await cart(phone, id);
  if (!real || sandbox) await buy(phone, appid);
  await everyPage(phone);
  if (!real) await asTemplate();
  assert.equal(phone.log.sent.filter(({ url }) => url.endsWith("/beacon")).length, 1, "one beacon a start");
  assert.equal(phone.log.logins, 1, "one log-in is enough for a day");
  const own = phone.faults.filter((fault) => !/errMsg/.test(fault));
  assert.deepEqual(own, [], "the program complained");
  console.log(`weapp: ${steps.length} steps against ${real ? "the mall" : "the fixture server"}, ${phone.log.requests} requests, ${phone.log.logins} log-in.`);
} catch (fault) {
  console.error(`  ✗ ${fault.stack}`);
  process.exitCode = 1;
} finally {
  mall.stop();
  rmSync(folder, { recursive: true, force: true });
}
setTimeout(() => process.exit(process.exitCode ?? 0), 50);
