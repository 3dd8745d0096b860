import type { GoodsDetail, LiveGoods, Sku } from "@/api/types";

export interface Choice {
  value: string;
  picture_url?: string;
  picked: boolean;
  /** Some buyable SKU has this value together with what is picked in the other rows. */
  open: boolean;
}

export interface ChoiceRow {
  name: string;
  choices: Choice[];
}

/** One picked value per spec, null where nothing is picked. */
export type Picked = (string | null)[];

/** Nothing is picked for the person, save where there is nothing to choose. */
export function firstPick(goods: GoodsDetail): Picked {
  return goods.specs.map((spec) => (spec.values.length === 1 ? spec.values[0]?.value ?? null : null));
}

/** Before /live answered everything counts as buyable, so that the sheet does not flicker. */
export function stockOf(sku: Sku, live: LiveGoods | null): number {
  return live ? live.skus[sku.id] ?? 0 : Number.POSITIVE_INFINITY;
}

export function choiceRows(goods: GoodsDetail, live: LiveGoods | null, picked: Picked): ChoiceRow[] {
  const buyable = goods.skus.filter((sku) => stockOf(sku, live) > 0);
  return goods.specs.map((spec, row) => ({
    name: spec.name,
    choices: spec.values.map(({ value, picture_url }) => ({
      value,
      picture_url,
      picked: picked[row] === value,
      open: buyable.some((sku) => sku.spec_values.every((each, at) => (at === row ? each === value : !picked[at] || picked[at] === each))),
    })),
  }));
}

/** A tap on a picked value takes it back; a tap on another one takes its place. */
export function pick(picked: Picked, row: number, value: string): Picked {
  return picked.map((each, at) => (at === row ? (each === value ? null : value) : each));
}

export function matchSku(goods: GoodsDetail, picked: Picked): Sku | null {
  if (picked.some((value) => value === null)) return null;
  return goods.skus.find((sku) => sku.spec_values.every((value, at) => value === picked[at])) ?? null;
}

/** The SKU's own picture, else that of a picked value, else the first of the goods. */
export function pictureOf(goods: GoodsDetail, picked: Picked): string {
  const own = matchSku(goods, picked)?.picture_url;
  if (own) return own;
  for (const [row, spec] of goods.specs.entries()) {
    const picture = spec.values.find((value) => value.value === picked[row])?.picture_url;
    if (picture) return picture;
  }
  return goods.pictures[0] ?? "";
}

/** Names of the rows where nothing is picked yet. */
export function missingRows(goods: GoodsDetail, picked: Picked): string[] {
  return goods.specs.filter((_, row) => picked[row] === null).map((spec) => spec.name);
}

/** Most pieces one order may have: what is there, and what one buyer may have. */
export function quantityLimit(goods: GoodsDetail, sku: Sku | null, live: LiveGoods | null): number {
  const there = sku ? stockOf(sku, live) : live?.available ?? 999;
  return Math.max(0, Math.min(there, goods.limit_per_buyer ?? 999, 999));
}

export const specText = (sku: Sku | null): string => sku?.spec_values.join(" ") ?? "";
