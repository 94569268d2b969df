import type { JenisPengenal } from "./pengenal.ts";

/** What a column of an import file says of a person. */
export type KolomImpor = "nama" | JenisPengenal | "nik" | "telepon" | "peran" | "unit";

interface Kolom {
  /** As it stands in the template. */
  readonly kepala: string;
  /** Other headings that mean the same, in lower case, letters and digits only. */
  readonly alias?: readonly string[];
  /** How wide the template shows it (characters). */
  readonly lebar: number;
}

/** The columns of an import file, in the template's order. Any order is taken, and columns of other names are passed over. */
export const kolomImpor: Readonly<Record<KolomImpor, Kolom>> = {
  nama: { kepala: "Nama", alias: ["namalengkap"], lebar: 32 },
  username: { kepala: "Nama Pengguna", alias: ["username"], lebar: 20 },
  email: { kepala: "Surel", alias: ["email"], lebar: 32 },
  nip: { kepala: "NIP", lebar: 22 },
  ni_pppk: { kepala: "NI PPPK", lebar: 22 },
  nid: { kepala: "NID", lebar: 16 },
  nidn: { kepala: "NIDN", lebar: 14 },
  nuptk: { kepala: "NUPTK", lebar: 20 },
  nim: { kepala: "NIM", lebar: 18 },
  nisn: { kepala: "NISN", lebar: 14 },
  nik: { kepala: "NIK", lebar: 20 },
  telepon: {
    kepala: "Telepon",
    alias: ["nomortelepon", "notelepon", "telp", "notelp", "hp", "nohp", "nomorhp", "wa", "nowa", "whatsapp"],
    lebar: 20,
  },
  peran: { kepala: "Peran", alias: ["role"], lebar: 24 },
  unit: { kepala: "Unit", alias: ["kodeunit", "unitkerja"], lebar: 14 },
};

/** The kinds of names among the columns. */
export const kolomPengenal = Object.keys(kolomImpor).filter(
  (kolom): kolom is JenisPengenal => !["nama", "nik", "telepon", "peran", "unit"].includes(kolom),
);

/** What a header row says: which column is which, and which headings nobody knows. */
export interface KepalaImpor {
  readonly kolom: ReadonlyMap<number, KolomImpor>;
  readonly diabaikan: readonly string[];
}

/**
 * Reads a header row, whatever its order, its case and its spaces. Answers with a code when it is none: without a column of names
 * and one of identifiers nobody could be made (`KEPALA_TIDAK_DIKENAL`); two columns of one meaning would contradict each other
 * (`KOLOM_GANDA`).
 */
export function bacaKepala(kepala: ReadonlyMap<number, string>): KepalaImpor | "KEPALA_TIDAK_DIKENAL" | "KOLOM_GANDA" {
  const kolom = new Map<number, KolomImpor>();
  const diabaikan: string[] = [];
  for (const [tempat, teks] of kepala) {
    const dikenal = artiKepala.get(sederhanakan(teks));
    if (!dikenal) diabaikan.push(teks.trim().slice(0, 60));
    else if ([...kolom.values()].includes(dikenal)) return "KOLOM_GANDA";
    else kolom.set(tempat, dikenal);
  }
  const ada = [...kolom.values()];
  if (!ada.includes("nama") || !kolomPengenal.some((jenis) => ada.includes(jenis))) return "KEPALA_TIDAK_DIKENAL";
  return { kolom, diabaikan };
}

function sederhanakan(teks: string): string {
  return teks
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

const artiKepala: ReadonlyMap<string, KolomImpor> = new Map(
  (Object.entries(kolomImpor) as [KolomImpor, Kolom][]).flatMap(([kolom, { kepala, alias = [] }]) =>
    [sederhanakan(kepala), ...alias].map((nama): [string, KolomImpor] => [nama, kolom]),
  ),
);
