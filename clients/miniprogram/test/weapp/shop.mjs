// A shop for the harness: the fixture server on a port of its own, and the numbered steps that a run tells.
import { spawn } from "node:child_process";
import net from "node:net";
import path from "node:path";

import { root } from "../../scripts/dist.mjs";

export const steps = [];

export async function step(name, work) {
  const from = performance.now();
  await work();
  steps.push(name);
  console.log(`  ✓ ${name} (${Math.round(performance.now() - from)} ms)`);
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export async function fixture() {
  const port = await freePort();
  const server = spawn(process.execPath, [path.join(root, "test/fixture-server.mjs"), String(port)], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => server.stdout.once("data", resolve));
  return { api: `http://127.0.0.1:${port}`, slug: "demo", stop: () => server.kill() };
}
