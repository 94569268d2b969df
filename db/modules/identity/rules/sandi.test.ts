import { describe, expect, it } from "vitest";
import { periksaSandi, sandiBaru } from "./sandi.ts";

const nama = [
  "Ratna Wulandari",
  "ratna.w",
  "ratna.wulandari@uji.example",
  "198503122010122003",
  "Universitas Uji Semarang",
  "undip",
];

describe("a new password", () => {
  it("has ten characters at the least; a sentence is as good as signs", () => {
    expect(sandiBaru.safeParse("sembilan9").success).toBe(false);
    for (const good of ["hujan turun di kampus", "9x!K2-mqp_7", "kuda poni biru besar"]) {
      expect([good, sandiBaru.safeParse(good).success, periksaSandi(good, nama)]).toEqual([good, true, null]);
    }
  });

  it.each(["1234567890", "Password123", "P a s s w o r d 1 2 3", "BISMILLAH-123", "aaaaaaaaaaaa", "ababababab"])(
    "is not one of those that are tried first: %s",
    (sandi) => expect(periksaSandi(sandi, nama)).toBe("SANDI_TERLALU_UMUM"),
  );

  it.each([
    "ratna wulandari",
    "RatnaWulandari1!",
    "19850312 201012 2 003",
    "ratna.wulandari@1",
    "ratna.w2026",
    "2026-RATNA-w-08121985",
    "1985 wulandari",
    "wulandari, ratna 85",
    "r.a.t.n.a.1.w",
    "universitas2026",
    "Semarang#2026",
    "undip-2026-2027",
    "serambi-2028!!",
  ])("is not the name or number of the person or their institution with a little, or digits, beside it: %s", (sandi) =>
    expect(periksaSandi(sandi, nama)).toBe("SANDI_MEMUAT_NAMA"),
  );

  it("may have a name in it when most of it is something else", () => {
    expect(periksaSandi("ratna.w suka hujan", nama)).toBeNull();
    expect(periksaSandi("semarang hujan terus", nama)).toBeNull();
    expect(periksaSandi("anabul kesayangan", ["Ana"])).toBeNull();
  });
});
