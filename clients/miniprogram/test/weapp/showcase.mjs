// The same build stamped as a showcase: works, introduction and 联系客服, and nothing that could be bought, paid or ordered.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { fail, filesBelow, weapp } from "../../scripts/dist.mjs";
import { stampFolder } from "../../scripts/stamp-weapp.mjs";
import { Phone } from "./phone.mjs";
import { fixture, step, steps } from "./shop.mjs";

const APPID = "wx0000000000000001";
const SELLING = /¥|购物车|立即购买|加入|支付|付款|结算|下单|订单|想买|登录/;

if (!existsSync(weapp)) fail(["dist/build/mp-weixin is missing: run `npm run build:weapp` first"]);
const mall = await fixture();
const folder = mkdtempSync(path.join(os.tmpdir(), "weapp-showcase-"));
cpSync(weapp, folder, { recursive: true });
const get = async (where) => (await fetch(`${mall.api}/api/storefront/v1/${mall.slug}${where}`)).json();

try {
  await step("the stamp takes cart, goods, orders and members out of the package", () => {
    stampFolder(folder, { api_base: mall.api, slug: mall.slug, appid: APPID, profile: "showcase", version: "1.2.3", beacon: "beacon-token" });
    const left = filesBelow(folder);
    assert.deepEqual(left.filter((name) => /^pages-(order|member)\/|^pages\/(cart|goods)\/|components\/(BuyBar|SkuSheet|CartRow)\.|profiles\.json$/.test(name)), []);
  });
  const phone = new Phone(folder);
  const { items } = await get("/goods?limit=20");
  await step("launches without asking who is there", async () => {
    phone.launch();
    await phone.until("a beacon", () => phone.log.sent.some(({ url }) => url.endsWith("/beacon")));
    assert.equal(phone.log.logins ?? 0, 0);
    assert.deepEqual(phone.app.tabBar.list.map((tab) => tab.text), ["首页", "分类", "我的"]);
  });
  await step("home shows works, no prices", async () => {
    phone.open("/pages/home/index", "tab");
    for (const card of items.slice(0, 6)) await phone.sees(card.name);
    await phone.sees("搜索作品");
    assert.doesNotMatch(phone.text(), SELLING);
  });
  await step("a work opens with its words and 联系客服, and leads nowhere else", async () => {
    await phone.tap(items[0].name);
    await phone.until("the work's page", () => phone.page.route === "pages-shop/work/index");
    await phone.sees(items[0].name);
    assert.doesNotMatch(phone.text().replace(/[\s\S]*?联系客服/, ""), SELLING);
    await phone.tap("work-contact");
    await phone.until("the service page", () => phone.page.route === "pages-shop/service/index");
  });
  await step("我的 has introduction, service, licence, agreements and the version", async () => {
    phone.open("/pages/me/index", "tab");
    for (const words of ["店铺介绍", "联系客服", "证照信息", "用户协议", "隐私政策", "1.2.3"]) await phone.sees(words);
    assert.doesNotMatch(phone.text(), SELLING);
  });
  await step("every page that is left opens, and none speaks of buying", async () => {
    const pages = [...phone.app.pages, ...phone.app.subPackages.flatMap((group) => group.pages.map((page) => `${group.root}/${page}`))];
    for (const page of pages) {
      phone.open(`/${page}?id=${items[0].id}&name=about`);
      await phone.until(`${page} to show something`, () => phone.text().trim().length > 0);
      if (!page.includes("text/") && !page.includes("work/")) assert.doesNotMatch(phone.text(), SELLING, page);
    }
  });
  assert.deepEqual(phone.faults.filter((fault) => !/errMsg/.test(fault)), [], "the program complained");
  console.log(`weapp showcase: ${steps.length} steps, ${phone.log.requests} requests, no log-in.`);
} catch (fault) {
  console.error(`  ✗ ${fault.stack}`);
  process.exitCode = 1;
} finally {
  mall.stop();
  rmSync(folder, { recursive: true, force: true });
}
setTimeout(() => process.exit(process.exitCode ?? 0), 50);
