import type { ProblemType } from "../problem.ts";

/** Problems of offices, and of those who stand in for their holders. */
export const pejabatProblems = {
  JABATAN_TERISI: {
    status: 409,
    id: { title: "Jabatan masih terisi", detail: "Jabatan ini dipegang orang lain pada sebagian waktu itu." },
    en: { title: "Office held", detail: "Somebody else holds this office for some of that time." },
  },
  PERIODE_JABATAN_TIDAK_SAH: {
    status: 422,
    id: {
      title: "Masa tidak sah",
      detail:
        "Hari terakhir tidak mendahului hari pertama; delegasi mulai paling awal hari ini, paling lama setahun, dan di dalam masa jabatannya.",
    },
    en: {
      title: "Not a valid period",
      detail:
        "The last day is not before the first; a delegation begins today at the earliest, lasts a year at most, and lies within the office's own time.",
    },
  },
  DELEGASI_BERANTAI: {
    status: 422,
    id: {
      title: "Delegasi tidak dapat didelegasikan lagi",
      detail: "Wewenang yang diterima tidak diteruskan; hanya a.n. yang dapat diberi satu u.b. di bawahnya.",
    },
    en: {
      title: "Not delegated again",
      detail: "Authority that was received goes no further; only an a.n. may have one u.b. below it.",
    },
  },
  DELEGASI_RANGKAP: {
    status: 409,
    id: { title: "Sudah ada pengganti", detail: "Pada sebagian waktu itu jabatan ini sudah digantikan orang lain." },
    en: { title: "Somebody stands in already", detail: "Somebody else stands in for this office in that time." },
  },
  DELEGASI_BERAKHIR: {
    status: 409,
    id: { title: "Delegasi sudah berakhir", detail: "Masa delegasi ini sudah lewat atau sudah diakhiri." },
    en: { title: "Delegation over", detail: "This delegation is past or has been ended." },
  },
  DELEGASI_TIDAK_AKTIF: {
    status: 403,
    id: {
      title: "Delegasi tidak aktif",
      detail: "Delegasi Anda untuk jenjang {jenjang} tidak berlaku hari ini.",
    },
    en: { title: "Delegation not active", detail: "Your delegation for level {jenjang} is not in force today." },
  },
  PENERIMA_DELEGASI_TIDAK_SAH: {
    status: 422,
    id: {
      title: "Penerima tidak sah",
      detail: "Penerima adalah pegawai aktif lain yang punya akun.",
    },
    en: { title: "Not a valid recipient", detail: "The recipient is another active member of staff with an account." },
  },
  KAPASITAS_TIDAK_SAH: {
    status: 422,
    id: {
      title: "Kapasitas tidak sah",
      detail:
        "Plt untuk jabatan yang kosong, oleh atasannya atau admin; Plh dan a.n. untuk jabatan yang terisi; u.b. hanya di bawah a.n.",
    },
    en: {
      title: "Not a valid capacity",
      detail:
        "Plt is for a vacant office, by its superior or an administrator; Plh and a.n. for one that is held; u.b. only below an a.n.",
    },
  },
} satisfies Record<string, ProblemType>;
