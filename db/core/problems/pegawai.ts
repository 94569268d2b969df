import type { ProblemType } from "../problem.ts";

/** Problems of staff records. Codes of NIP rules are those of `db/modules/pegawai/rules`. */
export const pegawaiProblems = {
  NIP_PANJANG: {
    status: 422,
    id: { title: "Panjang NIP salah", detail: "NIP terdiri dari 18 digit (arsip lama 9 digit)." },
    en: { title: "Wrong length of NIP", detail: "A NIP has 18 digits (9 in old archives)." },
  },
  NIP_TANGGAL_LAHIR: {
    status: 422,
    id: {
      title: "Tanggal lahir dalam NIP tidak sah",
      detail: "Delapan digit pertama NIP harus tanggal lahir yang ada (TTTTBBHH).",
    },
    en: { title: "Invalid birth date in NIP", detail: "The first eight digits must be an existing date (YYYYMMDD)." },
  },
  NIP_TMT_TIDAK_SAH: {
    status: 422,
    id: {
      title: "TMT dalam NIP tidak sah",
      detail:
        "Digit 9–14 harus tahun dan bulan pengangkatan; untuk PPPK digit 13–14 adalah frekuensi perjanjian mulai 21.",
    },
    en: {
      title: "Invalid appointment in NIP",
      detail: "Digits 9–14 are year and month of appointment; for PPPK digits 13–14 count contracts from 21.",
    },
  },
  NIP_BUKAN_ANGKA: {
    status: 422,
    id: { title: "NIP bukan angka", detail: "NIP hanya boleh berisi angka; spasi antar bagian boleh." },
    en: { title: "NIP is not a number", detail: "A NIP has digits only; spaces between its parts are fine." },
  },
  NOMOR_INDUK_TIDAK_SAH: {
    status: 422,
    id: { title: "Nomor induk tidak sah", detail: "Nomor induk terdiri atas 9 sampai 18 angka." },
    en: { title: "Invalid staff number", detail: "A staff number has 9 to 18 digits." },
  },
  GOLONGAN_TIDAK_DIKENAL: {
    status: 422,
    id: { title: "Golongan tidak dikenal", detail: "Pilih golongan dari daftar golongan." },
    en: { title: "Unknown grade", detail: "Choose a grade from the list of grades." },
  },
  UNIT_TIDAK_DIKENAL: {
    status: 422,
    id: { title: "Unit kerja tidak dikenal", detail: "Pilih unit kerja yang ada." },
    en: { title: "Unknown unit", detail: "Choose an existing unit." },
  },
  NIP_SUDAH_ADA: {
    status: 409,
    id: { title: "NIP sudah terdaftar", detail: "Pegawai dengan NIP ini sudah ada." },
    en: { title: "NIP already registered", detail: "A member of staff with this NIP exists." },
  },
} satisfies Record<string, ProblemType>;
