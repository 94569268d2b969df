import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jenisPengenal, normalkanPengenal, pengenalSchema } from "./pengenal.ts";

describe("a name to log in with", () => {
  it("has one form however it is written", () => {
    expect(normalkanPengenal(" 0401 ")).toBe("0401");
    expect(normalkanPengenal("19850312 201012 2 003")).toBe("198503122010122003");
    expect(normalkanPengenal("Ratna.W@Kampus.AC.ID")).toBe("ratna.w@kampus.ac.id");
    expect(["", " ", "-", " -- "].map(normalkanPengenal)).toEqual(["", "", "", ""]);
  });

  it("keeps its form when it is brought into it again", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const normal = normalkanPengenal(text);
        expect(normalkanPengenal(normal)).toBe(normal);
      }),
      { seed: 2_026, numRuns: 2_000 },
    );
  });

  it("is of the shape of its kind, or refused; a dash is none", () => {
    const read = (jenis: (typeof jenisPengenal)[number], text: string) => pengenalSchema(jenis).safeParse(text);
    for (const jenis of jenisPengenal) expect(read(jenis, "-")).toEqual({ success: true, data: undefined });
    expect(read("nip", "19850312 201012 2 003").data).toBe("198503122010122003");
    for (const [jenis, text] of [
      ["nip", "19850312201012200"],
      ["nidn", "004018501x"],
      ["username", "1985"],
      ["username", "ratna@kampus.ac.id"],
      ["email", "ratna@kampus"],
      ["nim", "1234567"],
    ] as const) {
      expect([jenis, read(jenis, text).error?.issues[0]?.message]).toEqual([jenis, "PENGENAL_TIDAK_SAH"]);
    }
  });
});
