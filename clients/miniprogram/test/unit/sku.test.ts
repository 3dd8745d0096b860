import { describe, expect, it } from "vitest";

import { choiceRows, firstPick, matchSku, missingRows, pick, pictureOf, quantityLimit, specText } from "@/features/sku";
import { goods, live } from "./samples";

const openValues = (picked: (string | null)[]) => choiceRows(goods, live, picked).map((row) => row.choices.filter((choice) => choice.open).map((choice) => choice.value));

describe("SKU matrix", () => {
  it("picks nothing for the person, save where there is one value only", () => {
    expect(firstPick(goods)).toEqual([null, null]);
    expect(firstPick({ ...goods, specs: [{ name: "规格", values: [{ value: "标准" }] }] })).toEqual(["标准"]);
    expect(firstPick({ ...goods, specs: [] })).toEqual([]);
  });

  it("greys what no buyable SKU has", () => {
    expect(openValues([null, null])).toEqual([["青", "赭"], ["小"]]);
  });

  it("greys combinations that do not exist or are sold out", () => {
    expect(openValues(["青", null])).toEqual([["青", "赭"], ["小"]]);
    expect(openValues([null, "大"])).toEqual([[], ["小"]]);
  });

  it("keeps everything open until /live has answered", () => {
    const rows = choiceRows(goods, null, ["青", null]);
    expect(rows[1]?.choices.map((choice) => choice.open)).toEqual([true, true]);
  });

  it("takes a picked value back on a second tap", () => {
    expect(pick(["青", null], 0, "赭")).toEqual(["赭", null]);
    expect(pick(["青", null], 0, "青")).toEqual([null, null]);
  });

  it("finds the SKU only when every row is picked", () => {
    expect(matchSku(goods, ["青", null])).toBeNull();
    expect(matchSku(goods, ["青", "大"])?.id).toBe("s2");
    expect(matchSku(goods, ["赭", "大"])).toBeNull();
    expect(matchSku({ ...goods, specs: [], skus: [{ id: "only", spec_values: [], price_fen: 1 }] }, [])?.id).toBe("only");
    expect(missingRows(goods, [null, "小"])).toEqual(["颜色"]);
  });

  it("shows the picture of the SKU, else of the picked value, else of the goods", () => {
    expect(pictureOf(goods, ["赭", "小"])).toBe("/media/s3.webp");
    expect(pictureOf(goods, ["青", null])).toBe("/media/green.webp");
    expect(pictureOf(goods, [null, null])).toBe("/media/a.webp");
  });

  it("limits the quantity by stock and by what one buyer may have", () => {
    const one = matchSku(goods, ["青", "小"]);
    expect(quantityLimit(goods, one, live)).toBe(5);
    expect(quantityLimit({ ...goods, limit_per_buyer: 2 }, one, live)).toBe(2);
    expect(quantityLimit(goods, matchSku(goods, ["青", "大"]), live)).toBe(0);
    expect(quantityLimit(goods, one, null)).toBe(999);
    expect(specText(one)).toBe("青 小");
  });
});
