import { describe, expect, it } from "vitest";

import { fenText, splitFen } from "@/features/money";
import { countdown, daysLeft, instant, shanghai, soldText } from "@/features/time";

describe("money", () => {
  it("splits fen into yuan and two decimals", () => {
    expect(splitFen(129900)).toEqual({ sign: "", yuan: "1,299", decimals: "00" });
    expect(splitFen(5)).toEqual({ sign: "", yuan: "0", decimals: "05" });
    expect(splitFen(123456789)).toEqual({ sign: "", yuan: "1,234,567", decimals: "89" });
  });

  it("keeps the sign of a discount before the ¥", () => {
    expect(splitFen(-1050)).toEqual({ sign: "-", yuan: "10", decimals: "50" });
    expect(fenText(-1050)).toBe("-¥10.50");
  });

  it.each([Number.NaN, 1.5, Number.POSITIVE_INFINITY, 2 ** 60])("shows nothing rather than a wrong price for %s", (fen) => {
    expect(splitFen(fen)).toBeNull();
    expect(fenText(fen)).toBe("");
  });
});

describe("time", () => {
  it("speaks Shanghai time, over midnight and with microseconds", () => {
    expect(shanghai("2026-11-24T06:00:00Z")).toBe("2026-11-24 14:00:00");
    expect(shanghai("2026-11-24T18:30:00Z", "minute")).toBe("2026-11-25 02:30");
    expect(shanghai("2026-12-31T16:00:00.123456Z", "day")).toBe("2027-01-01");
  });

  it("gives nothing for what is no time", () => {
    expect(shanghai(undefined)).toBe("");
    expect(shanghai("soon")).toBe("");
    expect(instant("")).toBeNaN();
  });

  it("counts down from 30:00 and ends at 00:00", () => {
    expect(countdown(1_800_000)).toBe("30:00");
    expect(countdown(1_798_500)).toBe("29:59");
    expect(countdown(3_723_000)).toBe("01:02:03");
    expect(countdown(-5)).toBe("00:00");
  });

  it("tells whole days and hours, and large sales short", () => {
    expect(daysLeft(9.5 * 86_400_000)).toEqual({ days: 9, hours: 12 });
    expect(daysLeft(-1)).toEqual({ days: 0, hours: 0 });
    expect([soldText(9999), soldText(12_345)]).toEqual(["9999", "1.2万"]);
  });
});
