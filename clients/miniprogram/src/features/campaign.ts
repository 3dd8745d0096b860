import { sendTouch } from "@/api/campaigns";
import { drop, keep, kept } from "@/platform/storage";

/** How the person came in, as uni hands it over; in H5 `search` is the address before the hash. */
export interface Entry {
  path?: string;
  query?: { [name: string]: string | undefined };
  search?: string;
}

/** What a code or link leads to; any of it may be missing. */
export interface Landed {
  id?: string;
  category?: string;
  name?: string;
  ch?: string;
}

interface Visit {
  ch: string;
  at: number;
}

/** As long as the server counts an order to a visit; a share carries the channel of the sharer's visit as long. */
const VISIT_MS = 48 * 3_600_000;
const SIGN = /^[0-9a-z]{6}$/;
const LETTERS = { c: "ch", g: "id", l: "category", p: "name" } as const;

let last = "";
let under: Promise<void> = Promise.resolve();

/** The scene of a mini program code, "c=k3m9xz&g=<goods>", and plain parameters, in one form. */
export function landed(query: Entry["query"]): Landed {
  const out: Landed = { id: query?.id, category: query?.category, name: query?.name, ch: query?.ch };
  for (const [name, value] of pairs(unpacked(query?.scene ?? ""))) {
    const field = LETTERS[name as keyof typeof LETTERS];
    if (field && value) out[field] = value;
  }
  return out;
}

/** Called when the mall comes to the front. Coming back the same way is no new visit; a new code is. */
export function arrive(entry: Entry | undefined): void {
  const ch = landed({ ...fromSearch(entry?.search), ...entry?.query }).ch ?? "";
  const way = JSON.stringify([entry?.path, entry?.query, entry?.search]);
  if (way === last) return;
  last = way;
  if (!SIGN.test(ch)) return;
  keep("visit", { ch, at: Date.now() } satisfies Visit);
  under = sendTouch({ visitor: visitor(), campaign: ch }).catch(() => undefined);
}

/** Settled once the server knows of the visit, so that who signs in next is a new member of that channel. */
export const arrived = (): Promise<void> => under;

/** Somebody has signed in: what they did before on this device is theirs. */
export async function claimVisits(): Promise<void> {
  if (kept<string>("visitor", "")) await sendTouch({ visitor: visitor() }).catch(() => undefined);
}

/** The channel by which this person came, or "" when they came by none or too long ago. */
export function channel(): string {
  const visit = kept<Visit | null>("visit", null);
  if (!visit) return "";
  if (Date.now() - visit.at <= VISIT_MS) return visit.ch;
  drop("visit");
  return "";
}

/** An address inside the mall that carries on the channel of the sharer's visit. */
export function carried(path: string): string {
  const ch = channel();
  return ch ? `${path}${path.includes("?") ? "&" : "?"}ch=${ch}` : path;
}

/** The address of this page in a browser with the channel before its hash. */
export function carriedAddress(address: string): string {
  const [rest = "", hash = ""] = address.split("#");
  const bare = rest.split("?")[0] ?? "";
  const kept = pairs(rest.split("?")[1] ?? "").filter(([name]) => name !== "ch");
  const all = channel() ? [...kept, ["ch", channel()]] : kept;
  return `${bare}${all.length ? `?${all.map((pair) => pair.join("=")).join("&")}` : ""}${hash ? `#${hash}` : ""}`;
}

/** A token of this device, made up once; it proves nothing and is no secret. */
function visitor(): string {
  const known = kept<string>("visitor", "");
  if (known) return known;
  const made = Array.from({ length: 24 }, () => Math.floor(Math.random() * 36).toString(36)).join("");
  keep("visitor", made);
  return made;
}

function pairs(text: string): string[][] {
  return text
    .split("&")
    .filter((each) => each.includes("="))
    .map((each) => [each.slice(0, each.indexOf("=")), each.slice(each.indexOf("=") + 1)]);
}

const fromSearch = (search = ""): { [name: string]: string } => Object.fromEntries(pairs(search.replace(/^\?/, "")));

function unpacked(scene: string): string {
  try {
    return decodeURIComponent(scene);
  } catch {
    return "";
  }
}
