// Structure check of the built mini program, without WeChat's tools: pages and components exist, WXML and WXSS compile with WeChat's own
// compilers (from miniprogram-compiler; Linux x86-64 only), sizes, and things a mini program must not hold. `--showcase` checks the
// same build stamped for a subject that may sell nothing: no file needs what was dropped, no view speaks of buying.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

import { fail, filesBelow, textOf, weapp as built } from "./dist.mjs";
import { stampFolder } from "./stamp-weapp.mjs";

const MAIN_MOST = 1.2 * 1024 * 1024;
const PACKAGE_MOST = 1.5 * 1024 * 1024;
const FORBIDDEN = [
  ["eval", /\beval\(/],
  ["new Function", /new Function\(/],
  ["a host of dcloud", /dcloud\.net\.cn/],
  ["an address of a machine", /https?:\/\/(?:localhost|127\.0\.0\.1|10\.|192\.168\.)/],
  ["wx.getLocation", /\.getLocation\(|chooseLocation\(|getFuzzyLocation\(/],
  ["wx.getUserProfile", /getUserProfile\(/],
];

const SELLING = /购物车|立即购买|加入购物车|支付|结算|下单|订单/;

if (!existsSync(built)) fail(["dist/build/mp-weixin is missing: run `npm run build:weapp` first"]);
const profile = process.argv.includes("--showcase") ? "showcase" : "mall";
const weapp = profile === "mall" ? built : showcaseOf(built);
const files = filesBelow(weapp);
const app = JSON.parse(textOf(weapp, "app.json"));
const faults = [];
const groups = app.subPackages ?? app.subpackages ?? [];
const pages = [...app.pages, ...groups.flatMap((group) => group.pages.map((page) => `${group.root}/${page}`))];

for (const page of pages) {
  for (const ending of ["js", "json", "wxml"]) if (!files.includes(`${page}.${ending}`)) faults.push(`page ${page} has no .${ending}`);
}
for (const tab of app.tabBar.list) {
  if (!app.pages.includes(tab.pagePath)) faults.push(`tab ${tab.pagePath} is not in the main package`);
  for (const icon of [tab.iconPath, tab.selectedIconPath]) {
    if (!files.includes(icon)) faults.push(`tab icon ${icon} is missing`);
    else if (statSync(path.join(weapp, icon)).size > 40 * 1024) faults.push(`tab icon ${icon} is larger than 40 KB`);
  }
}

let components = 0;
for (const name of files.filter((each) => each.endsWith(".json"))) {
  const used = JSON.parse(textOf(weapp, name)).usingComponents ?? {};
  for (const [tag, where] of Object.entries(used)) {
    components += 1;
    const base = where.startsWith("/") ? where.slice(1) : path.posix.join(path.posix.dirname(name), where);
    for (const ending of ["js", "json", "wxml"]) if (!files.includes(`${base}.${ending}`)) faults.push(`${name}: <${tag}> has no ${base}.${ending}`);
  }
}

const bin = path.join(path.dirname(createRequire(import.meta.url).resolve("miniprogram-compiler/package.json")), "bin/linux");
const out = mkdtempSync(path.join(os.tmpdir(), "weapp-check-"));
function compile(tool, args) {
  const program = path.join(bin, tool);
  chmodSync(program, 0o755);
  const run = spawnSync(program, args, { cwd: weapp, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const said = `${run.stderr ?? ""}`.trim();
  if (run.error) faults.push(`${tool} did not run: ${run.error.message}`);
  else if (run.status !== 0 || /error|unexpected|expect /i.test(said)) faults.push(`${tool}: ${said.slice(0, 600) || `exit ${run.status}`}`);
}
const views = files.filter((each) => each.endsWith(".wxml"));
const scripts = files.filter((each) => each.endsWith(".wxs"));
const sheets = files.filter((each) => each.endsWith(".wxss"));
compile("wcc", ["-o", path.join(out, "view.js"), ...views, ...scripts]);
compile("wcsc", ["-js", "-o", path.join(out, "style.js"), ...sheets]);
if (!existsSync(path.join(out, "view.js"))) faults.push("wcc wrote nothing");

const sizes = new Map([["main", 0], ...groups.map((group) => [group.root, 0])]);
for (const name of files) {
  const group = groups.find((each) => name.startsWith(`${each.root}/`));
  const key = group?.root ?? "main";
  sizes.set(key, sizes.get(key) + statSync(path.join(weapp, name)).size);
}
for (const [key, bytes] of sizes) {
  const most = key === "main" ? MAIN_MOST : PACKAGE_MOST;
  if (bytes > most) faults.push(`package ${key} has ${kilo(bytes)} KB, more than ${kilo(most)} KB`);
}
for (const name of files.filter((each) => /\.(js|wxml|wxs)$/.test(each))) {
  const text = textOf(weapp, name);
  for (const [what, pattern] of FORBIDDEN) if (pattern.test(text)) faults.push(`${name} holds ${what}`);
}

for (const name of files.filter((each) => each.endsWith(".js"))) {
  for (const [, to] of textOf(weapp, name).matchAll(/require\("(\.[^"]+)"\)/g)) {
    const file = path.posix.join(path.posix.dirname(name), to.endsWith(".js") ? to : `${to}.js`);
    if (!files.includes(file)) faults.push(`${name} needs ${file}, which is not there`);
  }
}
if (profile === "showcase") {
  for (const name of files.filter((each) => /\.(wxml|json)$/.test(each))) {
    const found = SELLING.exec(textOf(weapp, name));
    if (found) faults.push(`${name} of a showcase says ${found[0]}`);
  }
  const gone = [/^pages\/(cart|goods)\//, /^pages-(order|member)\//, /^components\/(BuyBar|SkuSheet|CartRow|OrderActions)\./];
  for (const name of files.filter((each) => gone.some((pattern) => pattern.test(each)))) faults.push(`${name} is left in a showcase`);
}

function showcaseOf(folder) {
  const copy = mkdtempSync(path.join(os.tmpdir(), "weapp-showcase-"));
  cpSync(folder, copy, { recursive: true });
  stampFolder(copy, { appid: "wx0000000000000001", api_base: "https://mall.example", slug: "demo", profile: "showcase", version: "1.0.0", beacon: "b" });
  return copy;
}

function kilo(bytes) {
  return Math.round(bytes / 1024);
}

if (faults.length > 0) fail(faults);
console.log(`weapp ${profile}: ${pages.length} pages, ${components} component links, ${views.length} WXML + ${scripts.length} WXS + ${sheets.length} WXSS compiled.`);
console.log([...sizes].map(([key, bytes]) => `${key} ${kilo(bytes)} KB`).join(" · "));
