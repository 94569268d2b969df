import { tentukanKelompokInap, tentukanKelompokRepresentasi, type Kedudukan } from "../../pegawai/rules/kesetaraan.ts";
import type { Etape } from "./etape.ts";
import type { JenisPerjalanan, KategoriPerjalanan } from "./jenis.ts";
import { hariPerjalanan, malamPerjalanan, type HariPerjalanan } from "./malam.ts";
import type { PermohonanBaru } from "./permohonan.ts";
import { NAMA_PROVINSI } from "./provinsi.ts";
import type { TanggalIso } from "./tanggal.ts";
import type { TarifSbm } from "./tarif.ts";
import { jumlahTranspor } from "./tempat-sah.ts";

/** A row of an estimate: `jumlah` is `kuantitas` times `tarif`, whole rupiah. */
export interface BarisEstimasi {
  readonly komponen: "transpor" | "taksi" | "uang_harian" | "representasi" | "penginapan";
  readonly uraian: string;
  readonly kuantitas: number;
  readonly satuan: string;
  readonly tarif: number;
  readonly jumlah: number;
  /** Where the figure comes from: the tariff's source, or the applicant. */
  readonly sumber: string;
}

/** What tariffs are chosen by. */
export type PerjalananBertarif = Pick<PermohonanBaru, "jenis_perjalanan" | "kategori" | "tahun_anggaran"> & {
  readonly etape: readonly Etape[];
  /** Days of a trip that turns the year go by the tariffs of their own year, and not by those of the budget that pays. */
  readonly per_tahun?: boolean;
  /** Who travels speaks there and is of no staff. */
  readonly narasumber_luar?: boolean;
};

/** What an estimate needs of an order. */
export type PerjalananDitaksir = Omit<PerjalananBertarif, "etape"> & Pick<PermohonanBaru, "etape" | "biaya">;

/** Looks a tariff up (of the budget year, where none is named), or throws {@link TidakDapatDitaksir}. */
export type WajibTarif = (komponen: string, provinsiKode: string, kelompok?: string, tahun?: number) => TarifSbm;

/** The year whose tariffs hold on a day. */
function tahunTarif(perjalanan: PerjalananBertarif, tanggal: TanggalIso): number {
  return perjalanan.per_tahun ? Number(tanggal.slice(0, 4)) : perjalanan.tahun_anggaran;
}

/** The years whose tariffs a trip may need: of its budget, and of the days that lie in another. */
export function tahunDiperlukan({
  tahun_anggaran,
  etape,
}: Pick<PerjalananBertarif, "tahun_anggaran" | "etape">): number[] {
  const tahun = etape.flatMap(({ berangkat, kembali }) => [berangkat, kembali].map((hari) => Number(hari.slice(0, 4))));
  return [...new Set([tahun_anggaran, ...tahun])].toSorted((a, b) => a - b);
}

/** Why an estimate ends, and what fills the words of its problem. */
export type AlasanTakDitaksir =
  | { readonly kode: "TARIF_TIDAK_ADA"; readonly nilai: { komponen: string; provinsi: string; tahun: number } }
  | { readonly kode: "MELEBIHI_PAGU_SBM"; readonly nilai: { komponen: string; provinsi: string; pagu: number } }
  | { readonly kode: "MELEBIHI_TEMPAT_KEDUDUKAN"; readonly nilai: { diminta: number; batas: number } };

/** Carries a refusal out of the middle of an estimate; `hitungEstimasi` turns it into an answer. */
export class TidakDapatDitaksir extends Error {
  readonly alasan: AlasanTakDitaksir;

  constructor(alasan: AlasanTakDitaksir) {
    super(alasan.kode);
    this.alasan = alasan;
  }
}

const ISIAN_PEMOHON = "isian pemohon";

/** The province's name, or its code when there is no such province. */
export function namaProvinsi(kode: string): string {
  return NAMA_PROVINSI[kode] ?? kode;
}

/** The province of a tariff; with its year, where that is not the one of the budget. */
function tempatTarif({ tahun_anggaran }: PerjalananBertarif, { provinsi_kode, tahun }: TarifSbm): string {
  return tahun === tahun_anggaran ? namaProvinsi(provinsi_kode) : `${namaProvinsi(provinsi_kode)} (tarif ${tahun})`;
}

function susunBaris(isi: Omit<BarisEstimasi, "jumlah">): BarisEstimasi {
  return { ...isi, jumlah: isi.kuantitas * isi.tarif };
}

/**
 * Tickets and fuel as given, then taxi rides at the given tariff or the table's; from a Tempat Sah no more than from the seat of the
 * office (PMK 119/2023).
 */
export function taksirTranspor({ biaya }: PerjalananDitaksir, wajib: WajibTarif): BarisEstimasi[] {
  const tiket = biaya.transpor.map(({ uraian, jumlah }) =>
    susunBaris({ komponen: "transpor", uraian, kuantitas: 1, satuan: "kali", tarif: jumlah, sumber: ISIAN_PEMOHON }),
  );
  const taksi = biaya.taksi.map(({ provinsi_kode, kali, tarif }) => {
    const { tarif: harga, sumber } =
      tarif === undefined ? wajib("taksi", provinsi_kode) : { tarif, sumber: ISIAN_PEMOHON };
    const uraian = `Taksi ${namaProvinsi(provinsi_kode)}`;
    return susunBaris({ komponen: "taksi", uraian, kuantitas: kali, satuan: "kali", tarif: harga, sumber });
  });
  const [diminta, batas] = [jumlahTranspor([...tiket, ...taksi]), biaya.tempat_sah?.transpor_dari_kedudukan];
  if (batas !== undefined && diminta > batas) {
    throw new TidakDapatDitaksir({ kode: "MELEBIHI_TEMPAT_KEDUDUKAN", nilai: { diminta, batas } });
  }
  return [...tiket, ...taksi];
}

/** The tariff of uang harian for one day. Meetings and trips abroad have tables of their own, absent until filled in. */
function komponenUangHarian(jenis: JenisPerjalanan, kategori: KategoriPerjalanan, hariTepi: boolean): string {
  if (kategori.startsWith("rapat_")) {
    return `uang_harian_${kategori}`;
  }
  // Training: the days of arrival and departure as any trip, those between at the training rate.
  return kategori === "diklat" && !hariTepi ? "uang_harian_diklat" : `uang_harian_${jenis}`;
}

/** Whether uang harian is paid at all: not in town for up to 8 hours, nor to speakers from elsewhere at a fullboard meeting. */
export function dibayarUangHarian({
  jenis_perjalanan,
  kategori,
  narasumber_luar = false,
}: PerjalananBertarif): boolean {
  return jenis_perjalanan !== "dalam_kota_sd_8jam" && !(kategori === "rapat_fullboard" && narasumber_luar);
}

/** Uang harian per real day, by the province of the night, where it is paid at all. */
export function taksirUangHarian(perjalanan: PerjalananBertarif, wajib: WajibTarif): BarisEstimasi[] {
  const { jenis_perjalanan, kategori, etape } = perjalanan;
  if (!dibayarUangHarian(perjalanan)) {
    return [];
  }
  const hari = hariPerjalanan(etape);
  const tiap = hari.map(({ provinsi, tanggal }, urut) => {
    const komponen = komponenUangHarian(jenis_perjalanan, kategori, urut === 0 || urut === hari.length - 1);
    return wajib(komponen, provinsi, undefined, tahunTarif(perjalanan, tanggal));
  });
  return kelompokkan(tiap).map(({ tarif, kuantitas }) =>
    susunBaris({
      komponen: "uang_harian",
      uraian: `Uang harian${tarif.komponen === "uang_harian_diklat" ? " diklat" : ""} ${tempatTarif(perjalanan, tarif)}`,
      kuantitas,
      satuan: "hari",
      tarif: tarif.tarif,
      sumber: tarif.sumber,
    }),
  );
}

/** The allowance of posts that carry one, per day on which uang harian is paid. */
export function taksirRepresentasi(
  perjalanan: PerjalananBertarif,
  kedudukan: Kedudukan,
  wajib: WajibTarif,
): BarisEstimasi[] {
  const { jenis_perjalanan, etape } = perjalanan;
  const kelompok = tentukanKelompokRepresentasi(kedudukan.kesetaraan);
  if (kelompok === null || !dibayarUangHarian(perjalanan)) {
    return [];
  }
  const tiap = hariPerjalanan(etape).map(({ provinsi, tanggal }) =>
    wajib(`representasi_${jenis_perjalanan}`, provinsi, kelompok, tahunTarif(perjalanan, tanggal)),
  );
  return kelompokkan(tiap).map(({ tarif, kuantitas }) =>
    susunBaris({
      komponen: "representasi",
      uraian: `Uang representasi ${tempatTarif(perjalanan, tarif)}`,
      kuantitas,
      satuan: "hari",
      tarif: tarif.tarif,
      sumber: tarif.sumber,
    }),
  );
}

/** The ceiling of one night for somebody: of their column, in the province where it is spent. */
export function paguPenginapan(
  perjalanan: PerjalananBertarif,
  kedudukan: Kedudukan,
  { provinsi, tanggal }: HariPerjalanan,
  wajib: WajibTarif,
): TarifSbm {
  return wajib("penginapan", provinsi, tentukanKelompokInap(kedudukan), tahunTarif(perjalanan, tanggal));
}

/** Where lodging is given by whoever holds the meeting or the training. */
const INAP_DISEDIAKAN: readonly KategoriPerjalanan[] = ["rapat_fullboard", "diklat"];

/**
 * Lodging per night: the given amount within the ceiling, else the ceiling. In town, and where lodging is given anyhow, only when an
 * amount is given.
 */
export function taksirPenginapan(
  perjalanan: PerjalananDitaksir,
  kedudukan: Kedudukan,
  wajib: WajibTarif,
): BarisEstimasi[] {
  const { biaya, etape, jenis_perjalanan, kategori } = perjalanan;
  const diminta = biaya.penginapan_per_malam;
  const dalamKota = jenis_perjalanan === "dalam_kota_lebih_8jam" || jenis_perjalanan === "dalam_kota_sd_8jam";
  if (diminta === 0 || (diminta === undefined && (dalamKota || INAP_DISEDIAKAN.includes(kategori)))) {
    return [];
  }
  const pagu = malamPerjalanan(etape).map((malam) => paguPenginapan(perjalanan, kedudukan, malam, wajib));
  const terlampaui = diminta === undefined ? undefined : pagu.find(({ tarif }) => diminta > tarif);
  if (terlampaui !== undefined) {
    const nilai = { komponen: "penginapan", provinsi: namaProvinsi(terlampaui.provinsi_kode), pagu: terlampaui.tarif };
    throw new TidakDapatDitaksir({ kode: "MELEBIHI_PAGU_SBM", nilai });
  }
  return kelompokkan(pagu).map(({ tarif, kuantitas }) =>
    susunBaris({
      komponen: "penginapan",
      uraian: `Penginapan ${tempatTarif(perjalanan, tarif)}`,
      kuantitas,
      satuan: "malam",
      tarif: diminta ?? tarif.tarif,
      sumber: diminta === undefined ? tarif.sumber : ISIAN_PEMOHON,
    }),
  );
}

/** Counts how often each tariff occurs, in the order of first occurrence. */
function kelompokkan(tiap: readonly TarifSbm[]): { tarif: TarifSbm; kuantitas: number }[] {
  const hitungan = new Map<TarifSbm, number>();
  for (const tarif of tiap) {
    hitungan.set(tarif, (hitungan.get(tarif) ?? 0) + 1);
  }
  return [...hitungan].map(([tarif, kuantitas]) => ({ tarif, kuantitas }));
}
