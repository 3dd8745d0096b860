import type { FieldFault, Problem } from "@/api/types";
import { send } from "@/platform/net";
import { place } from "@/platform/place";

export interface Call {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the shop, starting with "/": "/cart/lines". With `whole` below /api/storefront/v1 instead. */
  path: string;
  whole?: boolean;
  query?: { [name: string]: string | number | undefined };
  body?: object;
  /** Idempotency-Key: one per attempt, kept over repeats of the same body. */
  key?: string;
  /** Goes without the member's token even when there is one (log-in itself). */
  anonymous?: boolean;
  /** Asked in passing: when the token is refused nobody is sent to sign in for it, it is tried without. */
  passing?: boolean;
}

/** Any answer but a good one. `code` is what the program reads; "network" and "bad_answer" are ours, the rest the server's. */
export class Fault extends Error {
  readonly code: string;
  readonly status: number;
  readonly data: { [key: string]: unknown };
  readonly fields: FieldFault[];
  readonly detailEn: string;

  constructor(problem: Problem) {
    super(problem.detail || problem.title || problem.code);
    this.code = problem.code;
    this.status = problem.status;
    this.data = problem.data ?? {};
    this.fields = problem.fields ?? [];
    this.detailEn = problem.detail_en ?? "";
  }
}

/** Where the token comes from and how a refused one is renewed; set once by the session, so that this file knows no store. */
export interface TokenSource {
  token(): string;
  /** True when there is a new token to try with; called once per call, never for anonymous calls. */
  renew(): Promise<boolean>;
  /** Nobody is signed in and an act needed somebody; called when the answer stays a 401. */
  refused(): void;
}

let source: TokenSource = { token: () => "", renew: () => Promise.resolve(false), refused: () => undefined };

export function useTokenSource(next: TokenSource): void {
  source = next;
}

/** Ask the server. Throws `Fault`; a 401 is tried once more after `renew()`. */
export async function call<T>(asked: Call): Promise<T> {
  const first = await once(asked);
  if (first.status !== 401 || asked.anonymous) return settle<T>(first);
  const renewed = await source.renew();
  const last = renewed || asked.passing ? await once(asked) : first;
  if (last.status === 401 && !asked.passing) source.refused();
  return settle<T>(last);
}

interface Answer {
  status: number;
  data: unknown;
}

async function once(asked: Call): Promise<Answer> {
  const headers: { [name: string]: string } = {};
  const token = asked.anonymous ? "" : source.token();
  if (token) headers.Authorization = `Bearer ${token}`;
  if (asked.key) headers["Idempotency-Key"] = asked.key;
  try {
    return await send({ method: asked.method, url: address(asked), headers, body: asked.body });
  } catch {
    throw new Fault({ status: 0, code: "network" });
  }
}

function settle<T>(answer: Answer): T {
  if (answer.status >= 200 && answer.status < 300) return answer.data as T;
  throw new Fault(isProblem(answer.data) ? answer.data : { status: answer.status, code: "bad_answer" });
}

function isProblem(data: unknown): data is Problem {
  return typeof data === "object" && data !== null && typeof (data as Partial<Problem>).code === "string";
}

function address(asked: Call): string {
  const here = place();
  const root = `${here.origin}/api/storefront/v1`;
  const pairs = Object.entries(asked.query ?? {}).filter(([, value]) => value !== undefined && value !== "");
  const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join("&");
  return `${root}${asked.whole ? "" : `/${here.slug}`}${asked.path}${query ? `?${query}` : ""}`;
}
