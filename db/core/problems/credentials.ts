import type { ProblemType } from "../problem.ts";

/** Problems of what somebody proves who they are by: passwords, second factors, links, keys. */
export const credentialProblems = {
  SANDI_SALAH: {
    status: 403,
    id: { title: "Kata sandi salah", detail: "Untuk ini tulis kata sandi Anda yang sekarang berlaku." },
    en: { title: "Wrong password", detail: "This needs the password that is valid now." },
  },
  OTP_DIPERLUKAN: {
    status: 401,
    id: {
      title: "Kode diperlukan",
      detail: "Sertakan `otp`: kode enam angka dari aplikasi autentikator, atau salah satu kode pemulihan.",
    },
    en: {
      title: "Code required",
      detail: "Send `otp` as well: the six digits of the authenticator app, or one of the recovery codes.",
    },
  },
  OTP_SALAH: {
    status: 401,
    id: {
      title: "Kode salah",
      detail: "Kode itu salah, sudah lewat, atau sudah pernah dipakai. Tunggu kode berikutnya.",
    },
    en: { title: "Wrong code", detail: "The code is wrong, too old, or was used before. Wait for the next one." },
  },
  WAJIB_OTP: {
    status: 403,
    id: {
      title: "Faktor kedua wajib",
      detail:
        "Peran Anda mewajibkan faktor kedua. Pasang dulu: POST /api/v1/identity/otp, lalu POST /api/v1/identity/otp/confirm.",
    },
    en: {
      title: "Second factor required",
      detail:
        "Your role requires a second factor. Set it up first: POST /api/v1/identity/otp, then POST /api/v1/identity/otp/confirm.",
    },
  },
  OTP_SUDAH_AKTIF: {
    status: 409,
    id: { title: "Faktor kedua sudah aktif", detail: "Lepaskan dulu yang sekarang sebelum memasang yang baru." },
    en: { title: "Second factor already active", detail: "Remove the present one before setting up another." },
  },
  OTP_TIDAK_AKTIF: {
    status: 409,
    id: { title: "Faktor kedua belum ada", detail: "Akun ini belum memulai atau belum memasang faktor kedua." },
    en: { title: "No second factor", detail: "This account has not begun, or has not set up, a second factor." },
  },
  TAUTAN_TIDAK_BERLAKU: {
    status: 410,
    id: {
      title: "Tautan tidak berlaku",
      detail: "Tautan ini salah, sudah dipakai, sudah lewat waktunya, atau digantikan oleh yang lebih baru.",
    },
    en: {
      title: "Link not valid",
      detail: "This link is wrong, was used, has expired, or was replaced by a newer one.",
    },
  },
  SUDAH_BERSANDI: {
    status: 409,
    id: {
      title: "Akun sudah dipakai",
      detail:
        "Orang ini sudah memilih kata sandi. Bila lupa, ia sendiri memintanya: POST /api/v1/identity/password/forgot.",
    },
    en: {
      title: "Account in use",
      detail:
        "This person has chosen a password. If it is forgotten they ask themselves: POST /api/v1/identity/password/forgot.",
    },
  },
  AKUN_NONAKTIF: {
    status: 409,
    id: { title: "Akun nonaktif", detail: "Orang ini tidak boleh masuk. Aktifkan dulu akunnya." },
    en: { title: "Account not active", detail: "This person may not log in. Activate the account first." },
  },
  TANPA_SUREL: {
    status: 409,
    id: {
      title: "Tanpa alamat surel",
      detail:
        "Akun ini tidak mempunyai alamat surel. Tambahkan dulu, atau minta tautannya untuk Anda serahkan sendiri: ?serahkan=true.",
    },
    en: {
      title: "No e-mail address",
      detail: "This account has no e-mail address. Add one, or ask for the link to hand it over: ?serahkan=true.",
    },
  },
  KUNCI_TIDAK_BERLAKU: {
    status: 401,
    id: {
      title: "Kunci tidak berlaku",
      detail: "Kunci API ini salah, dicabut, lewat waktunya, atau pemiliknya nonaktif.",
    },
    en: {
      title: "Key not valid",
      detail: "This API key is wrong, revoked, expired, or its owner is no longer active.",
    },
  },
  KUNCI_TERLALU_BANYAK: {
    status: 409,
    id: { title: "Kunci terlalu banyak", detail: "Anda sudah punya {batas} kunci. Cabut dulu yang tidak dipakai." },
    en: { title: "Too many keys", detail: "You have {batas} keys already. Revoke those that are not used." },
  },
  BUKAN_UNTUK_KUNCI: {
    status: 403,
    id: { title: "Bukan untuk kunci API", detail: "Ini hanya dapat dilakukan orangnya sendiri yang sedang masuk." },
    en: { title: "Not for API keys", detail: "Only the person themselves, logged in, can do this." },
  },
} satisfies Record<string, ProblemType>;
