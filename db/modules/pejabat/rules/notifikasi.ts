import type { TeksNotifikasi } from "../../notifications/rules/notifikasi.ts";

/** What those hear who stand in for an official, and the official when somebody else said so. */
export const teksPejabat = {
  "pejabat.delegasi": {
    judul: { id: "Delegasi wewenang", en: "Authority delegated" },
    isi: {
      id: '{penerima}, {jabatan} {mulai} s.d. {selesai}. {oleh}: "{alasan}".',
      en: '{penerima}, {jabatan} {mulai} to {selesai}. {oleh}: "{alasan}".',
    },
  },
  "pejabat.delegasi_diakhiri": {
    judul: { id: "Delegasi diakhiri", en: "Delegation ended" },
    isi: { id: "{penerima}, {jabatan}: diakhiri {oleh}.", en: "{penerima}, {jabatan}: ended by {oleh}." },
  },
} as const satisfies Readonly<Record<string, TeksNotifikasi>>;
