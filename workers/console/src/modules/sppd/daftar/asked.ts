/** What the list can be asked for: the names of the API, which are also those of the address and of a kept view. */
export const names = [
  "filter[cari]",
  "filter[status]",
  "filter[menunggu]",
  "filter[unit]",
  "filter[unit_dan_bawahan]",
  "filter[dari]",
  "filter[sampai]",
  "filter[kembali_dari]",
  "filter[kembali_sampai]",
  "filter[dibuat_dari]",
  "filter[dibuat_sampai]",
  "filter[total_dari]",
  "filter[total_sampai]",
  "filter[tujuan]",
  "filter[nomor]",
  "filter[pelaksana]",
  "filter[nip]",
  "sort",
  "tahun",
] as const;
export type Name = (typeof names)[number];
export type Asked = Partial<Record<Name, string>>;

/** The sort orders that serve what is asked for, the usual one first: each goes by an index, and a range has one of its own. */
export function sortsFor(asked: Asked): readonly string[] {
  const has = (...filters: string[]): boolean => filters.some((name) => asked[`filter[${name}]` as Name]);
  if (has("dari", "sampai")) return ["-tanggal_berangkat", "tanggal_berangkat"];
  if (has("kembali_dari", "kembali_sampai")) return ["-tanggal_kembali", "tanggal_kembali"];
  if (has("total_dari", "total_sampai")) return ["-total_estimasi", "total_estimasi"];
  if (has("dibuat_dari", "dibuat_sampai", "tujuan")) return ["-dibuat", "dibuat"];
  const created = has("menunggu") ? ["dibuat", "-dibuat"] : ["-dibuat", "dibuat"];
  const others = ["tanggal_berangkat", "tanggal_kembali", "total_estimasi"];
  return [...created, ...others.flatMap((name) => [`-${name}`, name])];
}

/** Without what is empty, and without an order that what is asked for is not served in. */
export function tidy(asked: Asked): Asked {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) as Asked;
  if (given.sort !== undefined && !sortsFor(given).includes(given.sort)) delete given.sort;
  return given;
}

/** What a kept view asks for; another client may have kept columns with it, which this list has none of. */
export function askedBy(view: { readonly isi: Readonly<Record<string, string>> }): Asked {
  return tidy(Object.fromEntries(Object.entries(view.isi).filter(([name]) => names.some((known) => known === name))));
}
