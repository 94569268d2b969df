import { tentukanKelompokInap, tentukanKelompokRepresentasi, type Kedudukan } from "../../pegawai/rules/kesetaraan.ts";
import type { JenisPerjalanan, KategoriPerjalanan } from "./jenis.ts";
import { provinsiTiapHari } from "./malam.ts";
import type { PermohonanBaru } from "./permohonan.ts";
import { NAMA_PROVINSI } from "./provinsi.ts";
import type { TarifSbm } from "./tarif.ts";

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

/** What an estimate needs of an order. */
export type PerjalananDitaksir = Pick<
  PermohonanBaru,
  "jenis_perjalanan" | "kategori" | "tahun_anggaran" | "etape" | "biaya"
>;

/** Looks a tariff up, or throws {@link TidakDapatDitaksir}. */
export type WajibTarif = (komponen: string, provinsiKode: string, kelompok?: string) => TarifSbm;

/** Why an estimate ends, and what fills the words of its problem. */
export type AlasanTakDitaksir =
  | { readonly kode: "TARIF_TIDAK_ADA"; readonly nilai: { komponen: string; provinsi: string; tahun: number } }
  | { readonly kode: "MELEBIHI_PAGU_SBM"; readonly nilai: { komponen: string; provinsi: string; pagu: number } };

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

function susunBaris(isi: Omit<BarisEstimasi, "jumlah">): BarisEstimasi {
  return { ...isi, jumlah: isi.kuantitas * isi.tarif };
}

/** Tickets and fuel as given, then taxi rides at the given tariff or the table's. */
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

/** Uang harian per real day, by the province of the night; none in town for up to 8 hours. */
export function taksirUangHarian(perjalanan: PerjalananDitaksir, wajib: WajibTarif): BarisEstimasi[] {
  const { jenis_perjalanan, kategori, etape } = perjalanan;
  if (jenis_perjalanan === "dalam_kota_sd_8jam") {
    return [];
  }
  const hari = provinsiTiapHari(etape);
  const tiap = hari.map((provinsi, urut) =>
    wajib(komponenUangHarian(jenis_perjalanan, kategori, urut === 0 || urut === hari.length - 1), provinsi),
  );
  return kelompokkan(tiap).map(({ tarif, kuantitas }) =>
    susunBaris({
      komponen: "uang_harian",
      uraian: `Uang harian${tarif.komponen === "uang_harian_diklat" ? " diklat" : ""} ${namaProvinsi(tarif.provinsi_kode)}`,
      kuantitas,
      satuan: "hari",
      tarif: tarif.tarif,
      sumber: tarif.sumber,
    }),
  );
}

/** The allowance of posts that carry one, per day on which uang harian is paid. */
export function taksirRepresentasi(
  perjalanan: PerjalananDitaksir,
  kedudukan: Kedudukan,
  wajib: WajibTarif,
): BarisEstimasi[] {
  const { jenis_perjalanan, etape } = perjalanan;
  const kelompok = tentukanKelompokRepresentasi(kedudukan.kesetaraan);
  if (kelompok === null || jenis_perjalanan === "dalam_kota_sd_8jam") {
    return [];
  }
  const tiap = provinsiTiapHari(etape).map((provinsi) => wajib(`representasi_${jenis_perjalanan}`, provinsi, kelompok));
  return kelompokkan(tiap).map(({ tarif, kuantitas }) =>
    susunBaris({
      komponen: "representasi",
      uraian: `Uang representasi ${namaProvinsi(tarif.provinsi_kode)}`,
      kuantitas,
      satuan: "hari",
      tarif: tarif.tarif,
      sumber: tarif.sumber,
    }),
  );
}

/** Lodging per night: the given amount within the ceiling, else the ceiling; in town only when an amount is given. */
export function taksirPenginapan(
  perjalanan: PerjalananDitaksir,
  kedudukan: Kedudukan,
  wajib: WajibTarif,
): BarisEstimasi[] {
  const { biaya, etape, jenis_perjalanan } = perjalanan;
  const diminta = biaya.penginapan_per_malam;
  const dalamKota = jenis_perjalanan === "dalam_kota_lebih_8jam" || jenis_perjalanan === "dalam_kota_sd_8jam";
  if (diminta === 0 || (diminta === undefined && dalamKota)) {
    return [];
  }
  const pagu = provinsiTiapHari(etape)
    .slice(0, -1)
    .map((provinsi) => wajib("penginapan", provinsi, tentukanKelompokInap(kedudukan)));
  const terlampaui = diminta === undefined ? undefined : pagu.find(({ tarif }) => diminta > tarif);
  if (terlampaui !== undefined) {
    const nilai = { komponen: "penginapan", provinsi: namaProvinsi(terlampaui.provinsi_kode), pagu: terlampaui.tarif };
    throw new TidakDapatDitaksir({ kode: "MELEBIHI_PAGU_SBM", nilai });
  }
  return kelompokkan(pagu).map(({ tarif, kuantitas }) =>
    susunBaris({
      komponen: "penginapan",
      uraian: `Penginapan ${namaProvinsi(tarif.provinsi_kode)}`,
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
