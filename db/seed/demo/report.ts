import { isiLaporan, type IsiLaporan } from "../../modules/sppd/rules/laporan.ts";
import type { PermohonanBaru } from "../../modules/sppd/rules/permohonan.ts";
import { tambahHari } from "../../modules/sppd/rules/tanggal.ts";

/** What a traveller of the demo reports of a trip. */
export function writeReport({ maksud, tanggal_berangkat, tanggal_kembali, etape }: PermohonanBaru): IsiLaporan {
  const tempat = etape[0]?.tempat ?? "";
  const esok = tambahHari(tanggal_berangkat, 1);
  const lanjut =
    esok <= tanggal_kembali
      ? [{ tanggal: esok, uraian: "Pembahasan bersama peserta dan penyusunan tindak lanjut." }]
      : [];
  return isiLaporan.parse({
    pendahuluan: `Perjalanan dinas dilaksanakan berdasarkan Surat Tugas, dengan maksud: ${maksud}.`,
    pelaksanaan: [
      { tanggal: tanggal_berangkat, uraian: `Hadir di ${tempat} dan mengikuti acara sesuai jadwal.` },
      ...lanjut,
    ],
    hasil: "Bahan dan catatan kegiatan telah dibagikan kepada program studi.",
    kesimpulan: "Kegiatan terlaksana sesuai dengan maksud penugasan.",
    saran: "Hasilnya ditindaklanjuti pada rapat unit berikutnya.",
  });
}
