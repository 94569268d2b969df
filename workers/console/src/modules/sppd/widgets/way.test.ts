import { describe, expect, it } from "vitest";
import { names } from "../daftar/asked.ts";
import { wayTo } from "./way.ts";

const askedBy = (way: string) => Object.fromEntries(new URL(way, "https://serambi.example").searchParams);

describe("the way from the dashboard to what waits", () => {
  it.each(["surat_tugas", "spd", "pembatalan", "perbaikan", "kembali", "laporan", "terlambat"] as const)(
    "asks the list for %s alone, in words that the list reads",
    (queue) => {
      const asked = askedBy(wayTo(queue));
      expect(asked).toEqual({ "filter[menunggu]": queue });
      for (const name of Object.keys(asked)) expect(names).toContain(name);
    },
  );

  it.each(["pemeriksaan", "pembayaran", "rampung"] as const)("opens the costs at their own queue: %s", (queue) => {
    expect(askedBy(wayTo(queue))).toEqual({ antrean: queue });
  });

  it("leads decisions to where they are made", () => expect(wayTo("saya")).toBe("/persetujuan"));
});
