import type { Kedudukan } from "../../pegawai/rules/kesetaraan.ts";
import {
  namaProvinsi,
  taksirPenginapan,
  taksirRepresentasi,
  taksirTranspor,
  taksirUangHarian,
  TidakDapatDitaksir,
  type AlasanTakDitaksir,
  type BarisEstimasi,
  type PerjalananDitaksir,
  type WajibTarif,
} from "./estimasi-baris.ts";
import { tanpaRepresentasi } from "./penyelenggara.ts";
import type { CariTarif } from "./tarif.ts";

export type { BarisEstimasi } from "./estimasi-baris.ts";
export { susunTarif, type TarifSbm } from "./tarif.ts";

/** An estimate for one traveller, or why there can be none. */
export type HasilEstimasi =
  | { readonly ok: true; readonly baris: BarisEstimasi[]; readonly total: number }
  | ({ readonly ok: false } & AlasanTakDitaksir);

/**
 * Estimates what a trip costs for one traveller. Amounts in `biaya` are each traveller's own.
 *
 * Uang harian is paid for real days at the rate of the province where the night is spent, the same for every rank; in
 * town for up to 8 hours there is none. Lodging is paid per night, at the given amount or else at the ceiling of the
 * traveller's column, never above it; in town, at fullboard meetings and in training only when an amount is given. Taxi
 * rides take the table's tariff unless one is given, representation goes to those whose post carries it. All figures are
 * those of the order's budget year, also for the days of a trip that turns the year, which is charged to one budget,
 * unless the institution has each day go by its own year (`per_tahun`). What the host pays is estimated at nothing, and needs no tariff.
 *
 * A tariff that is not in the table ends the estimate (TARIF_TIDAK_ADA): nothing is guessed.
 */
export function hitungEstimasi(masukan: {
  readonly permohonan: PerjalananDitaksir;
  readonly kedudukan: Kedudukan;
  readonly tarif: CariTarif;
}): HasilEstimasi {
  const { permohonan, kedudukan } = masukan;
  const wajib = wajibTarif(masukan.tarif, permohonan.tahun_anggaran);
  try {
    const tanpa = permohonan.biaya.dibiayai_penyelenggara ?? [];
    const baris = [
      ...taksirTranspor(permohonan, wajib),
      ...(tanpa.includes("uang_harian") ? [] : taksirUangHarian(permohonan, wajib)),
      ...(tanpaRepresentasi(tanpa) ? [] : taksirRepresentasi(permohonan, kedudukan, wajib)),
      ...(tanpa.includes("penginapan") ? [] : taksirPenginapan(permohonan, kedudukan, wajib)),
    ];
    return { ok: true, baris, total: baris.reduce((jumlah, satu) => jumlah + satu.jumlah, 0) };
  } catch (galat) {
    if (galat instanceof TidakDapatDitaksir) {
      return { ok: false, ...galat.alasan };
    }
    throw galat;
  }
}

/** Looks tariffs up, of this year unless another is asked for; what is not there ends what is being computed. */
export function wajibTarif(cari: CariTarif, tahunAnggaran: number): WajibTarif {
  return (komponen, provinsi_kode, kelompok, tahun = tahunAnggaran) => {
    const tarif = cari({ tahun, provinsi_kode, komponen, kelompok: kelompok ?? null });
    if (tarif === undefined) {
      const nilai = { komponen, provinsi: namaProvinsi(provinsi_kode), tahun };
      throw new TidakDapatDitaksir({ kode: "TARIF_TIDAK_ADA", nilai });
    }
    return tarif;
  };
}
