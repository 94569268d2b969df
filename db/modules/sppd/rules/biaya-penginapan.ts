import type { Kedudukan } from "../../pegawai/rules/kesetaraan.ts";
import { namaProvinsi, paguPenginapan, type PerjalananBertarif, type WajibTarif } from "./estimasi-baris.ts";
import type { IsianBiaya } from "./isian-biaya.ts";
import type { JenisPerjalanan } from "./jenis.ts";
import { malamPerjalanan } from "./malam.ts";
import type { TanggalIso } from "./tanggal.ts";
import { BiayaDitolak, ISIAN_PELAKSANA, type BarisBiaya } from "./baris-biaya.ts";

/** Of the ceiling, what a night outside hotels is paid with (PMK 113/PMK.05/2012 jo. PMK 119/2023). */
const PERSEN_TIDAK_MENGINAP = 30;

/** A room that a companion has claimed for a night, and with whom they say they shared it. */
export interface KamarDiklaim {
  readonly pegawai_id: string;
  readonly tanggal: TanggalIso;
  readonly sekamar_dengan: string | null;
}

/**
 * What of lodging is recognized, night by night: the real cost up to the ceiling of the traveller's column in the province of that
 * night, and 30 % of the ceiling outside hotels. The 30 % are refused where lodging is given anyhow (fullboard, training), where
 * nobody has to stay (in town, there and back on a day), and in a room that a companion has claimed; nobody claims such a room twice.
 */
export function akuiPenginapan(masukan: {
  readonly perjalanan: PerjalananBertarif;
  readonly kedudukan: Kedudukan;
  readonly pegawai_id: string;
  readonly kamar: readonly KamarDiklaim[];
  readonly isian: IsianBiaya["penginapan"];
  readonly wajib: WajibTarif;
}): BarisBiaya[] {
  const { perjalanan, kedudukan, isian, kamar, pegawai_id, wajib } = masukan;
  const malam = new Map(malamPerjalanan(perjalanan.etape).map((satu) => [satu.tanggal, satu]));
  return isian.map((satu, urut) => {
    const { tanggal, menginap, sekamar_dengan } = satu;
    const pointer = `/penginapan/${urut}`;
    const diklaim = kamar.some(
      (lain) => lain.tanggal === tanggal && (lain.sekamar_dengan === pegawai_id || lain.pegawai_id === sekamar_dengan),
    );
    const alasan = menginap ? null : alasanTanpaTigaPuluh(perjalanan, malam.size, diklaim);
    if (alasan !== null) {
      throw new BiayaDitolak("PENGINAPAN_30_PERSEN_DITOLAK", `${pointer}/menginap`, { alasan, tanggal });
    }
    if (menginap && diklaim) throw new BiayaDitolak("KAMAR_SUDAH_DIKLAIM", `${pointer}/sekamar_dengan`, { tanggal });
    const hari = malam.get(tanggal);
    if (hari === undefined) throw new BiayaDitolak("MALAM_DI_LUAR_PERJALANAN", `${pointer}/tanggal`, { tanggal });
    const { tarif: pagu, sumber } = paguPenginapan(perjalanan, kedudukan, hari, wajib);
    const sebagian = Math.floor((pagu * PERSEN_TIDAK_MENGINAP) / 100);
    const jumlah = menginap ? (satu.jumlah ?? 0) : sebagian;
    const tempat = namaProvinsi(hari.provinsi);
    return {
      komponen: "penginapan",
      uraian: satu.uraian ?? (menginap ? `Penginapan ${tempat}` : `Tidak menginap di hotel, 30% dari pagu ${tempat}`),
      tanggal,
      kuantitas: 1,
      satuan: "malam",
      tarif: jumlah,
      jumlah,
      pagu: menginap ? pagu : sebagian,
      diakui: Math.min(jumlah, pagu),
      sumber: menginap ? `${ISIAN_PELAKSANA}; pagu ${sumber}` : sumber,
      otomatis: false,
      riil: satu.riil,
      catatan: satu.catatan ?? null,
      isian: { menginap, ...(sekamar_dengan === undefined ? {} : { sekamar_dengan }) },
      bukti: satu.bukti,
    };
  });
}

/** Why a night outside hotels is not paid at 30 %; null when it is. */
function alasanTanpaTigaPuluh(
  { kategori, jenis_perjalanan }: PerjalananBertarif,
  banyakMalam: number,
  diklaim: boolean,
): "fullboard" | "diklat" | "dalam_kota_sehari" | "sekamar" | null {
  if (kategori === "rapat_fullboard") return "fullboard";
  if (kategori === "diklat") return "diklat";
  if (pulangSehari(jenis_perjalanan, banyakMalam)) return "dalam_kota_sehari";
  return diklaim ? "sekamar" : null;
}

function pulangSehari(jenis: JenisPerjalanan, banyakMalam: number): boolean {
  return jenis === "dalam_kota_sd_8jam" || (jenis === "dalam_kota_lebih_8jam" && banyakMalam === 0);
}
