import { isWeapp } from "@/platform/kind";

export interface Outgoing {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  headers: { [name: string]: string };
  body?: object;
}

const TIMEOUT_MS = 15_000;

/** One HTTP exchange; rejects only when no answer came. WeChat's request knows no PATCH: there it travels as POST and says so. */
export function send(out: Outgoing): Promise<{ status: number; data: unknown }> {
  const disguised = isWeapp && out.method === "PATCH";
  const header: { [name: string]: string } = { Accept: "application/json", ...out.headers };
  if (out.body) header["Content-Type"] = "application/json";
  if (disguised) header["X-HTTP-Method-Override"] = "PATCH";
  return new Promise((resolve, reject) => {
    uni.request({
      url: out.url,
      method: (disguised ? "POST" : out.method) as UniApp.RequestOptions["method"],
      data: out.body ? JSON.stringify(out.body) : undefined,
      header,
      timeout: TIMEOUT_MS,
      dataType: "json",
      success: (answer) => resolve({ status: answer.statusCode, data: answer.data }),
      fail: (reason) => reject(new Error(reason.errMsg)),
    });
  });
}
