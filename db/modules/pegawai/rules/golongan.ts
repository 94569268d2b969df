/** Employment statuses an institution's people can have. */
export const STATUS_PEGAWAI = ["PNS", "CPNS", "PPPK", "DosenTetapNonASN", "Honorer", "PihakLain"] as const;
export type StatusPegawai = (typeof STATUS_PEGAWAI)[number];

/** A grade: civil servants (PNS) have a room and a rank name, contract staff (PPPK) only a Roman numeral. */
export interface Golongan {
  kode: string;
  kelompok: "pns" | "pppk";
  pangkat: string | null;
  /** Order within its group, lowest first. */
  urutan: number;
}

const PANGKAT_PNS: readonly (readonly [kode: string, pangkat: string])[] = [
  ["I/a", "Juru Muda"],
  ["I/b", "Juru Muda Tk. I"],
  ["I/c", "Juru"],
  ["I/d", "Juru Tk. I"],
  ["II/a", "Pengatur Muda"],
  ["II/b", "Pengatur Muda Tk. I"],
  ["II/c", "Pengatur"],
  ["II/d", "Pengatur Tk. I"],
  ["III/a", "Penata Muda"],
  ["III/b", "Penata Muda Tk. I"],
  ["III/c", "Penata"],
  ["III/d", "Penata Tk. I"],
  ["IV/a", "Pembina"],
  ["IV/b", "Pembina Tk. I"],
  ["IV/c", "Pembina Utama Muda"],
  ["IV/d", "Pembina Utama Madya"],
  ["IV/e", "Pembina Utama"],
];

const ROMAWI_PPPK = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII".split(" ");

/** Every grade of both groups, lowest first: 17 of PNS (I/a to IV/e), then 17 of PPPK (I to XVII). */
export const DAFTAR_GOLONGAN: readonly Golongan[] = [
  ...PANGKAT_PNS.map(([kode, pangkat], i): Golongan => ({ kode, kelompok: "pns", pangkat, urutan: i + 1 })),
  ...ROMAWI_PPPK.map((kode, i): Golongan => ({ kode, kelompok: "pppk", pangkat: null, urutan: i + 1 })),
];

/** The grade with this code, or undefined when there is none. Codes of the two groups never collide. */
export function cariGolongan(kode: string): Golongan | undefined {
  return DAFTAR_GOLONGAN.find((golongan) => golongan.kode === kode);
}

/** Rank and grade as letters print them: "Penata Tk. I, III/d"; PPPK "Golongan IX"; null when the person has none. */
export function tampilkanPangkat(kode: string | null): string | null {
  if (kode === null) {
    return null;
  }
  const golongan = cariGolongan(kode);
  if (golongan === undefined) {
    return kode;
  }
  return golongan.pangkat === null ? `Golongan ${kode}` : `${golongan.pangkat}, ${kode}`;
}
