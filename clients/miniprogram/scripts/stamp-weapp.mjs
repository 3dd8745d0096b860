// Stamps a built mini program for one shop: `node scripts/stamp-weapp.mjs FOLDER '{"appid":"wx…","api_base":"https://…","slug":"…"}'`.
// The server does the same in Python: it writes config/stamp.js and the appid of project.config.json, and takes out what the profile
// (config/profiles.json) has no use for: pages, packages, and components that only those used.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

export const stampText = (stamp) => `"use strict";\nexports.stamp = ${JSON.stringify(stamp)};\n`;

export function readStamp(folder) {
  const exports = {};
  vm.runInNewContext(readFileSync(path.join(folder, "config/stamp.js"), "utf8"), { exports, JSON });
  return JSON.parse(JSON.stringify(exports.stamp));
}

export function stampFolder(folder, change) {
  const stamp = { ...readStamp(folder), ...change };
  writeFileSync(path.join(folder, "config/stamp.js"), stampText(stamp));
  const project = path.join(folder, "project.config.json");
  if (existsSync(project)) {
    const config = { ...JSON.parse(readFileSync(project, "utf8")), appid: stamp.appid || "touristappid" };
    writeFileSync(project, `${JSON.stringify(config, null, 2)}\n`);
  }
  dropForProfile(folder, stamp.profile);
  return stamp;
}

const readJson = (folder, name) => JSON.parse(readFileSync(path.join(folder, name), "utf8"));

/** Pages, packages, tabs and orphaned components that the profile has no use for leave the folder. */
function dropForProfile(folder, profile) {
  const known = readJson(folder, "config/profiles.json");
  if (!known[profile]) throw new Error(`config/profiles.json knows no profile ${profile}`);
  const { drop_pages: pages, drop_packages: packages } = known[profile];
  rmSync(path.join(folder, "config/profiles.json"));
  if (pages.length + packages.length === 0) return;
  const app = readJson(folder, "app.json");
  app.pages = app.pages.filter((page) => !pages.includes(page));
  app.subPackages = app.subPackages
    .filter(({ root }) => !packages.includes(root))
    .map((each) => ({ ...each, pages: each.pages.filter((page) => !pages.includes(`${each.root}/${page}`)) }));
  app.tabBar.list = app.tabBar.list.filter(({ pagePath }) => !pages.includes(pagePath));
  const ahead = Object.entries(app.preloadRule ?? {}).map(([page, rule]) => [page, { ...rule, packages: rule.packages.filter((root) => !packages.includes(root)) }]);
  app.preloadRule = Object.fromEntries(ahead.filter(([page, rule]) => rule.packages.length > 0 && !pages.includes(page)));
  writeFileSync(path.join(folder, "app.json"), JSON.stringify(app, null, 2));
  for (const root of packages) rmSync(path.join(folder, root), { recursive: true, force: true });
  for (const page of pages) dropStem(folder, page);
  while (dropOrphans(folder) > 0);
}

function dropStem(folder, stem) {
  for (const ending of [".js", ".json", ".wxml", ".wxss", ".wxs"]) rmSync(path.join(folder, `${stem}${ending}`), { force: true });
}

function dropOrphans(folder) {
  const descriptions = readdirSync(folder, { recursive: true })
    .map((name) => String(name).split(path.sep).join("/"))
    .filter((name) => name.endsWith(".json") && statSync(path.join(folder, name)).isFile());
  const linked = new Set();
  for (const name of descriptions) {
    for (const to of Object.values(readJson(folder, name).usingComponents ?? {})) {
      linked.add(to.startsWith("/") ? to.slice(1) : path.posix.join(path.posix.dirname(name), to));
    }
  }
  const orphans = descriptions.map((name) => name.slice(0, -".json".length)).filter((stem) => readJson(folder, `${stem}.json`).component === true && !linked.has(stem));
  for (const stem of orphans) dropStem(folder, stem);
  return orphans.length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [folder, change] = process.argv.slice(2);
  console.log(JSON.stringify(stampFolder(folder, JSON.parse(change))));
}
