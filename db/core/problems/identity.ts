import type { ProblemType } from "../problem.ts";

/** Problems of who somebody is and what they may do. */
export const identityProblems = {
  BELUM_MASUK: {
    status: 401,
    id: { title: "Belum masuk", detail: "Masuk dulu, lalu sertakan token: Authorization: Bearer …" },
    en: { title: "Not logged in", detail: "Log in first and send the token: Authorization: Bearer …" },
  },
  SESSION_EXPIRED: {
    status: 401,
    id: { title: "Sesi berakhir", detail: "Sesi Anda sudah berakhir. Silakan masuk lagi." },
    en: { title: "Session expired", detail: "Your session has ended. Please log in again." },
  },
  DEVICE_CONFLICT: {
    status: 401,
    id: {
      title: "Masuk di perangkat lain",
      detail:
        "Akun Anda masuk di perangkat lain, dan sesi di sini berakhir. Bila bukan Anda, masuk lagi dan ganti kata sandi.",
    },
    en: {
      title: "Logged in elsewhere",
      detail:
        "Your account logged in on another device, and the session here ended. If that was not you, log in again and change your password.",
    },
  },
  PERANGKAT_LAIN_AKTIF: {
    status: 403,
    id: {
      title: "Perangkat lain masih masuk",
      detail: "Keluar dulu di perangkat itu. Bila perangkatnya hilang, minta administrator mengakhiri sesi Anda.",
    },
    en: {
      title: "Another device is logged in",
      detail: "Log out there first. If that device is lost, ask your administrator to end your sessions.",
    },
  },
  IDENTITAS_ATAU_SANDI_SALAH: {
    status: 401,
    id: { title: "Tidak dapat masuk", detail: "Nama pengguna atau kata sandi salah." },
    en: { title: "Cannot log in", detail: "The user name or the password is wrong." },
  },
  PERAN_TIDAK_DIKENAL: {
    status: 422,
    id: { title: "Peran tidak dikenal", detail: "Tidak ada peran bernama demikian di institusi ini." },
    en: { title: "Unknown role", detail: "This institution has no role of that name." },
  },
  SANDI_LAMA_SALAH: {
    status: 403,
    id: { title: "Kata sandi lama salah", detail: "Tulis kata sandi yang sekarang berlaku." },
    en: { title: "Wrong current password", detail: "Enter the password that is valid now." },
  },
  TIDAK_BERWENANG: {
    status: 403,
    id: { title: "Tidak berwenang", detail: "Peran Anda tidak mencakup tindakan ini ({izin})." },
    en: { title: "Not permitted", detail: "Your roles do not include this action ({izin})." },
  },
  INSTITUSI_LAIN: {
    status: 403,
    id: { title: "Institusi lain", detail: "Token ini milik institusi lain. Masuk di alamat institusi Anda." },
    en: {
      title: "Another institution",
      detail: "This token belongs to another institution. Log in at your own address.",
    },
  },
  BERKAS_BUKAN_XLSX: {
    status: 422,
    id: {
      title: "Bukan berkas Excel",
      detail: "Simpan sebagai Excel Workbook (.xlsx), tanpa makro dan tanpa kata sandi, lalu unggah lagi.",
    },
    en: {
      title: "Not an Excel file",
      detail: "Save it as an Excel Workbook (.xlsx), without macros and without a password, and upload it again.",
    },
  },
  IMPOR_BELUM_SIAP: {
    status: 409,
    id: {
      title: "Impor tidak dapat disimpan",
      detail: "Impor disimpan sekali, sesudah selesai diperiksa; status sekarang: {status_sekarang}.",
    },
    en: {
      title: "Import cannot be saved",
      detail: "An import is saved once, after it has been checked; its status is {status_sekarang}.",
    },
  },
} satisfies Record<string, ProblemType>;
