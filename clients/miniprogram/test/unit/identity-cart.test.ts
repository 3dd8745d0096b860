import { afterEach, describe, expect, it, vi } from "vitest";

import { getLive } from "@/api/goods";
import { call } from "@/api/http";
import { connect, ensureMember, signInSilently, signOut, welcome } from "@/features/identity";
import { useCart } from "@/stores/cart";
import { useSession } from "@/stores/session";
import { session } from "./samples";
import { fine, pathOf, problem, world } from "./uni-mock";

const line = (sku_id: string, quantity = 1, available = 9) => ({ goods_id: "g1", sku_id, name: "壶", spec_text: "", picture_url: "", price_fen: 1990, quantity, available });
const empty = { lines: [], checked_count: 0, checked_fen: 0 };
const shop = { channels: {}, subscribe_templates: [] };

afterEach(() => vi.unstubAllGlobals());

describe("a guest's cart", () => {
  it("adds up equal lines, stops at the stock and counts what is checked", async () => {
    const cart = useCart();
    await cart.add(line("s1", 2));
    await cart.add(line("s1", 20));
    await cart.add(line("s2", 1));
    await cart.patch("s2", { checked: false });
    expect(cart.cart).toMatchObject({ checked_count: 9, checked_fen: 9 * 1990 });
    expect(cart.allChecked).toBe(false);
    expect(world().asked).toHaveLength(0);
  });

  it("sets apart what is sold out or gone after asking for the stock", async () => {
    const cart = useCart();
    for (const id of ["s1", "s2", "s3"]) await cart.add(line(id, 3));
    world().server = () => fine({ goods: { g1: { available: 1, skus: { s1: 1, s2: 0 } } }, favourites: [] });
    await cart.load();
    expect(cart.good.map((each) => [each.sku_id, each.state])).toEqual([["s1", "short"]]);
    expect(cart.invalid.map((each) => each.state).sort()).toEqual(["off_sale", "sold_out"]);
    await cart.clearInvalid();
    expect(cart.cart?.lines).toHaveLength(1);
  });

  it("is handed over once at log-in", async () => {
    connect();
    const cart = useCart();
    await cart.add(line("s1", 2));
    world().server = () => fine(empty);
    await welcome(session());
    await welcome(session());
    const merges = world().asked.filter((asked) => pathOf(asked) === "/cart/merge");
    expect(merges.map((asked) => asked.data)).toEqual([{ lines: [{ sku_id: "s1", quantity: 2 }] }]);
    expect(merges[0]?.header.Authorization).toBe("Bearer t1");
  });

  it("is kept when handing over fails", async () => {
    const cart = useCart();
    await cart.add(line("s1", 2));
    world().server = () => "offline";
    await welcome(session());
    useSession().forget();
    cart.forget();
    expect(cart.cart?.lines).toHaveLength(1);
  });
});

describe("who is shopping", () => {
  it("sends an ordinary browser to the e-mail page and back", async () => {
    world().server = () => fine(shop);
    expect(await ensureMember("/pages-order/checkout/index?source=cart")).toBe(false);
    expect(world().went).toEqual([`/pages-member/login/index?to=${encodeURIComponent("/pages-order/checkout/index?source=cart")}`]);
  });

  it("asks nothing of a member", async () => {
    useSession().adopt(session());
    expect(await ensureMember()).toBe(true);
    expect(world().asked).toHaveLength(0);
  });

  it("drops an expired session at start", () => {
    world().storage.set("xiaopu:demo:session", JSON.stringify({ ...session(), expires_at: "2020-01-01T00:00:00Z" }));
    expect(useSession().signedIn).toBe(false);
  });

  it("forgets a refused token, and without a silent way the fault stays", async () => {
    connect();
    useSession().adopt(session());
    world().server = () => problem(401, "not_signed_in");
    await expect(call({ method: "GET", path: "/me" })).rejects.toMatchObject({ code: "not_signed_in" });
    expect(useSession().signedIn).toBe(false);
    expect(await signInSilently()).toBe(false);
  });

  it("sends a person whose token was refused to sign in, once, and tries passing questions without it", async () => {
    connect();
    useSession().adopt(session());
    world().server = (asked) => {
      if (pathOf(asked) === "/shop") return fine(shop);
      return pathOf(asked) === "/live" && !asked.header.Authorization ? fine({ goods: {}, favourites: [] }) : problem(401, "not_signed_in");
    };
    expect(await getLive(["g1"])).toEqual({ goods: {}, favourites: [] });
    expect(world().went).toEqual([]);
    await expect(call({ method: "GET", path: "/orders" })).rejects.toMatchObject({ code: "not_signed_in" });
    await vi.waitFor(() => expect(world().went).toEqual([`/pages-member/login/index?to=${encodeURIComponent("/pages/home/index")}`]));
  });

  it("leaves even when the server does not answer", async () => {
    useSession().adopt(session());
    world().server = () => "offline";
    await signOut();
    expect(useSession().signedIn).toBe(false);
    expect(world().storage.has("xiaopu:demo:session")).toBe(false);
  });
});
