import type { ProblemType } from "../problem.ts";

/** Problems of any request, whatever it asks for. */
export const platformProblems = {
  DATA_TIDAK_SAH: {
    status: 422,
    id: { title: "Data tidak sah", detail: "Perbaiki isian yang disebut di bawah, lalu kirim lagi." },
    en: { title: "Invalid data", detail: "Correct the fields named below and send again." },
  },
  JSON_TIDAK_SAH: {
    status: 400,
    id: { title: "Isi permintaan tidak terbaca", detail: "Isi permintaan harus JSON yang sah." },
    en: { title: "Unreadable request body", detail: "The body must be valid JSON." },
  },
  JENIS_ISI_TIDAK_DIDUKUNG: {
    status: 415,
    id: { title: "Jenis isi tidak didukung", detail: "Kirim dengan Content-Type: {diterima}." },
    en: { title: "Unsupported content type", detail: "Send with Content-Type: {diterima}." },
  },
  ISI_TERLALU_BESAR: {
    status: 413,
    id: { title: "Isi terlalu besar", detail: "Ukuran terbesar {batas} bita." },
    en: { title: "Body too large", detail: "The largest size is {batas} bytes." },
  },
  BUTUH_WEBSOCKET: {
    status: 426,
    id: { title: "Butuh WebSocket", detail: "Alamat ini hanya menerima sambungan WebSocket atau text/event-stream." },
    en: { title: "WebSocket needed", detail: "This address takes WebSocket or text/event-stream connections only." },
  },
  TIDAK_DITEMUKAN: {
    status: 404,
    id: { title: "Tidak ditemukan", detail: "Alamat atau data yang diminta tidak ada, atau bukan untuk Anda." },
    en: { title: "Not found", detail: "What was asked for does not exist, or is not yours to see." },
  },
  KUNCI_IDEMPOTENSI_TIDAK_SAH: {
    status: 400,
    id: {
      title: "Kunci idempotensi tidak sah",
      detail: "Idempotency-Key terdiri dari 1 sampai 255 karakter ASCII tanpa spasi; UUID baru untuk setiap niat.",
    },
    en: {
      title: "Invalid idempotency key",
      detail: "An Idempotency-Key is 1 to 255 ASCII characters without spaces; use a new UUID for each intention.",
    },
  },
  KUNCI_IDEMPOTENSI_DIPAKAI: {
    status: 422,
    id: {
      title: "Kunci idempotensi sudah dipakai",
      detail: "Kunci ini sudah dipakai untuk permintaan lain. Ulangi dengan kunci baru.",
    },
    en: {
      title: "Idempotency key already used",
      detail: "This key was used for another request. Send again under a new key.",
    },
  },
  METODE_TIDAK_DIDUKUNG: {
    status: 405,
    id: { title: "Metode tidak didukung", detail: "Alamat ini menerima: {diterima}." },
    en: { title: "Method not allowed", detail: "This address accepts: {diterima}." },
  },
  ASAL_DITOLAK: {
    status: 403,
    id: {
      title: "Asal ditolak",
      detail:
        "Permintaan ini dikirim oleh halaman situs lain, yang tidak terdaftar sebagai mitra. Buka layanan ini langsung.",
    },
    en: {
      title: "Origin refused",
      detail:
        "This request was sent by a page of another site, which is not on the list of partners. Open this service itself.",
    },
  },
  TERLALU_SERING: {
    status: 429,
    id: { title: "Terlalu sering", detail: "Tunggu sebentar, lalu coba lagi." },
    en: { title: "Too many requests", detail: "Wait a moment and try again." },
  },
  BASIS_DATA_TIDAK_TERSEDIA: {
    status: 503,
    id: { title: "Sedang terganggu", detail: "Data belum dapat dijangkau. Tidak ada yang hilang; coba lagi sebentar." },
    en: { title: "Temporarily unavailable", detail: "The data cannot be reached. Nothing is lost; try again shortly." },
  },
  BERKAS_TIDAK_TERSEDIA: {
    status: 503,
    id: { title: "Penyimpanan berkas terganggu", detail: "Berkas belum dapat dijangkau; coba lagi sebentar." },
    en: { title: "File storage unavailable", detail: "The file cannot be reached; try again shortly." },
  },
  BERKAS_SUDAH_DIHAPUS: {
    status: 410,
    id: {
      title: "Berkas sudah dihapus",
      detail: "Berkas ini disimpan untuk sementara dan waktunya sudah lewat. Unggah atau ekspor lagi.",
    },
    en: {
      title: "File removed",
      detail: "This file was kept for a while, and its time is over. Upload or export it again.",
    },
  },
  GALAT_SERVER: {
    status: 500,
    id: { title: "Terjadi galat", detail: "Kesalahan ada pada kami. Sebutkan nomor permintaan ini bila melapor." },
    en: { title: "Something went wrong", detail: "The fault is ours. Quote this request id when you report it." },
  },
  TAUTAN_TIDAK_SAH: {
    status: 403,
    id: { title: "Tautan tidak sah", detail: "Tautan ini rusak atau sudah kedaluwarsa. Minta tautan baru." },
    en: { title: "Invalid link", detail: "This link is broken or has expired. Ask for a new one." },
  },
  BERKAS_TIDAK_DITERIMA: {
    status: 422,
    id: {
      title: "Berkas tidak diterima",
      detail: "Berkas harus PDF, JPEG, PNG atau WebP; isinya yang diperiksa, bukan namanya.",
    },
    en: {
      title: "File not accepted",
      detail: "The file must be PDF, JPEG, PNG or WebP; its content counts, not its name.",
    },
  },
} satisfies Record<string, ProblemType>;
