import { tentukanKelompokRepresentasi, type Kedudukan } from "../../pegawai/rules/kesetaraan.ts";
import { BiayaDitolak, type BarisBiaya, type KodeBiayaDitolak } from "./baris-biaya.ts";
import { akuiPenginapan, type KamarDiklaim } from "./biaya-penginapan.ts";
import { akuiLain, akuiSewa, akuiTaksi, akuiTranspor } from "./biaya-transpor.ts";
import {
  dibayarUangHarian,
  taksirRepresentasi,
  taksirUangHarian,
  TidakDapatDitaksir,
  type AlasanTakDitaksir,
  type BarisEstimasi,
  type PerjalananBertarif,
} from "./estimasi-baris.ts";
import { wajibTarif } from "./estimasi.ts";
import type { IsianBiaya } from "./isian-biaya.ts";
import { DIBIAYAI_PENYELENGGARA, periksaDibiayai, tanpaRepresentasi, type KomponenDibiayai } from "./penyelenggara.ts";
import type { CariTarif } from "./tarif.ts";
import { batasiTempatSah, type TempatSah } from "./tempat-sah.ts";

/** What the recognition of a traveller's costs needs to know. */
export interface MasukanBiaya {
  /** The trip with its legs as they were really travelled. */
  readonly perjalanan: PerjalananBertarif;
  readonly pegawai_id: string;
  /** In what standing they travel: whoever stands in for an official (Plh) in their own. */
  readonly kedudukan: Kedudukan;
  readonly tarif: CariTarif;
  /** What their approved estimate says of transport, in rupiah. */
  readonly taksiran_transpor: number;
  /** Rooms that companions have claimed. */
  readonly kamar: readonly KamarDiklaim[];
  /** Where the trip begins or ends elsewhere than at the seat of the office. */
  readonly tempat_sah: TempatSah | null;
  /** What the host pays. */
  readonly dibiayai: readonly KomponenDibiayai[];
  readonly isian: IsianBiaya;
}

/** The lines of a statement of costs in the order in which it lists them, or why there can be none. */
export type HasilBiaya =
  | { readonly ok: true; readonly baris: BarisBiaya[] }
  | ({ readonly ok: false } & AlasanTakDitaksir)
  | {
      readonly ok: false;
      readonly kode: KodeBiayaDitolak;
      readonly pointer: string;
      readonly nilai: Readonly<Record<string, unknown>>;
    };

/**
 * Recognizes what a trip really cost one traveller (PMK 113/PMK.05/2012 jo. PMK 119/2023; figures of Standar Biaya Masukan).
 * Uang harian is paid by the tariffs for real days, and representation to posts that carry it, whatever was spent
 * (`batas_tertinggi`); lodging up to its ceiling, the rest being shown as the difference; transport, taxis and rented vehicles by
 * estimates, which proof and a note may exceed, though from a Tempat Sah nothing exceeds what it costs from the seat of the office. Meetings and training go by tables of their own. A figure that is missing ends it
 * (TARIF_TIDAK_ADA): nothing is guessed. What the host pays is refused (`DIBIAYAI_PENYELENGGARA`), and not added.
 */
export function hitungBiaya(masukan: MasukanBiaya): HasilBiaya {
  const { perjalanan, kedudukan, tarif, isian } = masukan;
  const wajib = wajibTarif(tarif, perjalanan.tahun_anggaran);
  try {
    if (isian.representasi === true && !berhakRepresentasi(masukan)) {
      throw new BiayaDitolak("REPRESENTASI_TIDAK_BERHAK", "/representasi");
    }
    tolakDibiayai(masukan);
    const tanpa = masukan.dibiayai;
    const tambahan = [
      ...(tanpa.includes("uang_harian") ? [] : taksirUangHarian(perjalanan, wajib)),
      ...(isian.representasi === false || tanpaRepresentasi(tanpa)
        ? []
        : taksirRepresentasi(perjalanan, kedudukan, wajib)),
    ];
    const baris = [
      ...akuiTranspor(isian.transpor, masukan.taksiran_transpor),
      ...akuiTaksi(isian.taksi, perjalanan.tahun_anggaran, tarif),
      ...akuiSewa(isian.sewa, perjalanan.tahun_anggaran, tarif),
      ...tambahan.map(menurutTarif),
      ...akuiPenginapan({ ...masukan, isian: isian.penginapan, wajib }),
      ...akuiLain(isian.lain),
    ];
    return { ok: true, baris: batasiTempatSah(baris, masukan.tempat_sah) };
  } catch (galat) {
    if (galat instanceof TidakDapatDitaksir) return { ok: false, ...galat.alasan };
    if (galat instanceof BiayaDitolak) {
      return { ok: false, kode: galat.kode, pointer: galat.pointer, nilai: galat.nilai };
    }
    throw galat;
  }
}

/** Refuses lines of a component that the host pays; with uang harian that is representation, too. */
function tolakDibiayai({ dibiayai, isian }: MasukanBiaya): void {
  const daftar = ["transpor", "taksi", "sewa", "penginapan", "representasi"] as const;
  const diisi = {
    ...Object.fromEntries(daftar.map((kolom) => [kolom, { kolom, isi: isian[kolom] }])),
    uang_harian: { kolom: "representasi", isi: isian.representasi },
  };
  const [salah] = periksaDibiayai(dibiayai, diisi);
  if (salah !== undefined) {
    const nilai = { komponen: DIBIAYAI_PENYELENGGARA[salah.komponen] };
    throw new BiayaDitolak("DIBIAYAI_PENYELENGGARA", `/${salah.kolom.join("/")}`, nilai);
  }
}

/** Representation goes to posts that carry one, on days on which uang harian is paid. */
function berhakRepresentasi({ kedudukan, perjalanan }: MasukanBiaya): boolean {
  return tentukanKelompokRepresentasi(kedudukan.kesetaraan) !== null && dibayarUangHarian(perjalanan);
}

/** A line that the tariffs settle: it costs what they say. */
function menurutTarif(baris: BarisEstimasi): BarisBiaya {
  const { jumlah } = baris;
  const tetap = { tanggal: null, pagu: jumlah, diakui: jumlah, catatan: null, isian: {}, bukti: [] };
  return { ...baris, ...tetap, otomatis: true, riil: false };
}

/** The words of the statement that stands in the Daftar Pengeluaran Riil, and of nights outside hotels, if there are any. */
export function tulisPernyataan(baris: readonly BarisBiaya[]): string[] | null {
  const riil = baris.some((satu) => satu.riil);
  const luarHotel = baris.some((satu) => satu.isian["menginap"] === false);
  if (!riil && !luarHotel) return null;
  return [
    ...(riil
      ? [
          "Biaya transpor dan/atau biaya lain yang tercantum dalam daftar ini tidak dapat diperoleh bukti pengeluarannya, dan benar-benar dikeluarkan untuk pelaksanaan perjalanan dinas dimaksud.",
        ]
      : []),
    ...(luarHotel
      ? ["Pada malam-malam yang disebut dalam rincian biaya saya tidak menginap di hotel atau tempat penginapan lain."]
      : []),
    "Apabila di kemudian hari terdapat kelebihan atas pembayaran, saya bersedia menyetorkan kelebihan tersebut ke Kas Negara.",
  ];
}
