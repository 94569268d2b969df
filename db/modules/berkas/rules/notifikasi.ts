import type { TeksNotifikasi } from "../../notifications/rules/notifikasi.ts";

/** What somebody hears whose file is ready. */
export const teksBerkas = {
  "berkas.ekspor_siap": {
    judul: { id: "{judul_id}: berkas siap diunduh", en: "{judul_en}: the file is ready" },
    isi: {
      id: "{banyak} baris. Berkas disimpan sampai {sampai}.",
      en: "{banyak} rows. The file is kept until {sampai}.",
    },
  },
} as const satisfies Readonly<Record<string, TeksNotifikasi>>;
