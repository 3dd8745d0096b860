// Reading a built folder, shared by the scripts beside this file.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
export const h5 = path.join(root, "dist/build/h5");
export const weapp = path.join(root, "dist/build/mp-weixin");

/** Paths of all files below a folder, relative to it, with forward slashes. */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => String(name).split(path.sep).join("/"))
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort();
}

export const textOf = (folder, name) => readFileSync(path.join(folder, name), "utf8");

export function fail(lines) {
  for (const line of lines) console.error(`  ✗ ${line}`);
  process.exit(1);
}
