// Stamps a built mini program for one shop: `node scripts/stamp-weapp.mjs FOLDER '{"appid":"wx…","api_base":"https://…","slug":"…"}'`.
// The server does the same in Python: it writes config/stamp.js and the appid of project.config.json, nothing else.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
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
  return stamp;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [folder, change] = process.argv.slice(2);
  console.log(JSON.stringify(stampFolder(folder, JSON.parse(change))));
}
