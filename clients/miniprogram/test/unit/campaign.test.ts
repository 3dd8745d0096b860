import { beforeEach, describe, expect, it, vi } from "vitest";

import { readRefusal } from "../../src/platform/album";

const sent = vi.fn((_body: object) => Promise.resolve());
vi.mock("../../src/api/campaigns", () => ({ sendTouch: (body: object) => sent(body) }));

async function fresh() {
  vi.resetModules();
  return import("../../src/features/campaign");
}

const GOODS = "01kjpb7wg0572bqga302";

describe("how somebody came", () => {
  beforeEach(() => {
    sent.mockClear();
    uni.clearStorageSync?.();
  });

  it("reads a scene as WeChat hands it over, and plain parameters", async () => {
    const { landed } = await fresh();
    expect(landed({ scene: encodeURIComponent(`c=k3m9xz&g=${GOODS}`) })).toMatchObject({ ch: "k3m9xz", id: GOODS });
    expect(landed({ scene: "c=k3m9xz&p=after-sale" })).toMatchObject({ ch: "k3m9xz", name: "after-sale" });
    expect(landed({ id: GOODS, ch: "k3m9xz" })).toMatchObject({ ch: "k3m9xz", id: GOODS });
    for (const broken of ["%E0%A4%A", "", "===", "c", "h=1"]) expect(landed({ scene: broken }).ch).toBeUndefined();
  });

  it("tells a visit once for each way in, and nothing of a sign that is none", async () => {
    const { arrive, arrived } = await fresh();
    arrive({ query: { scene: "c=k3m9xz" } });
    arrive({ query: { scene: "c=k3m9xz" } });
    arrive({ query: { scene: "c=K3M9XZ" } });
    arrive(undefined);
    await arrived();
    expect(sent).toHaveBeenCalledTimes(1);
    arrive({ search: "?ch=zzzzzz" });
    expect(sent).toHaveBeenCalledTimes(2);
  });

  it("hands the channel on for 48 hours and not longer", async () => {
    const { arrive, carried, carriedAddress, channel } = await fresh();
    expect(carried("/pages/home/index")).toBe("/pages/home/index");
    const from = Date.now();
    arrive({ query: { ch: "k3m9xz" } });
    expect(carried(`/pages/goods/index?id=${GOODS}`)).toBe(`/pages/goods/index?id=${GOODS}&ch=k3m9xz`);
    expect(carriedAddress("https://a.example/s/tea/?ch=aaaaaa&x=1#/pages/goods/index?id=1")).toBe("https://a.example/s/tea/?x=1&ch=k3m9xz#/pages/goods/index?id=1");
    vi.spyOn(Date, "now").mockReturnValue(from + 48 * 3_600_000 + 60_000);
    expect(channel()).toBe("");
    vi.restoreAllMocks();
  });
});

describe("the album's no", () => {
  it("is told from a closed sheet", () => {
    expect(readRefusal("saveImageToPhotosAlbum:fail auth deny")).toBe("refused");
    expect(readRefusal("saveImageToPhotosAlbum:fail cancel")).toBe("cancelled");
    expect(readRefusal("saveImageToPhotosAlbum:fail file not found")).toBe("failed");
  });
});
