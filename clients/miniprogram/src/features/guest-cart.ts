import type { Cart, CartAdd, CartLine } from "@/api/types";
import { drop, keep, kept } from "@/platform/storage";

/** What a product page knows of a line that a guest puts in the cart. */
export type GuestLine = Omit<CartLine, "id" | "checked" | "state">;

const MOST_LINES = 100;

/** The cart of somebody who has not signed in: on the device only, counted for show; the server counts again at checkout. */
export const guestCart = {
  read: (): Cart => toCart(load()),

  add(line: GuestLine): Cart {
    const lines = load();
    const same = lines.find((each) => each.sku_id === line.sku_id);
    const quantity = Math.min((same?.quantity ?? 0) + line.quantity, Math.max(line.available, 1));
    const next = { ...line, quantity, id: line.sku_id, checked: true, state: "ok" as const };
    return save([next, ...lines.filter((each) => each.sku_id !== line.sku_id)].slice(0, MOST_LINES));
  },

  patch: (id: string, change: { quantity?: number; checked?: boolean }): Cart =>
    save(load().map((line) => (line.id === id ? { ...line, ...change } : line))),

  remove: (id: string): Cart => save(load().filter((line) => line.id !== id)),

  checkAll: (checked: boolean): Cart => save(load().map((line) => ({ ...line, checked }))),

  /** Newest stock from /live; a goods that the server no longer names is off sale. */
  refresh(stock: { [sku_id: string]: number }): Cart {
    return save(load().map((line) => ({ ...line, ...stateOf(line, stock[line.sku_id]) })));
  },

  forMerge: (): CartAdd[] => load().map(({ sku_id, quantity }) => ({ sku_id, quantity })),

  clear: (): void => drop("guest-cart"),
};

function stateOf(line: CartLine, available: number | undefined): Pick<CartLine, "available" | "state"> {
  if (available === undefined) return { available: 0, state: "off_sale" };
  if (available <= 0) return { available: 0, state: "sold_out" };
  return { available, state: available < line.quantity ? "short" : "ok" };
}

function load(): CartLine[] {
  return kept<CartLine[]>("guest-cart", []);
}

function save(lines: CartLine[]): Cart {
  keep("guest-cart", lines);
  return toCart(lines);
}

function toCart(lines: CartLine[]): Cart {
  const counted = lines.filter((line) => line.checked && isBuyable(line));
  return {
    lines,
    checked_count: counted.reduce((sum, line) => sum + line.quantity, 0),
    checked_fen: counted.reduce((sum, line) => sum + line.price_fen * line.quantity, 0),
  };
}

/** A short line can still be bought after its quantity is lowered; the other two cannot. */
export function isBuyable(line: Pick<CartLine, "state">): boolean {
  return line.state === "ok" || line.state === "short";
}
