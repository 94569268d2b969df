import { describe, expect, it } from "vitest";
import { daysBetween, missingParts, written, type ReportContent } from "./report-content.ts";

const empty: ReportContent = {
  pendahuluan: "",
  pelaksanaan: [],
  hasil: "",
  kesimpulan: "",
  saran: "",
  lampiran: [],
  foto: [],
};

describe("a report that is being written", () => {
  it("is saved without the days on which nothing is written yet", () => {
    const days = [
      { tanggal: "2026-04-13", uraian: "Rapat pleno." },
      { tanggal: "2026-04-14", uraian: "  " },
      { tanggal: "", uraian: "Tanpa tanggal." },
    ];
    expect(written({ ...empty, pelaksanaan: days }).pelaksanaan).toEqual(days.slice(0, 1));
  });

  it("says what is missing as the platform will", () => {
    expect(missingParts({ ...empty, hasil: "Rancangan disepakati.", kesimpulan: " \n" })).toEqual([
      "pendahuluan",
      "pelaksanaan",
      "kesimpulan",
    ]);
  });

  it("has the days of the trip, across the end of a month and of daylight saving elsewhere", () => {
    expect(daysBetween("2026-03-28", "2026-04-01")).toHaveLength(5);
    expect(daysBetween("2026-04-13", "2026-04-13")).toEqual(["2026-04-13"]);
  });
});
