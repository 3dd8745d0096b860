// After `uni build`: takes the framework's foreign addresses out and refuses a build that still names a foreign host.
import { writeFileSync } from "node:fs";
import path from "node:path";

import { fail, filesBelow, h5, textOf } from "./dist.mjs";

const FOREIGN = /https?:\/\/[a-z0-9.-]*dcloud\.net\.cn[^"'`)\s\\]*/g;
// Names of XML vocabularies and one link inside an error message: never fetched.
const NAMES = [/^http:\/\/www\.w3\.org\//, /^https:\/\/vuejs\.org\/error-reference\//];

const faults = [];
let stripped = 0;
for (const name of filesBelow(h5).filter((each) => /\.(js|css|html)$/.test(each))) {
  const before = textOf(h5, name);
  const after = before.replace(FOREIGN, () => {
    stripped += 1;
    return "data:,";
  });
  if (after !== before) writeFileSync(path.join(h5, name), after);
  const named = [...after.matchAll(/https?:\/\/[^"'`)\s\\]*/g), ...after.matchAll(/(?<=["'`(])\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[^"'`)\s\\]*/gi)];
  for (const [found] of named) if (!NAMES.some((allowed) => allowed.test(found))) faults.push(`${name} names the foreign address ${found}`);
}
const page = textOf(h5, "index.html");
for (const found of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
  if (!/^(?:\.\/|data:)/.test(found[1])) faults.push(`index.html loads ${found[1]}: assets must be relative to the page`);
}
if (faults.length > 0) fail(faults);
console.log(`H5: ${stripped} foreign addresses of the framework taken out, none left.`);
