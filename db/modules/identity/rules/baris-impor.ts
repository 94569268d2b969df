import { dapatDicetak } from "../../pegawai/rules/teks.ts";
import { kolomPengenal, type KolomImpor } from "./kolom-impor.ts";
import { normalkanPengenal, pengenalSchema, type JenisPengenal } from "./pengenal.ts";
import { normalkanTelepon } from "./telepon.ts";

/** A cell of an import file; `angka` when the spreadsheet keeps it as a number. */
export interface SelImpor {
  readonly teks: string;
  readonly jenis: "teks" | "angka" | "galat";
}

/** What is wrong with a cell, or worth a look. `baris` and `jenis` say with what it clashes. */
export interface CatatanImpor {
  readonly kolom: KolomImpor;
  readonly kode: string;
  /** Row of the same file that has it already. */
  readonly baris?: number;
  /** As which kind of name it is somebody's already. */
  readonly jenis?: JenisPengenal;
}

/** A person as a row tells of them, every name in its normal form. */
export interface OrangImpor {
  readonly nama: string;
  readonly pengenal: Readonly<Partial<Record<JenisPengenal, string>>>;
  readonly peran: readonly string[];
  /** In its normal form; null when none is told. */
  readonly telepon: string | null;
  /** Null without a role: a unit is where a role is held. */
  readonly unit_id: string | null;
}

/** What a row can refer to. */
export interface AcuanImpor {
  /** Ids of units by their code in lower case. */
  readonly unit: ReadonlyMap<string, string>;
  /** Roles that whoever imports may give. */
  readonly peran: ReadonlySet<string>;
}

/** A row that has been looked at by itself. */
export interface BarisDiperiksa {
  readonly orang: OrangImpor;
  readonly galat: readonly CatatanImpor[];
  readonly peringatan: readonly CatatanImpor[];
}

/** Digits of the numbers that a spreadsheet must not keep as a number: beyond the fifteenth they are lost. */
const terlaluPanjang: Readonly<Partial<Record<KolomImpor, number>>> = { nip: 18, ni_pppk: 18, nuptk: 16, nik: 16 };
/** Digits of the numbers whose leading zeros a spreadsheet drops, and which can be put back. */
const panjangTetap: Readonly<Partial<Record<KolomImpor, number>>> = { nidn: 10, nisn: 10 };

const kosong = /^\s*-*\s*$/;

/** Looks at a row by itself: its names, its numbers, what it refers to. */
export function periksaBaris(sel: ReadonlyMap<KolomImpor, SelImpor>, acuan: AcuanImpor): BarisDiperiksa {
  const galat: CatatanImpor[] = [];
  const peringatan: CatatanImpor[] = [];
  const isi = (kolom: KolomImpor) => {
    const ada = sel.get(kolom);
    if (!ada || kosong.test(ada.teks)) return undefined;
    if (ada.jenis !== "galat") return ada;
    galat.push({ kolom, kode: "RUMUS_GALAT" });
    return undefined;
  };

  const nama = isi("nama")?.teks.normalize("NFC").trim().replaceAll(/\s+/g, " ") ?? "";
  if (nama === "" && galat.length === 0) galat.push({ kolom: "nama", kode: "WAJIB_DIISI" });
  if (nama.length > 200) galat.push({ kolom: "nama", kode: "TEKS_TERLALU_PANJANG" });
  if (!dapatDicetak(nama) || nama.includes("\ufffd")) galat.push({ kolom: "nama", kode: "KARAKTER_TERLARANG" });
  if (nama !== "" && !/\p{L}/u.test(nama)) galat.push({ kolom: "nama", kode: "ISIAN_TIDAK_SAH" });

  const pengenal: Partial<Record<JenisPengenal, string>> = {};
  for (const jenis of kolomPengenal) {
    const ada = isi(jenis);
    if (!ada) continue;
    const dibaca = ada.jenis === "angka" ? pulihkanAngka(jenis, ada.teks) : { teks: ada.teks };
    if (dibaca.galat) galat.push({ kolom: jenis, kode: dibaca.galat });
    if (dibaca.peringatan) peringatan.push({ kolom: jenis, kode: dibaca.peringatan });
    if (dibaca.galat) continue;
    const sah = pengenalSchema(jenis).safeParse(dibaca.teks);
    if (!sah.success) galat.push({ kolom: jenis, kode: "PENGENAL_TIDAK_SAH" });
    else if (sah.data !== undefined) pengenal[jenis] = sah.data;
  }
  const tanpaNama = Object.keys(pengenal).length === 0;
  if (tanpaNama && !galat.some(({ kolom }) => kolom !== "nama"))
    galat.push({ kolom: "username", kode: "PENGENAL_WAJIB" });
  galat.push(...kembar(pengenal));
  periksaNik(isi("nik"), galat);
  const telepon = periksaTelepon(isi("telepon"), galat, peringatan);
  const { peran, unit_id } = periksaPeran(isi("peran")?.teks, isi("unit")?.teks, acuan, galat, peringatan);
  return { orang: { nama, pengenal, telepon, peran, unit_id }, galat, peringatan };
}

/** A number that a spreadsheet kept as one, as the digits it was: or why they cannot be known any more. */
function pulihkanAngka(kolom: KolomImpor, teks: string): { teks: string; galat?: string; peringatan?: string } {
  if (terlaluPanjang[kolom]) return { teks, galat: `${kolom.toUpperCase()}_SEL_NUMERIK` };
  if (!/^\d{1,15}$/.test(teks)) return { teks, galat: "PENGENAL_TIDAK_SAH" };
  const panjang = panjangTetap[kolom];
  if (panjang === undefined) return { teks, peringatan: "SEL_NUMERIK" };
  return teks.length < panjang ? { teks: teks.padStart(panjang, "0"), peringatan: "NOL_DIPULIHKAN" } : { teks };
}

/** One name in two columns of a row: it can be of one kind only. */
function kembar(pengenal: Readonly<Partial<Record<JenisPengenal, string>>>): CatatanImpor[] {
  const ada = Object.entries(pengenal) as [JenisPengenal, string][];
  return ada.flatMap(([kolom, nilai], tempat) => {
    const lain = ada.slice(0, tempat).find(([, sebelumnya]) => sebelumnya === nilai);
    return lain ? [{ kolom, kode: "DUPLIKAT", jenis: lain[0] }] : [];
  });
}

/** A NIK is looked at and not kept: nobody logs in with it. */
function periksaNik(sel: SelImpor | undefined, galat: CatatanImpor[]): void {
  if (!sel) return;
  if (sel.jenis === "angka") galat.push({ kolom: "nik", kode: "NIK_SEL_NUMERIK" });
  else if (!/^\d{16}$/.test(normalkanPengenal(sel.teks))) galat.push({ kolom: "nik", kode: "NIK_TIDAK_SAH" });
}

/**
 * A telephone number. One that a spreadsheet kept as a number has lost what stood before its digits: a zero, if it is that of a
 * mobile phone; what else it was nobody knows.
 */
function periksaTelepon(sel: SelImpor | undefined, galat: CatatanImpor[], peringatan: CatatanImpor[]): string | null {
  if (!sel) return null;
  const tanpaNol = sel.jenis === "angka" && sel.teks.startsWith("8");
  const nomor = normalkanTelepon(tanpaNol ? `0${sel.teks}` : sel.teks);
  if (nomor === null) galat.push({ kolom: "telepon", kode: "TELEPON_TIDAK_SAH" });
  else if (tanpaNol) peringatan.push({ kolom: "telepon", kode: "NOL_DIPULIHKAN" });
  return nomor;
}

function periksaPeran(
  teks: string | undefined,
  kode: string | undefined,
  acuan: AcuanImpor,
  galat: CatatanImpor[],
  peringatan: CatatanImpor[],
): { peran: string[]; unit_id: string | null } {
  const peran = [
    ...new Set(
      (teks ?? "")
        .toLowerCase()
        .split(/[,;]/)
        .flatMap((satu) => satu.trim() || []),
    ),
  ];
  if (peran.some((satu) => !acuan.peran.has(satu))) galat.push({ kolom: "peran", kode: "PERAN_TIDAK_DIKENAL" });
  const unit = kode === undefined ? undefined : acuan.unit.get(kode.trim().toLowerCase());
  if (kode !== undefined && unit === undefined) galat.push({ kolom: "unit", kode: "UNIT_TIDAK_DIKENAL" });
  if (kode === undefined && peran.length > 0) galat.push({ kolom: "unit", kode: "WAJIB_DIISI" });
  if (unit !== undefined && peran.length === 0) peringatan.push({ kolom: "unit", kode: "UNIT_TANPA_PERAN" });
  return { peran, unit_id: peran.length > 0 ? (unit ?? null) : null };
}

/**
 * Finds the names that a row before has already, whatever kind they are there: one namespace. Each call remembers the
 * row's; the first to have a name keeps it.
 */
export function pencariDuplikat(): (nomor: number, orang: OrangImpor) => CatatanImpor[] {
  const pemilik = new Map<string, { readonly baris: number; readonly jenis: JenisPengenal }>();
  return (nomor, { pengenal }) => {
    const catatan: CatatanImpor[] = [];
    for (const [jenis, nilai] of Object.entries(pengenal) as [JenisPengenal, string][]) {
      const lebihDulu = pemilik.get(nilai);
      if (!lebihDulu) pemilik.set(nilai, { baris: nomor, jenis });
      else if (lebihDulu.baris !== nomor)
        catatan.push({ kolom: jenis, kode: "DUPLIKAT", baris: lebihDulu.baris, jenis: lebihDulu.jenis });
    }
    return catatan;
  };
}

/** What a person is told of a code, in the error sheet. */
export const artiCatatan: Readonly<Record<string, string>> = {
  WAJIB_DIISI: "wajib diisi",
  TEKS_TERLALU_PANJANG: "terlalu panjang",
  KARAKTER_TERLARANG: "berisi karakter yang tidak dapat dicetak",
  ISIAN_TIDAK_SAH: "bukan nama orang",
  RUMUS_GALAT: "rumusnya menghasilkan galat",
  PENGENAL_TIDAK_SAH: "bentuknya tidak sah",
  PENGENAL_WAJIB: "isi sedikitnya satu pengenal untuk masuk",
  DUPLIKAT: "sudah dipakai di berkas ini",
  PENGENAL_DIPAKAI: "sudah dipakai orang lain",
  NIP_SEL_NUMERIK: "sel harus teks: angka di atas 15 digit sudah rusak",
  NI_PPPK_SEL_NUMERIK: "sel harus teks: angka di atas 15 digit sudah rusak",
  NUPTK_SEL_NUMERIK: "sel harus teks: angka di atas 15 digit sudah rusak",
  NIK_SEL_NUMERIK: "sel harus teks: angka di atas 15 digit sudah rusak",
  NIK_TIDAK_SAH: "harus 16 digit",
  TELEPON_TIDAK_SAH: "bukan nomor telepon; tulis seperti 0812-3456-7890, sebagai teks",
  PERAN_TIDAK_DIKENAL: "peran tidak ada, atau bukan wewenang Anda untuk memberikannya",
  UNIT_TIDAK_DIKENAL: "kode unit tidak ada",
  KURSI_PENUH: "jumlah akun lisensi sudah penuh",
};
