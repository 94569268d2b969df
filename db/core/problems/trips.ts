import type { ProblemType } from "../problem.ts";

/** Problems of trips on their way: files, reports, returns, cancellations after the issue. */
export const tripProblems = {
  LAPORAN_SUDAH_DIKIRIM: {
    status: 409,
    id: {
      title: "Laporan sudah dikirim",
      detail: "Laporan pelaksana ini sudah dikirim; isinya dan berkasnya berubah hanya bila dikembalikan verifikator.",
    },
    en: {
      title: "Report already sent",
      detail: "This traveller's report has been sent; it and its files change only when the verifier returns it.",
    },
  },
  BERKAS_TERLALU_BANYAK: {
    status: 409,
    id: { title: "Berkas terlalu banyak", detail: "Satu perjalanan menyimpan paling banyak {batas} berkas." },
    en: { title: "Too many files", detail: "One trip holds at most {batas} files." },
  },
  BERKAS_DIPAKAI: {
    status: 409,
    id: { title: "Berkas masih dipakai", detail: "Berkas ini disebut dalam laporan, biaya, atau pembatalan." },
    en: { title: "File in use", detail: "A report, a cost or a cancellation refers to this file." },
  },
  TANGGAL_KEMBALI_TIDAK_SAH: {
    status: 422,
    id: {
      title: "Tanggal kembali tidak sah",
      detail: "Kembali paling awal pada hari berangkat, paling lambat hari ini dan tanggal kembali menurut surat.",
    },
    en: {
      title: "Not a day of return",
      detail: "The return is on the day of departure at the earliest, and today or the day ordered at the latest.",
    },
  },
  LAPORAN_TERTUNGGAK: {
    status: 409,
    id: {
      title: "Laporan tertunggak",
      detail: "Seorang pelaksana belum mengirim laporan perjalanan yang lalu.",
    },
    en: {
      title: "Report overdue",
      detail: "A traveller has not sent the report of an earlier trip.",
    },
  },
  LAPORAN_BELUM_LENGKAP: {
    status: 422,
    id: { title: "Belum lengkap", detail: "Laporan atau pertanggungjawaban belum lengkap: {kurang}." },
    en: { title: "Not complete", detail: "The report or the statement of costs is not complete: {kurang}." },
  },
  LAPORAN_BELUM_DIKIRIM: {
    status: 409,
    id: { title: "Laporan belum dikirim", detail: "Pelaksana ini belum mengirim laporannya." },
    en: { title: "Report not sent", detail: "This traveller has not sent their report." },
  },
  PERNYATAAN_PEMBATALAN_WAJIB: {
    status: 422,
    id: {
      title: "Pernyataan pembatalan belum ada",
      detail: "Sertakan berkas Surat Pernyataan Pembatalan yang ditandatangani atasan.",
    },
    en: {
      title: "No statement of cancellation",
      detail: "Include the statement of cancellation that a superior has signed, as a file.",
    },
  },
  PEMBATALAN_BELUM_DIMINTA: {
    status: 409,
    id: {
      title: "Pembatalan belum diminta",
      detail: "Surat sudah terbit: pembatalan diminta atasan, lalu disahkan PPK.",
    },
    en: {
      title: "No cancellation requested",
      detail: "Letters are out: a superior asks for the cancellation, then the PPK confirms it.",
    },
  },
  BIAYA_PEMBATALAN_TERLALU_BESAR: {
    status: 422,
    id: {
      title: "Biaya pembatalan terlalu besar",
      detail: "Biaya tak kembali Rp{total} melebihi perkiraan perjalanan Rp{batas}.",
    },
    en: {
      title: "Cancellation costs too much",
      detail: "Rp{total} that nobody gives back exceed the trip's estimate of Rp{batas}.",
    },
  },
  BERKAS_TIDAK_DIKENAL: {
    status: 422,
    id: { title: "Berkas tidak dikenal", detail: "Lampiran dan foto dipilih dari berkas pelaksana itu sendiri." },
    en: { title: "Unknown file", detail: "Attachments and photos are chosen from the traveller's own files." },
  },
} satisfies Record<string, ProblemType>;
