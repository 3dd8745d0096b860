/** A platform of plain memory: what the program stored, asked, said and where it went. */
export interface Asked {
  method: string;
  url: string;
  data: unknown;
  header: { [name: string]: string };
}

export type Reply = { status: number; body: unknown } | "offline";

export interface World {
  storage: Map<string, string>;
  asked: Asked[];
  said: string[];
  questions: string[];
  went: string[];
  /** Gives the answer of the server; set by each test. */
  server: (asked: Asked) => Reply;
  /** What the person answers to a question. */
  agree: boolean;
  uni: object;
}

interface RequestOptions {
  method: string;
  url: string;
  data?: string;
  header: { [name: string]: string };
  success: (answer: { statusCode: number; data: unknown }) => void;
  fail: (reason: { errMsg: string }) => void;
}

let current: World;

export const world = (): World => current;

export function freshWorld(): World {
  const here: World = { storage: new Map(), asked: [], said: [], questions: [], went: [], server: () => ({ status: 404, body: { status: 404, code: "not_found" } }), agree: true, uni: {} };
  here.uni = {
    getStorageSync: (name: string) => here.storage.get(name) ?? "",
    setStorageSync: (name: string, value: string) => here.storage.set(name, value),
    removeStorageSync: (name: string) => here.storage.delete(name),
    request: (options: RequestOptions) => exchange(here, options),
    showToast: ({ title }: { title: string }) => here.said.push(title),
    showModal: ({ content, success }: { content: string; success: (answer: { confirm: boolean }) => void }) => {
      here.questions.push(content);
      success({ confirm: here.agree });
    },
    getSystemInfoSync: () => ({ windowWidth: 375, SDKVersion: "3.0.0", platform: "devtools" }),
    getWindowInfo: () => ({ windowWidth: 375 }),
    getAppBaseInfo: () => ({ SDKVersion: "3.0.0" }),
    getDeviceInfo: () => ({ platform: "devtools" }),
    showLoading: () => undefined,
    hideLoading: () => undefined,
    navigateTo: ({ url }: { url: string }) => here.went.push(url),
    redirectTo: ({ url }: { url: string }) => here.went.push(url),
    switchTab: ({ url }: { url: string }) => here.went.push(url),
  };
  current = here;
  return here;
}

function exchange(here: World, options: RequestOptions): void {
  const asked: Asked = { method: options.method, url: options.url, data: options.data ? JSON.parse(options.data) : undefined, header: options.header };
  here.asked.push(asked);
  const reply = here.server(asked);
  queueMicrotask(() => {
    if (reply === "offline") options.fail({ errMsg: "request:fail" });
    else options.success({ statusCode: reply.status, data: reply.body });
  });
}

export const problem = (status: number, code: string, more: object = {}): Reply => ({ status, body: { status, code, detail: code, ...more } });
export const fine = (body: unknown): Reply => ({ status: 200, body });
export const pathOf = (asked: Asked): string => new URL(asked.url, "http://mall.test").pathname.replace(/^\/api\/storefront\/v1\/demo/, "");
