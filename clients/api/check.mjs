/**
 * Fails when the generated types are not what openapi.json makes of them: `npm run check`. That openapi.json is what
 * the code makes of it is told by `python -m tools.openapi --check`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = import.meta.dirname;
const made = mkdtempSync(join(tmpdir(), "xiaopu-api-"));
try {
  execFileSync(join(here, "node_modules", ".bin", "openapi-ts"), ["-o", made], { cwd: here, stdio: "ignore" });
  const stale = ["types.gen.ts", "index.ts"].filter(
    (name) => readFileSync(join(made, name), "utf8") !== readFileSync(join(here, "src", name), "utf8"),
  );
  if (stale.length) {
    console.error(`${stale.join(", ")} in clients/api/src: stale. Run npm run gen in clients/api.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(made, { recursive: true, force: true });
}
