import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, it } from "vitest";

const src = path.resolve(__dirname, "../../src");
const files = readdirSync(src, { recursive: true })
  .map((name) => String(name).split(path.sep).join("/"))
  .filter((name) => /\.(vue|ts)$/.test(name));
const textOf = (name: string) => readFileSync(path.join(src, name), "utf8");
const holding = (pattern: RegExp, among: (name: string) => boolean) => files.filter((name) => among(name) && pattern.test(textOf(name)));

describe("how this house is built", () => {
  it("lets platform/ alone speak to wx and uni", () => {
    expect(holding(/\b(?:uni|wx)\.[a-z]/i, (name) => !name.startsWith("platform/"))).toEqual([]);
  });

  it("keeps components and pages free of status comparisons and price arithmetic", () => {
    const drawn = (name: string) => name.endsWith(".vue");
    expect(holding(/\bstatus\s*[!=]==?/, drawn)).toEqual([]);
    expect(holding(/_fen\s*[*+/-]|[*+/-]\s*\w+(?:\.\w+)*_fen\b/, (name) => drawn(name))).toEqual([]);
  });

  it("lets Price alone write money in templates", () => {
    expect(holding(/fenText|splitFen|¥/, (name) => name.endsWith(".vue") && name !== "components/Price.vue")).toEqual([]);
  });

  it("keeps TDesign behind our own components", () => {
    expect(holding(/@tdesign\//, (name) => !name.startsWith("components/") && name !== "main.ts")).toEqual([]);
  });

  it("keeps files short, typed and free of leftovers", () => {
    expect(files.filter((name) => textOf(name).split("\n").length > 300)).toEqual([]);
    expect(holding(/:\s*an[y]\b|<an[y]>|as an[y]\b|@ts-ignor[e]|@ts-nochec[k]|TOD[O]|FIXM[E]|XX[X]/, () => true)).toEqual([]);
  });
});
