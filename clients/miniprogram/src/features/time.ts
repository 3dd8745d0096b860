const SHANGHAI_MS = 8 * 3600 * 1000;

/** "2026-11-24T06:00:00Z" → "2026-11-24 14:00:00" as a shopper in China reads it; "" for what is no time. */
export function shanghai(at: string | undefined, part: "full" | "minute" | "day" = "full"): string {
  const ms = instant(at);
  if (Number.isNaN(ms)) return "";
  const text = new Date(ms + SHANGHAI_MS).toISOString().replace("T", " ");
  return text.slice(0, { full: 19, minute: 16, day: 10 }[part]);
}

/** Milliseconds since 1970, NaN for what is no time. Old WebViews refuse more than three digits of a second, so they are cut. */
export function instant(at: string | undefined): number {
  return at ? Date.parse(at.replace(/(\.\d{3})\d+/, "$1")) : Number.NaN;
}

/** Time left as "29:59", with hours in front above an hour and days above a day; "00:00" once it is over. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${two(hours)}:${clock}` : clock;
}

/** Whole days and hours left, for the long waits (自动收货). */
export function daysLeft(leftMs: number): { days: number; hours: number } {
  const hours = Math.max(0, Math.floor(leftMs / 3_600_000));
  return { days: Math.floor(hours / 24), hours: hours % 24 };
}

/** 12 → "12", 12345 → "1.2万". */
export function soldText(sold: number): string {
  return sold < 10_000 ? String(sold) : `${Math.floor(sold / 1000) / 10}万`;
}
