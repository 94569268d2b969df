import type { ProblemType } from "../problem.ts";

/** Problems of what an institution says of itself. */
export const institutionProblems = {
  SLUG_SUDAH_DIPAKAI: {
    status: 409,
    id: { title: "Nama singkat sudah dipakai", detail: "Institusi lain sudah memakai slug itu. Pilihlah yang lain." },
    en: { title: "Slug already taken", detail: "Another institution has this slug already. Choose another one." },
  },
  SUREL_SUDAH_DIPAKAI: {
    status: 409,
    id: {
      title: "Surel sudah mendaftarkan institusi",
      detail: "Alamat surel itu sudah pernah mendaftarkan sebuah institusi. Masuklah ke sana, atau pakai alamat lain.",
    },
    en: {
      title: "This e-mail has registered an institution",
      detail: "This e-mail address has registered an institution before. Log in there, or use another address.",
    },
  },
  HOST_SUDAH_DIPAKAI: {
    status: 409,
    id: { title: "Alamat web sudah dipakai", detail: "Institusi lain sudah memakai alamat web itu." },
    en: { title: "Host already taken", detail: "Another institution has this host already." },
  },
  HOST_TIDAK_DITERIMA: {
    status: 422,
    id: {
      title: "Alamat web milik platform",
      detail: "Alamat web itu milik platform. Pakailah domain institusi sendiri.",
    },
    en: { title: "Host of the platform", detail: "This host is the platform's. Use a domain of your institution." },
  },
  JENIS_USAHA_TIDAK_DIKENAL: {
    status: 422,
    id: {
      title: "Jenis institusi tidak dikenal",
      detail: "Tidak ada jenis institusi atau usaha {jenis}. Yang ada: {ada}.",
    },
    en: { title: "Unknown kind of institution", detail: "There is no kind of institution {jenis}. There are: {ada}." },
  },
  LOGO_TIDAK_DITERIMA: {
    status: 422,
    id: {
      title: "Logo tidak diterima",
      detail: "Logo harus PNG, JPEG, atau WebP; isinya yang diperiksa, bukan namanya.",
    },
    en: { title: "Logo not accepted", detail: "The logo must be PNG, JPEG or WebP; its content counts, not its name." },
  },
} satisfies Record<string, ProblemType>;
