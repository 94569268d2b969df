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
  PENGENAL_DIPAKAI: {
    status: 409,
    id: {
      title: "Pengenal sudah dipakai",
      detail: "Pengenal ini sudah menjadi pengenal orang lain ({jenis}); satu pengenal hanya untuk satu orang.",
    },
    en: {
      title: "Identifier already in use",
      detail: "This identifier belongs to somebody else already ({jenis}); each is one person's only.",
    },
  },
  PEGAWAI_TIDAK_DIKENAL: {
    status: 422,
    id: { title: "Pegawai tidak dikenal", detail: "Pilih pegawai yang ada di unit Anda." },
    en: { title: "Unknown member of staff", detail: "Choose an existing member of your units' staff." },
  },
  PEGAWAI_PUNYA_AKUN: {
    status: 409,
    id: { title: "Pegawai sudah punya akun", detail: "Seorang pegawai hanya mempunyai satu akun." },
    en: { title: "Member of staff has an account", detail: "A member of staff has one account only." },
  },
  TAMPILAN_SUDAH_ADA: {
    status: 409,
    id: { title: "Tampilan sudah ada", detail: "Anda sudah mempunyai tampilan daftar ini dengan nama itu." },
    en: { title: "View exists", detail: "You have a view of this list under that name already." },
  },
  TAMPILAN_TERLALU_BANYAK: {
    status: 409,
    id: {
      title: "Tampilan terlalu banyak",
      detail:
        "Sebuah daftar mempunyai paling banyak {batas} tampilan Anda, dan {batas} yang dibagikan kepada satu unit.",
    },
    en: {
      title: "Too many views",
      detail: "You keep at most {batas} views of a list, and a unit is shown at most {batas}.",
    },
  },
  PERAN_SUDAH_ADA: {
    status: 409,
    id: { title: "Peran sudah ada", detail: "Pilih kode lain; kode ini sudah menjadi sebuah peran." },
    en: { title: "Role exists", detail: "Choose another code; this one is a role already." },
  },
  PERAN_TERLALU_BANYAK: {
    status: 409,
    id: { title: "Peran terlalu banyak", detail: "Sebuah institusi membuat paling banyak {batas} peran sendiri." },
    en: { title: "Too many roles", detail: "An institution makes at most {batas} roles of its own." },
  },
  PERAN_DIPAKAI: {
    status: 409,
    id: { title: "Peran masih dipegang", detail: "Peran ini masih dipegang {jumlah} orang; ambil dulu dari mereka." },
    en: { title: "Role is held", detail: "{jumlah} people still hold this role; take it from them first." },
  },
  DI_LUAR_KEWENANGAN: {
    status: 403,
    id: {
      title: "Di luar kewenangan",
      detail: "Anda tidak dapat memberi atau mengubah hak yang lebih luas daripada hak Anda sendiri.",
    },
    en: {
      title: "Beyond your own rights",
      detail: "Nobody gives, or changes an account that holds, more than they may do themselves.",
    },
  },
  AKUN_SENDIRI: {
    status: 403,
    id: { title: "Akun sendiri", detail: "Perubahan ini atas akun Anda sendiri dilakukan oleh orang lain." },
    en: { title: "Your own account", detail: "Somebody else must make this change to your own account." },
  },
  ADMIN_TERAKHIR: {
    status: 409,
    id: { title: "Administrator terakhir", detail: "Tunjuk administrator lain dulu." },
    en: { title: "The last administrator", detail: "Appoint another administrator first." },
  },
} satisfies Record<string, ProblemType>;
