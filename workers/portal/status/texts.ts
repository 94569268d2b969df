import type { Dependency } from "../../../db/core/readiness.ts";
import type { Language } from "../../../db/core/problem.ts";

/** What people know a part of the platform by. */
export type Service = "data" | "kecepatan" | "dokumen" | "berkas";

/** What each of them stands on: it works while all of these answer. */
export const services: Readonly<Record<Service, readonly Dependency[]>> = {
  data: ["postgres"],
  kecepatan: ["redis", "cache"],
  dokumen: ["queue"],
  berkas: ["uploads", "documents"],
};

/** The words of the status page. What is said of each service follows "What people see when a service is away" of docs/operations.md. */
export const texts = {
  id: {
    title: "Keadaan layanan",
    eyebrow: "Keadaan layanan Serambi",
    well: "Semua layanan berjalan",
    wellNote: "Tidak ada gangguan yang diketahui saat ini.",
    part: "Sebagian layanan terganggu",
    partNote: "Serambi tetap dapat dipakai. Yang terganggu, dan artinya bagi Anda, tertulis di bawah.",
    down: "Serambi sedang terganggu",
    downNote: "Yang sudah tersimpan tetap aman. Coba lagi beberapa saat lagi.",
    list: "Layanan satu per satu",
    works: "Berjalan",
    away: "Terganggu",
    since: "Terlihat terganggu sejak",
    checked: "Diperiksa",
    again: "Periksa lagi",
    if: "Bila di sini semuanya berjalan tetapi Serambi tidak terbuka di tempat Anda, periksa jaringan Anda atau coba dari perangkat lain.",
    service: {
      data: {
        name: "Masuk dan data",
        ok: "Anda dapat masuk, membaca, dan mengubah data.",
        away: "Belum dapat masuk atau mengubah data. Sebagian halaman masih menampilkan keadaan terakhirnya. Tidak ada yang tersimpan setengah jalan.",
      },
      kecepatan: {
        name: "Kecepatan dan batas pemakaian",
        ok: "Halaman terbuka secepat biasanya.",
        away: "Halaman terbuka lebih lambat; isinya tetap benar. Percobaan masuk dibatasi lebih ketat untuk sementara.",
      },
      dokumen: {
        name: "Dokumen dan surel",
        ok: "Surat, ekspor, impor, dan surel dikerjakan.",
        away: "Surat, ekspor, impor, dan surel baru masih menunggu, lalu dikerjakan sendiri begitu pulih. Tidak ada yang perlu diulang.",
      },
      berkas: {
        name: "Berkas",
        ok: "Berkas dapat diunggah dan diunduh.",
        away: "Belum dapat mengunggah atau mengunduh berkas. Yang sudah tersimpan tetap aman.",
      },
    },
  },
  en: {
    title: "Service status",
    eyebrow: "Status of Serambi's services",
    well: "Everything works",
    wellNote: "There is no known disruption right now.",
    part: "Some services are disrupted",
    partNote: "Serambi can still be used. What is disrupted, and what that means for you, is written below.",
    down: "Serambi is disrupted",
    downNote: "Whatever was saved is safe. Please try again in a little while.",
    list: "Service by service",
    works: "Works",
    away: "Disrupted",
    since: "Seen disrupted since",
    checked: "Checked",
    again: "Check again",
    if: "If everything works here but Serambi does not open where you are, check your network or try another device.",
    service: {
      data: {
        name: "Login and data",
        ok: "You can log in, read and change data.",
        away: "You cannot log in or change data right now. Some pages still show what was last known. Nothing is saved by halves.",
      },
      kecepatan: {
        name: "Speed and usage limits",
        ok: "Pages open as fast as usual.",
        away: "Pages open more slowly; what they show is right. Attempts to log in are limited more strictly for now.",
      },
      dokumen: {
        name: "Documents and e-mail",
        ok: "Letters, exports, imports and e-mails are being processed.",
        away: "New letters, exports, imports and e-mails are waiting, and are processed by themselves once this is back. Nothing needs to be repeated.",
      },
      berkas: {
        name: "Files",
        ok: "Files can be uploaded and downloaded.",
        away: "Files cannot be uploaded or downloaded right now. Those that were saved are safe.",
      },
    },
  },
} satisfies Record<Language, object>;
