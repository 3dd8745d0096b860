import { call } from "@/api/http";
import { stamp } from "@/platform/stamp";
import { running } from "@/platform/account";

/** Once a start: this version runs on a phone and reaches the shop's server. Nobody waits for it, and nobody is told when it fails. */
export function sendBeacon(): void {
  const here = running();
  if (!here || !stamp.beacon) return;
  const body = { beacon: stamp.beacon, env_version: here.env_version, version: stamp.version, appid: here.appid };
  call<unknown>({ method: "POST", path: "/beacon", body, anonymous: true }).catch(() => undefined);
}
