import { jenisUsaha } from "../../../../../db/modules/registry/rules/jenis-usaha.ts";

/** The kinds of institutions that may register, in their order, and their signs: whoever registers cannot ask for them yet. */
export const kinds = jenisUsaha.map(({ slug }) => slug);

/** Signs are bundled by their names. */
const signs: Readonly<Record<string, string>> = {
  "perguruan-tinggi": "i-lucide-graduation-cap",
  sekolah: "i-lucide-school",
  "instansi-pemerintah": "i-lucide-landmark",
  "pabrik-beton": "i-lucide-factory",
  "pabrik-roti": "i-lucide-croissant",
  retail: "i-lucide-store",
  konstruksi: "i-lucide-hard-hat",
  logistik: "i-lucide-truck",
};
export const signOf = (slug: string): string => signs[slug] ?? "i-lucide-building-2";

/** The zones in which institutions keep time, by the names people use. */
export const zones = [
  { value: "Asia/Jakarta", label: "WIB" },
  { value: "Asia/Makassar", label: "WITA" },
  { value: "Asia/Jayapura", label: "WIT" },
] as const;
export type Zone = (typeof zones)[number]["value"];
