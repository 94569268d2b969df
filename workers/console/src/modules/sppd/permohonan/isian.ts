import type { Input, Output } from "../../../api/operation.ts";

/** An order as the API takes it, and as it tells it. */
export type Permohonan = NonNullable<Input<"createOrder">["body"]>;
type Perjalanan = Output<"getOrder">;

type Etape = Permohonan["etape"][number];
/** A leg while it is written: what is not said yet is empty. */
export type EtapeIsian = Required<Etape>;

/** How nights are estimated: at the ceiling, at a sum that is given, or not at all. */
export type Penginapan = "pagu" | "diminta" | "tidak";

/** What the host of a meeting may pay. */
export type Dibiayai = NonNullable<NonNullable<Permohonan["biaya"]>["dibiayai_penyelenggara"]>[number];

type AlasanTempatSah = NonNullable<NonNullable<Permohonan["biaya"]>["tempat_sah"]>["alasan"];

/** An order while it is written. Amounts are rupiah; null and empty text are what nobody has said. */
export interface Isian {
  maksud: string;
  jenis_perjalanan: Permohonan["jenis_perjalanan"];
  kategori: NonNullable<Permohonan["kategori"]>;
  unit_id: string | null;
  pelaksana: string[];
  narasumber_luar: string[];
  etape: EtapeIsian[];
  pengikut: { nama: string; tanggal_lahir: string; keterangan: string }[];
  dasar: { nomor: string; tanggal: string; perihal: string };
  anggaran_id: string | null;
  transpor: { uraian: string; jumlah: number | null }[];
  penginapan: Penginapan;
  penginapan_per_malam: number | null;
  taksi: { provinsi_kode: string; kali: number | null; tarif: number | null }[];
  dibiayai_penyelenggara: Dibiayai[];
  tempat_sah: { alasan: AlasanTempatSah; transpor_dari_kedudukan: number | null } | null;
}

/** A leg that begins where, and on the day on which, the one before it ends. */
export function etapeBaru(sebelum?: EtapeIsian, asal = ""): EtapeIsian {
  return {
    asal_kode: sebelum?.tujuan_kode ?? asal,
    tujuan_kode: "",
    tempat: "",
    berangkat: sebelum?.kembali ?? "",
    kembali: "",
    alat_angkut: sebelum?.alat_angkut ?? "kereta_api",
    kelas: "",
    jam_mulai: "",
    jam_selesai: "",
  };
}

export function isianKosong(): Isian {
  return {
    maksud: "",
    jenis_perjalanan: "luar_kota",
    kategori: "biasa",
    unit_id: null,
    pelaksana: [],
    narasumber_luar: [],
    etape: [etapeBaru()],
    pengikut: [],
    dasar: { nomor: "", tanggal: "", perihal: "" },
    anggaran_id: null,
    transpor: [],
    penginapan: "pagu",
    penginapan_per_malam: null,
    taksi: [],
    dibiayai_penyelenggara: [],
    tempat_sah: null,
  };
}

/** What was said, as the API takes it: what is empty is left out, so that the platform says what is missing, and where. */
export function susunPermohonan(isian: Isian): Permohonan {
  const { dasar, pelaksana, penginapan } = isian;
  // Only trips in town say their hours.
  const dalamKota = isian.jenis_perjalanan.startsWith("dalam_kota");
  const etape = isian.etape.map((satu) => terisi(dalamKota ? satu : { ...satu, jam_mulai: null, jam_selesai: null }));
  const bagi = isian.narasumber_luar.filter((satu) => pelaksana.includes(satu));
  const perMalam = penginapan === "tidak" ? 0 : penginapan === "diminta" ? isian.penginapan_per_malam : null;
  return terisi({
    maksud: isian.maksud,
    jenis_perjalanan: isian.jenis_perjalanan,
    kategori: isian.kategori,
    unit_id: isian.unit_id,
    pelaksana,
    etape,
    pengikut: isian.pengikut.map(terisi),
    ...(Object.values(dasar).some((teks) => teks.trim() !== "") ? { dasar: terisi(dasar) } : {}),
    anggaran_id: isian.anggaran_id,
    biaya: terisi({
      transpor: isian.transpor.map(terisi),
      penginapan_per_malam: perMalam,
      taksi: isian.taksi.map(terisi),
      ...(isian.dibiayai_penyelenggara.length > 0 ? { dibiayai_penyelenggara: isian.dibiayai_penyelenggara } : {}),
      ...(isian.tempat_sah ? { tempat_sah: terisi(isian.tempat_sah) } : {}),
      ...(bagi.length > 0 ? { narasumber_luar: bagi } : {}),
    }),
  }) as unknown as Permohonan;
}

/** The same once more, a thing of its own. */
export function salinIsian(isian: Isian): Isian {
  return JSON.parse(JSON.stringify(isian)) as Isian;
}

function terisi(isi: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(isi).filter(([, nilai]) => nilai !== null && !(typeof nilai === "string" && nilai.trim() === "")),
  );
}

/** A draft of the platform's, to be changed. */
export function bukaPermohonan(perjalanan: Perjalanan): Isian {
  const biaya = perjalanan.biaya as NonNullable<Permohonan["biaya"]>;
  const dasar = (perjalanan.dasar ?? {}) as Partial<Isian["dasar"]>;
  const perMalam = biaya.penginapan_per_malam;
  return {
    maksud: perjalanan.maksud,
    jenis_perjalanan: perjalanan.jenis_perjalanan as Isian["jenis_perjalanan"],
    kategori: perjalanan.kategori as Isian["kategori"],
    unit_id: perjalanan.unit.id,
    pelaksana: perjalanan.pelaksana.map((satu) => satu.pegawai_id),
    narasumber_luar: [...(biaya.narasumber_luar ?? [])],
    etape: (perjalanan.etape as unknown as Etape[]).map((satu) => ({ ...etapeBaru(), ...satu })),
    pengikut: perjalanan.pengikut.map((satu) => ({ ...satu, tanggal_lahir: satu.tanggal_lahir ?? "" })),
    dasar: { nomor: dasar.nomor ?? "", tanggal: dasar.tanggal ?? "", perihal: dasar.perihal ?? "" },
    anggaran_id: perjalanan.anggaran.id,
    transpor: (biaya.transpor ?? []).map((satu) => ({ ...satu })),
    penginapan: perMalam === undefined ? "pagu" : perMalam === 0 ? "tidak" : "diminta",
    penginapan_per_malam: perMalam === undefined || perMalam === 0 ? null : perMalam,
    taksi: (biaya.taksi ?? []).map((satu) => ({ ...satu, tarif: satu.tarif ?? null })),
    dibiayai_penyelenggara: [...(biaya.dibiayai_penyelenggara ?? [])],
    tempat_sah: biaya.tempat_sah ? { ...biaya.tempat_sah } : null,
  };
}

/** The name of the invitation's file, where one is attached. */
export function namaUndangan(perjalanan: Perjalanan | undefined): string | null {
  const berkas = perjalanan?.dasar?.["berkas"] as { nama?: string } | undefined;
  return berkas ? (berkas.nama ?? "") : null;
}
