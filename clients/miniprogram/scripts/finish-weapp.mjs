// After `uni build -p mp-weixin`: puts the stamp file into the form that a server may write without Node, and checks that it is really read.
import { copyFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { fail, filesBelow, root, textOf, weapp } from "./dist.mjs";
import { readStamp, stampText } from "./stamp-weapp.mjs";

const STAMP = "config/stamp.js";
const FOREIGN = /https?:\/\/[a-z0-9.-]*dcloud\.net\.cn[^"'`)\s\\]*/g;

const files = filesBelow(weapp);
if (!files.includes(STAMP)) fail([`${STAMP} is no file of its own any more: a shop could not be stamped without a build`]);
writeFileSync(path.join(weapp, STAMP), stampText(readStamp(weapp)));
copyFileSync(path.join(root, "src/profiles.json"), path.join(weapp, "config/profiles.json"));
const readers = files.filter((name) => name.endsWith(".js") && /require\([^)]*config\/stamp\.js/.test(textOf(weapp, name)));
if (readers.length === 0) fail([`nothing reads ${STAMP}: its values have been built in`]);
for (const name of files.filter((each) => each.endsWith(".js"))) {
  const before = textOf(weapp, name);
  const after = before.replace(FOREIGN, "");
  if (after !== before) writeFileSync(path.join(weapp, name), after);
}
console.log(`weapp: ${STAMP} stands ready for stamping; read by ${readers.join(", ")}.`);
