import type { TeksNotifikasi } from "../../notifications/rules/notifikasi.ts";

const perjalanan = {
  id: "{maksud}, ke {tempat} pada {tanggal_berangkat}.",
  en: "{maksud}, to {tempat} on {tanggal_berangkat}.",
};

const ditunggu = {
  id: "Laporan dan pertanggungjawaban ditunggu paling lambat {tenggat}.",
  en: "The report and the statement of costs are due by {tenggat}.",
};

/** What those hear who are next with an order, or whom its outcome concerns. */
export const teksSppd = {
  "sppd.menunggu_keputusan": {
    judul: { id: "Menunggu keputusan Anda", en: "Waiting for your decision" },
    isi: { id: `Permohonan {pemohon}: ${perjalanan.id}`, en: `Request of {pemohon}: ${perjalanan.en}` },
  },
  "sppd.dieskalasi": {
    judul: { id: "Naik ke jenjang berikutnya", en: "Gone to the next level" },
    isi: {
      id: `Terlalu lama menunggu Anda. Permohonan {pemohon}: ${perjalanan.id}`,
      en: `It waited for you too long. Request of {pemohon}: ${perjalanan.en}`,
    },
  },
  "sppd.menunggu_st": {
    judul: { id: "Menunggu Surat Tugas", en: "Waiting for its Surat Tugas" },
    isi: {
      id: `Permohonan {pemohon} disetujui: ${perjalanan.id}`,
      en: `Request of {pemohon} approved: ${perjalanan.en}`,
    },
  },
  "sppd.menunggu_spd": {
    judul: { id: "Menunggu SPD", en: "Waiting for its SPDs" },
    isi: { id: `Surat Tugas {nomor_st}: ${perjalanan.id}`, en: `Surat Tugas {nomor_st}: ${perjalanan.en}` },
  },
  "sppd.disetujui": {
    judul: { id: "Perjalanan disetujui", en: "Trip approved" },
    isi: {
      id: `Disetujui {oleh}[ dengan catatan "{catatan}"]: ${perjalanan.id}`,
      en: `Approved by {oleh}[ with the note "{catatan}"]: ${perjalanan.en}`,
    },
  },
  "sppd.dikembalikan": {
    judul: { id: "Permohonan dikembalikan", en: "Request returned" },
    isi: { id: `{oleh}: "{catatan}". ${perjalanan.id}`, en: `{oleh}: "{catatan}". ${perjalanan.en}` },
  },
  "sppd.ditolak": {
    judul: { id: "Permohonan ditolak", en: "Request rejected" },
    isi: { id: `{oleh}: "{catatan}". ${perjalanan.id}`, en: `{oleh}: "{catatan}". ${perjalanan.en}` },
  },
  "sppd.st_terbit": {
    judul: { id: "Surat Tugas terbit", en: "Surat Tugas issued" },
    isi: { id: `Nomor {nomor_st}: ${perjalanan.id}`, en: `Number {nomor_st}: ${perjalanan.en}` },
  },
  "sppd.spd_terbit": {
    judul: { id: "SPD terbit", en: "SPDs issued" },
    isi: { id: `Surat Tugas {nomor_st}: ${perjalanan.id}`, en: `Surat Tugas {nomor_st}: ${perjalanan.en}` },
  },
  "sppd.surat_tugas_siap": {
    judul: { id: "Surat Tugas siap diunduh", en: "Surat Tugas ready for download" },
    isi: { id: `Surat Tugas {nomor_st}: ${perjalanan.id}`, en: `Surat Tugas {nomor_st}: ${perjalanan.en}` },
  },
  "sppd.spd_siap": {
    judul: { id: "SPD siap diunduh", en: "SPDs ready for download" },
    isi: { id: `Surat Tugas {nomor_st}: ${perjalanan.id}`, en: `Surat Tugas {nomor_st}: ${perjalanan.en}` },
  },
  "sppd.ditarik": {
    judul: { id: "Permohonan ditarik kembali", en: "Request withdrawn" },
    isi: {
      id: `Tidak lagi menunggu Anda. Permohonan {pemohon}: ${perjalanan.id}`,
      en: `No longer waiting for you. Request of {pemohon}: ${perjalanan.en}`,
    },
  },
  "sppd.dibatalkan": {
    judul: { id: "Perjalanan dibatalkan", en: "Trip cancelled" },
    isi: { id: `{oleh}: "{catatan}". ${perjalanan.id}`, en: `{oleh}: "{catatan}". ${perjalanan.en}` },
  },
  "sppd.menunggu_pembatalan": {
    judul: { id: "Menunggu pengesahan pembatalan", en: "Cancellation waits to be confirmed" },
    isi: { id: `{oleh}: "{catatan}". ${perjalanan.id}`, en: `{oleh}: "{catatan}". ${perjalanan.en}` },
  },
  "sppd.pembatalan_diminta": {
    judul: { id: "Pembatalan diminta", en: "Cancellation requested" },
    isi: { id: `{oleh}: "{catatan}". ${perjalanan.id}`, en: `{oleh}: "{catatan}". ${perjalanan.en}` },
  },
  "sppd.perjalanan_diubah": {
    judul: { id: "Perjalanan diubah", en: "Trip changed" },
    isi: {
      id: `Kembali {tanggal_kembali}. {oleh}: "{catatan}". ${perjalanan.id}`,
      en: `Return on {tanggal_kembali}. {oleh}: "{catatan}". ${perjalanan.en}`,
    },
  },
  "sppd.berjalan": {
    judul: { id: "Perjalanan dimulai", en: "Trip begun" },
    isi: { id: `Surat Tugas {nomor_st}: ${perjalanan.id}`, en: `Surat Tugas {nomor_st}: ${perjalanan.en}` },
  },
  "sppd.menunggu_laporan": {
    judul: { id: "Menunggu laporan Anda", en: "Waiting for your report" },
    isi: { id: `${ditunggu.id} ${perjalanan.id}`, en: `${ditunggu.en} ${perjalanan.en}` },
  },
  "sppd.ingat_kembali": {
    judul: { id: "Hari ini kembali", en: "Return today" },
    isi: { id: `${ditunggu.id} ${perjalanan.id}`, en: `${ditunggu.en} ${perjalanan.en}` },
  },
  "sppd.ingat_laporan": {
    judul: { id: "Tenggat laporan sudah dekat", en: "Report almost due" },
    isi: { id: `${ditunggu.id} ${perjalanan.id}`, en: `${ditunggu.en} ${perjalanan.en}` },
  },
  "sppd.laporan_terlambat": {
    judul: { id: "Laporan terlambat", en: "Report overdue" },
    isi: { id: `${ditunggu.id} ${perjalanan.id}`, en: `${ditunggu.en} ${perjalanan.en}` },
  },
  "sppd.laporan_dikirim": {
    judul: { id: "Laporan dikirim", en: "Report sent" },
    isi: { id: `Oleh {oleh}: ${perjalanan.id}`, en: `By {oleh}: ${perjalanan.en}` },
  },
  "sppd.laporan_dikembalikan": {
    judul: { id: "Laporan dikembalikan", en: "Report returned" },
    isi: { id: `{oleh}: "{catatan}". ${perjalanan.id}`, en: `{oleh}: "{catatan}". ${perjalanan.en}` },
  },
  "sppd.uang_muka_dibayar": {
    judul: { id: "Uang muka dibayar", en: "Advance paid" },
    isi: { id: `{jumlah} untuk {pelaksana}: ${perjalanan.id}`, en: `{jumlah} for {pelaksana}: ${perjalanan.en}` },
  },
  "sppd.biaya_tidak_diterima": {
    judul: { id: "Biaya dikoreksi", en: "Cost corrected" },
    isi: {
      id: `{uraian}: {jumlah}, "{catatan}". ${perjalanan.id}`,
      en: `{uraian}: {jumlah}, "{catatan}". ${perjalanan.en}`,
    },
  },
  "sppd.dispensasi": {
    judul: { id: "Dispensasi biaya", en: "Cost dispensation" },
    isi: {
      id: `{uraian}: {jumlah}, "{catatan}". ${perjalanan.id}`,
      en: `{uraian}: {jumlah}, "{catatan}". ${perjalanan.en}`,
    },
  },
  "sppd.menunggu_pemeriksaan": {
    judul: { id: "Menunggu pemeriksaan biaya", en: "Costs wait to be verified" },
    isi: { id: `Permohonan {pemohon}: ${perjalanan.id}`, en: `Request of {pemohon}: ${perjalanan.en}` },
  },
  "sppd.menunggu_rampung": {
    judul: { id: "Menunggu pengesahan rampung", en: "Waiting for its settlement to be validated" },
    isi: { id: `Permohonan {pemohon}: ${perjalanan.id}`, en: `Request of {pemohon}: ${perjalanan.en}` },
  },
  "sppd.menunggu_bayar": {
    judul: { id: "Menunggu pembayaran", en: "Waiting for payment" },
    isi: { id: `Permohonan {pemohon}: ${perjalanan.id}`, en: `Request of {pemohon}: ${perjalanan.en}` },
  },
  "sppd.rampung": {
    judul: { id: "Perhitungan rampung disahkan", en: "Settlement validated" },
    isi: {
      id: `Ditetapkan {jumlah} untuk {pelaksana}: ${perjalanan.id}`,
      en: `Set at {jumlah} for {pelaksana}: ${perjalanan.en}`,
    },
  },
  "sppd.dibayar": {
    judul: { id: "Perhitungan diselesaikan", en: "Account settled" },
    isi: { id: `{jumlah}, {pelaksana}: ${perjalanan.id}`, en: `{jumlah}, {pelaksana}: ${perjalanan.en}` },
  },
} as const satisfies Readonly<Record<string, TeksNotifikasi>>;

/** Something of an order that somebody is told. */
export type KodeNotifikasiSppd = keyof typeof teksSppd;
