import type { PriceLine, Quote } from "@/api/types";
import { fenText } from "@/features/money";
import { t } from "@/i18n";

/** What differs between the count that was shown and the new one, a line each, as a shopper would say it. */
export function quoteChanges(before: Quote, after: Quote): string[] {
  return [...lineChanges(before, after), ...priceChanges(before, after), ...totalChange(before, after)];
}

function lineChanges(before: Quote, after: Quote): string[] {
  const out: string[] = [];
  for (const old of before.lines) {
    const now = after.lines.find((line) => line.sku_id === old.sku_id);
    if (!now) out.push(t("changed.gone", { name: old.name }));
    else if (now.price_fen !== old.price_fen) out.push(t("changed.price", { name: old.name, from: fenText(old.price_fen), to: fenText(now.price_fen) }));
    else if (now.quantity !== old.quantity) out.push(t("changed.quantity", { name: old.name, from: String(old.quantity), to: String(now.quantity) }));
  }
  return out;
}

function priceChanges(before: Quote, after: Quote): string[] {
  const old = new Map(before.price_lines.map((line) => [line.kind, line]));
  const moved = (line: PriceLine) => line.kind !== "goods" && (old.get(line.kind)?.amount_fen ?? 0) !== line.amount_fen;
  return after.price_lines
    .filter(moved)
    .map((line) => t("changed.line", { label: line.label, from: fenText(old.get(line.kind)?.amount_fen ?? 0), to: fenText(line.amount_fen) }));
}

function totalChange(before: Quote, after: Quote): string[] {
  if (before.payable_fen === after.payable_fen) return [];
  return [t("changed.total", { from: fenText(before.payable_fen), to: fenText(after.payable_fen) })];
}
