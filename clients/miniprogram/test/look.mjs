// Walks through every page of the built H5 mall in Chromium and keeps a picture of each: node test/look.mjs FOLDER [WIDTH] [ADDRESS]
// Needs `node test/fixture-server.mjs` running. Ends with an error when a page asked a foreign host or complained in the console.
import { mkdirSync } from "node:fs";
import path from "node:path";

import { chromium } from "playwright-core";

const [folder = "/tmp/xiaopu-look", width = "375", address = "http://127.0.0.1:8788/s/demo/"] = process.argv.slice(2);
const origin = new URL(address).origin;
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const wide = Number(width);
const context = await browser.newContext({ viewport: { width: wide, height: wide > 600 ? 900 : 812 }, deviceScaleFactor: 1, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
const page = await context.newPage();
const complaints = [];
page.on("request", (request) => {
  const url = request.url();
  if (!url.startsWith(origin) && !url.startsWith("data:") && !url.startsWith("blob:")) complaints.push(`foreign request: ${url}`);
});
page.on("console", (message) => {
  if (message.type() === "error" || message.type() === "warning") complaints.push(`${message.type()}: ${message.text().slice(0, 300)}`);
});
page.on("pageerror", (fault) => complaints.push(`page error: ${fault.message}`));

let shots = 0;
async function shot(name) {
  await page.waitForTimeout(500);
  shots += 1;
  await page.screenshot({ path: path.join(folder, `${String(shots).padStart(2, "0")}-${name}.png`) });
}
let visits = 0;
const visit = async (route, query = "?wx=1") => {
  visits += 1;
  await page.goto(`${address}${query || "?wx="}&visit=${visits}#${route}`);
  await page.waitForLoadState("networkidle");
};
const tap = (id, nth = 0) => page.getByTestId(id).locator("visible=true").nth(nth).click();
const button = (text) => page.locator("uni-button, .uni-modal__btn, .uni-actionsheet__cell").filter({ hasText: text }).locator("visible=true").last().click();

async function browse() {
  await visit("/pages/home/index");
  await shot("home");
  await page.mouse.wheel(0, 1500);
  await shot("home-below");
  await visit("/pages/category/index");
  await shot("category");
  await visit("/pages-shop/search/index");
  await shot("search");
  await tap("hot-word");
  await shot("list");
  await tap("sort-price");
  await shot("list-price");
  await visit("/pages/goods/index?id=g1");
  await shot("goods");
  for (const at of [1, 2, 3]) {
    await page.mouse.wheel(0, 760);
    await shot(`goods-${at}`);
  }
  await tap("buy-now");
  await shot("sku");
  await page.getByTestId("sku-choice").first().click();
  await shot("sku-picked");
  await visit("/pages-shop/reviews/index?id=g1");
  await shot("reviews");
  for (const name of ["licence", "service", "footprints"]) {
    await visit(`/pages-shop/${name}/index`);
    await shot(name);
  }
  await visit("/pages-shop/text/index?name=privacy");
  await shot("text");
}

async function guest() {
  await visit("/pages/me/index", "");
  await shot("guest-me");
  await visit("/pages/cart/index", "");
  await shot("guest-cart-empty");
  await visit("/pages/goods/index?id=g3", "");
  await tap("add-to-cart");
  await page.waitForTimeout(400);
  for (const row of await page.locator(".choices").all()) await row.getByTestId("sku-choice").first().click();
  await tap("sku-cart");
  await shot("guest-added");
  await visit("/pages/cart/index", "");
  await shot("guest-cart");
  await tap("cart-checkout");
  await shot("login");
  await page.locator('[data-testid="login-email"] input').fill("shopper@example.com");
  await tap("send-code");
  await page.locator('[data-testid="login-code"] input').fill("123456");
  await tap("login-go");
  await page.waitForURL(/checkout/);
  await shot("browser-checkout");
  await button("打开小程序购买");
  await shot("weapp-only");
}

async function buy() {
  await visit("/pages/me/index");
  await page.evaluate(() => localStorage.clear());
  await visit("/pages/me/index");
  await tap("me-head");
  await page.waitForURL(/wx=1#/);
  await page.waitForLoadState("networkidle");
  await shot("me");
  await visit("/pages/goods/index?id=g1");
  await tap("favourite");
  await tap("buy-now");
  await page.waitForTimeout(400);
  for (const row of await page.locator(".choices").all()) await row.getByTestId("sku-choice").first().click();
  await tap("sku-now");
  await page.waitForURL(/checkout/);
  await shot("checkout-no-address");
  await tap("pick-address");
  await page.waitForURL(/pages-member\/address\//);
  await page.locator('[data-testid="address-paste"] textarea').fill("李小梅 13800001234 浙江省杭州市西湖区文三路 100 号 3 幢 502");
  await tap("address-parse");
  await shot("address-edit");
  await page.locator("uni-picker").click();
  await shot("region-picker");
  await page.locator(".uni-picker-action-cancel").locator("visible=true").click();
  await tap("save-address");
  await page.waitForURL(/checkout/);
  await shot("checkout");
  await page.evaluate(() => {
    window.__pay = "cancel";
  });
  await tap("submit-order");
  await page.waitForURL(/cashier/);
  await shot("cashier");
  await tap("pay");
  await shot("cashier-cancelled");
  await tap("later");
  await page.waitForURL(/detail/);
  await shot("order-pending");
  await tap("act-pay");
  await page.waitForURL(/cashier/);
  await page.evaluate(() => {
    window.__pay = "ok";
  });
  await tap("pay");
  await page.waitForURL(/paid/);
  await shot("paid");
  await tap("see-order");
  await page.waitForURL(/detail/);
  await shot("order-paid");
}

async function after() {
  const id = /id=(\w+)/.exec(page.url())[1];
  await page.evaluate((order) => fetch("/fixture/shipped", { method: "POST", body: order }), id);
  await visit(`/pages-order/detail/index?id=${id}`);
  await shot("order-shipped");
  await page.mouse.wheel(0, 900);
  await shot("order-shipped-below");
  await tap("act-confirm");
  await shot("confirm-ask");
  await button("确认收货");
  await page.waitForTimeout(400);
  await shot("order-completed");
  await tap("act-review");
  await page.locator('[data-testid="review-text"] textarea').fill("壶很厚实，出水也利落，包装得很仔细。");
  await shot("review");
  await tap("publish-review");
  await page.waitForTimeout(600);
  await visit("/pages/goods/index?id=g2");
  await tap("buy-now");
  await page.waitForTimeout(400);
  for (const row of await page.locator(".choices").all()) await row.getByTestId("sku-choice").first().click();
  await tap("sku-now");
  await tap("submit-order");
  await tap("pay");
  await page.waitForURL(/paid/);
  await visit("/pages-order/list/index?tab=all");
  await shot("orders");
  await tap("act-apply_refund");
  await tap("refund-reason");
  await shot("refund-reasons");
  await button("不想要了");
  await shot("refund");
  await tap("submit-refund");
  await page.waitForURL(/aftersale\//);
  await shot("aftersale");
  await visit("/pages-order/aftersales/index");
  await shot("aftersales");
  await visit("/pages/me/index");
  await shot("me-counts");
}

async function member() {
  for (const route of ["pages-shop/favourites", "pages-member/addresses", "pages-member/settings", "pages-member/profile", "pages-member/erase"]) {
    await visit(`/${route}/index`);
    await shot(route.split("/")[1]);
  }
  await tap("erase-understood");
  await tap("erase-go");
  await shot("erase-ask");
  await visit("/pages/goods/index?id=g5");
  await tap("add-to-cart");
  await page.waitForTimeout(400);
  for (const row of await page.locator(".choices").all()) await row.getByTestId("sku-choice").first().click();
  await tap("sku-cart");
  await page.waitForTimeout(300);
  await visit("/pages/cart/index");
  await shot("cart");
}

await fetch(`${origin}/fixture/reset`, { method: "POST" });
try {
  for (const walk of [browse, guest, buy, after, member]) await walk();
} catch (fault) {
  complaints.push(`stopped: ${fault.message}`);
  await shot("stopped");
}
await browser.close();
console.log(`${shots} pictures in ${folder}`);
for (const line of new Set(complaints)) console.log(`  ✗ ${line}`);
process.exit(complaints.length > 0 ? 1 : 0);
