const year = { tahun: "2026" };

/** Pages of orders that the crowd's lists are tried with: whose reach, of which years, and how many rows at most are looked at. */
export const orderPages: readonly (readonly [string, object, "all" | "faculty" | "own", string[], number])[] = [
  ["newest first", year, "all", ["2026"], 110],
  ["of the current year, unnamed", {}, "all", ["2026"], 110],
  ["oldest first", { ...year, sort: "dibuat" }, "all", ["2026"], 110],
  ["by departure", { ...year, sort: "-tanggal_berangkat" }, "all", ["2026"], 110],
  ["of a state", { ...year, "filter[status]": "diajukan" }, "all", ["2026"], 110],
  ["of three states", { ...year, "filter[status]": "draft,diajukan,ditolak" }, "all", ["2026"], 210],
  [
    "of a state, by departure",
    { ...year, "filter[status]": "diajukan", sort: "tanggal_berangkat" },
    "all",
    ["2026"],
    110,
  ],
  ["of a state that none is in", { ...year, "filter[status]": "rampung" }, "all", ["2026"], 0],
  ["of a week", { "filter[dari]": "2026-11-02", "filter[sampai]": "2026-11-08" }, "all", ["2026"], 110],
  [
    "of the days around New Year",
    { "filter[dari]": "2026-12-28", "filter[sampai]": "2027-01-08" },
    "all",
    ["2026", "2027"],
    110,
  ],
  ["of a programme", { ...year, unit: "P0-1" }, "all", ["2026"], 110],
  ["of a programme and a state", { ...year, unit: "P0-1", "filter[status]": "draft" }, "all", ["2026"], 110],
  ["of a programme, by departure", { ...year, unit: "P0-1", sort: "-tanggal_berangkat" }, "all", ["2026"], 110],
  ["of all below a faculty", { ...year, below: "F1" }, "all", ["2026"], 1_000],
  ["of all below a faculty, by amount", { ...year, below: "F1", sort: "-total_estimasi" }, "all", ["2026"], 1_000],
  ["to a city", { ...year, "filter[tujuan]": "34.71" }, "all", ["2026"], 160],
  ["to a province, of a state", { ...year, "filter[tujuan]": "31", "filter[status]": "draft" }, "all", ["2026"], 4_000],
  ["to where nobody goes", { ...year, "filter[tujuan]": "11.01" }, "all", ["2026"], 0],
  [
    "back in a week",
    { ...year, "filter[kembali_dari]": "2026-11-02", "filter[kembali_sampai]": "2026-11-08" },
    "all",
    ["2026"],
    160,
  ],
  [
    "back in a week, of a faculty",
    { ...year, "filter[kembali_dari]": "2026-11-02", "filter[kembali_sampai]": "2026-11-08" },
    "faculty",
    ["2026"],
    1_000,
  ],
  [
    "made in a week",
    { "filter[dibuat_dari]": "2026-03-02", "filter[dibuat_sampai]": "2026-03-08" },
    "all",
    ["2026"],
    160,
  ],
  [
    "made in a week, of a faculty",
    { "filter[dibuat_dari]": "2026-03-02", "filter[dibuat_sampai]": "2026-03-08" },
    "faculty",
    ["2026"],
    1_000,
  ],
  [
    "of an amount",
    { ...year, "filter[total_dari]": "1100000", "filter[total_sampai]": "1100300" },
    "all",
    ["2026"],
    160,
  ],
  ["of a number", { ...year, "filter[nomor]": "ST-77775/2026" }, "all", ["2026"], 2],
  ["of numbers that begin so", { ...year, "filter[nomor]": "ST-777*" }, "all", ["2026"], 160],
  ["of a faculty", year, "faculty", ["2026"], 1_000],
  ["of a faculty, by departure", { ...year, sort: "-tanggal_berangkat" }, "faculty", ["2026"], 1_000],
  ["of a faculty, of a state", { ...year, "filter[status]": "diajukan" }, "faculty", ["2026"], 1_000],
  ["of one's own", year, "own", ["2026"], 600],
  ["of one's own, by departure", { ...year, sort: "tanggal_berangkat" }, "own", ["2026"], 600],
  ["found by a rare word", { ...year, "filter[cari]": "akreditasi" }, "all", ["2026"], 200],
  [
    "found by a rare word, by departure",
    { ...year, "filter[cari]": "akreditasi hotel", sort: "tanggal_berangkat" },
    "all",
    ["2026"],
    200,
  ],
  ["found by another form of a rare word", { ...year, "filter[cari]": "terakreditasi hotel" }, "all", ["2026"], 200],
  ["found by a frequent word", { ...year, "filter[cari]": "seminar" }, "all", ["2026"], 1_000],
  ["found by a word that is nowhere", { ...year, "filter[cari]": "tidakada" }, "all", ["2026"], 0],
  ["found in a faculty", { ...year, "filter[cari]": "akreditasi" }, "faculty", ["2026"], 200],
  ["found among one's own", { ...year, "filter[cari]": "seminar" }, "own", ["2026"], 900],
];

/** The same of the archive: whose reach, how many rows come, and how many at most are looked at. */
export function archivePages(
  units: Readonly<Record<string, string>>,
): readonly (readonly [object, "all" | "faculty" | "own", number, number])[] {
  return [
    [{}, "all", 50, 110],
    [{ tahun: 2023, sort: "dibuat" }, "all", 50, 110],
    [{ tahun: 2022 }, "all", 0, 0],
    [{ "filter[unit]": units["P0-1"] }, "all", 50, 2_000],
    [{ "filter[nomor]": "A-77" }, "all", 1, 10],
    [{ "filter[cari]": "borang" }, "all", 50, 1_000],
    [{ "filter[cari]": "seminar" }, "all", 50, 8_000],
    [{ "filter[cari]": "tidak ada begitu" }, "all", 0, 500],
    [{}, "faculty", 50, 700],
    [{}, "own", 20, 200],
    [{ "filter[cari]": "borang" }, "own", 0, 200],
  ];
}

/** Pages by the reach of whoever asks, and the partitions that a plan for them may name. */
export const plannedPages = [
  ["own", {}, /2026$/],
  ["faculty", {}, /2026$/],
  ["all", { tahun: "2026" }, /2026$/],
  ["faculty", { "filter[menunggu]": "saya" }, /202[56]$/],
] as const;
