// Draws the tab bar's icons (a mini program takes PNG only) from src/components/icon-paths.ts. Run after changing a drawing.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.join(here, "../src/static/tab");
const source = readFileSync(path.join(here, "../src/components/icon-paths.ts"), "utf8");
const SIZE = 81;
const REST = "#55585F";
const ON = "#D92B3A";

function drawing(name, colour) {
  const found = new RegExp(`(?:"${name}"|\\b${name}): "([^"]+)"`).exec(source);
  if (!found) throw new Error(`no drawing called ${name}`);
  const filled = found[1].startsWith("fill:");
  const paint = filled ? `fill="${colour}" fill-rule="evenodd"` : `fill="none" stroke="${colour}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 24 24"><path ${paint} d="${filled ? found[1].slice(5) : found[1]}"/></svg>`;
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
mkdirSync(target, { recursive: true });
for (const name of ["home", "grid", "cart", "user"]) {
  for (const [suffix, drawn, colour] of [["", name, REST], ["-on", `${name}-filled`, ON]]) {
    await page.setContent(`<body style="margin:0">${drawing(drawn, colour)}</body>`);
    writeFileSync(path.join(target, `${name}${suffix}.png`), await page.screenshot({ omitBackground: true }));
  }
}
await browser.close();
