import type { ProblemType } from "../problem.ts";

/** Problems of what an institution has a licence for. */
export const licenceProblems = {
  LISENSI_KEDALUWARSA: {
    status: 403,
    id: {
      title: "Lisensi sudah berakhir",
      detail:
        "Masa lisensi institusi Anda sudah berakhir: data tetap dapat dibaca, tetapi tidak dapat diubah. Administrator dapat memasang lisensi yang baru.",
    },
    en: {
      title: "Licence has ended",
      detail:
        "Your institution's licence has ended: its data can be read but not changed. An administrator can install a new licence.",
    },
  },
  MODUL_TIDAK_AKTIF: {
    status: 403,
    id: {
      title: "Modul tidak termasuk lisensi",
      detail: "Lisensi institusi Anda tidak mencakup {modul}. Datanya tetap tersimpan; hubungi penerbit lisensi.",
    },
    en: {
      title: "Module not licensed",
      detail: "Your institution's licence does not cover {modul}. Its data is kept; ask whoever issued the licence.",
    },
  },
  KURSI_PENUH: {
    status: 409,
    id: {
      title: "Jumlah akun lisensi sudah penuh",
      detail:
        "Lisensi institusi Anda mencakup {batas} akun aktif. Nonaktifkan yang tidak dipakai, atau perluas lisensinya.",
    },
    en: {
      title: "No account of the licence is left",
      detail:
        "Your institution's licence covers {batas} active accounts. Deactivate unused ones, or extend the licence.",
    },
  },
  LISENSI_TIDAK_SAH: {
    status: 422,
    id: {
      title: "Kunci lisensi tidak sah",
      detail: "Tanda tangan atau isi kunci itu tidak sah. Salinlah kunci yang diterima dengan utuh.",
    },
    en: {
      title: "Not a valid licence key",
      detail: "The key's signature or content is not valid. Copy the key that you received as a whole.",
    },
  },
  LISENSI_INSTITUSI_LAIN: {
    status: 422,
    id: { title: "Lisensi institusi lain", detail: "Kunci itu diterbitkan bagi institusi {institusi}." },
    en: { title: "Licence of another institution", detail: "The key was issued for the institution {institusi}." },
  },
  LISENSI_SUDAH_HABIS: {
    status: 422,
    id: { title: "Masa kunci lisensi sudah lewat", detail: "Lisensi itu berlaku sampai {sampai}." },
    en: { title: "Licence key out of its term", detail: "That licence was valid until {sampai}." },
  },
  LISENSI_BELUM_BERLAKU: {
    status: 422,
    id: {
      title: "Lisensi belum berlaku",
      detail: "Lisensi itu berlaku mulai {mulai}. Pasanglah pada hari itu; yang sekarang tetap berlaku sampai habis.",
    },
    en: {
      title: "Licence not valid yet",
      detail: "That licence is valid from {mulai}. Install it then; the present one counts until it ends.",
    },
  },
  LISENSI_LEBIH_LAMA: {
    status: 409,
    id: {
      title: "Ada lisensi yang lebih baru",
      detail:
        "Kunci itu diterbitkan sebelum lisensi yang sudah pernah dipasang, atau lisensinya sudah diganti atau dicabut.",
    },
    en: {
      title: "There is a newer licence",
      detail: "The key was issued before a licence that has been installed, or its licence was replaced or revoked.",
    },
  },
} satisfies Record<string, ProblemType>;
