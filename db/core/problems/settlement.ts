import type { ProblemType } from "../problem.ts";

/** Problems of what a trip cost and what is paid for it. */
export const settlementProblems = {
  UANG_MUKA_MELEBIHI_BATAS: {
    status: 422,
    id: {
      title: "Uang muka melebihi batas",
      detail: "Uang muka pelaksana ini paling banyak Rp{batas}; sudah dibayar Rp{sudah}, diminta Rp{diminta}.",
    },
    en: {
      title: "Advance above its limit",
      detail: "This traveller may have Rp{batas} in advance; Rp{sudah} were paid, Rp{diminta} asked for.",
    },
  },
  NOMOR_BUKTI_DIPAKAI: {
    status: 409,
    id: { title: "Nomor bukti sudah dipakai", detail: "Satu nomor bukti membuktikan satu pembayaran dalam setahun." },
    en: { title: "Proof number in use", detail: "A proof number stands for one payment in a year." },
  },
  NTPN_DIPAKAI: {
    status: 409,
    id: { title: "NTPN sudah dipakai", detail: "Setoran dengan NTPN ini sudah dicatat." },
    en: { title: "NTPN in use", detail: "A payment to the treasury with this NTPN has been noted before." },
  },
  TANGGAL_BAYAR_DI_DEPAN: {
    status: 422,
    id: { title: "Tanggal bayar belum tiba", detail: "Pembayaran dicatat paling cepat pada harinya." },
    en: { title: "Payment dated ahead", detail: "A payment is noted on its day at the earliest." },
  },
  BUKTI_TIDAK_DIKENAL: {
    status: 422,
    id: {
      title: "Bukti tidak dikenal",
      detail: "Sebuah bukti bukan berkas jenis bukti milik pelaksana ini pada perjalanan ini. Unggah dulu berkasnya.",
    },
    en: {
      title: "Unknown receipt",
      detail: "A receipt is no file of that kind of this traveller and trip. Upload it first.",
    },
  },
  PENGINAPAN_30_PERSEN_DITOLAK: {
    status: 422,
    id: {
      title: "Penginapan 30% tidak berlaku",
      detail: "Malam {tanggal} tidak dapat diganti 30% dari pagu penginapan ({alasan}).",
    },
    en: {
      title: "No 30% for lodging",
      detail: "The night of {tanggal} is not paid at 30% of the ceiling ({alasan}).",
    },
  },
  KAMAR_SUDAH_DIKLAIM: {
    status: 422,
    id: { title: "Kamar sudah diklaim", detail: "Kamar malam {tanggal} sudah diklaim rekan seperjalanan." },
    en: { title: "Room already claimed", detail: "A companion has claimed the room of the night of {tanggal}." },
  },
  MALAM_DI_LUAR_PERJALANAN: {
    status: 422,
    id: {
      title: "Bukan malam perjalanan ini",
      detail: "Malam {tanggal} tidak termasuk perjalanan yang nyata ditempuh.",
    },
    en: { title: "Not a night of this trip", detail: "The night of {tanggal} is not part of the trip as travelled." },
  },
  REPRESENTASI_TIDAK_BERHAK: {
    status: 422,
    id: {
      title: "Tidak berhak uang representasi",
      detail: "Uang representasi hanya bagi pejabat negara dan setara eselon I dan II; Plh tidak berhak.",
    },
    en: {
      title: "Not entitled to representation",
      detail: "Representation is for state officials and posts equated with echelons I and II; never for a Plh.",
    },
  },
  DIBIAYAI_PENYELENGGARA: {
    status: 422,
    id: {
      title: "Sudah dibiayai penyelenggara",
      detail: "Penyelenggara membiayai {komponen} perjalanan ini; komponen itu tidak dapat diklaim.",
    },
    en: {
      title: "Paid by the host",
      detail: "The host pays for this trip's {komponen}; nobody claims that.",
    },
  },
  BIAYA_BELUM_DIPERIKSA: {
    status: 409,
    id: { title: "Biaya belum selesai diperiksa", detail: "Masih ada {menunggu} baris biaya yang menunggu bendahara." },
    en: { title: "Costs not verified yet", detail: "{menunggu} lines of costs wait for the treasurer." },
  },
  SUDAH_DISAHKAN: {
    status: 409,
    id: { title: "Sudah disahkan", detail: "Perhitungan rampung pelaksana ini sudah disahkan PPK." },
    en: { title: "Validated already", detail: "The PPK has validated this traveller's account." },
  },
  SUDAH_DIBAYAR: {
    status: 409,
    id: { title: "Sudah diselesaikan", detail: "Pembayaran atau setoran pelaksana ini sudah dicatat." },
    en: { title: "Settled already", detail: "This traveller's account has been settled." },
  },
  KOREKSI_MELEBIHI: {
    status: 422,
    id: { title: "Koreksi melebihi yang diakui", detail: "Koreksi hanya menurunkan; baris ini diakui Rp{diakui}." },
    en: {
      title: "Correction above what is recognized",
      detail: "A correction only lowers; Rp{diakui} are recognized.",
    },
  },
  DISPENSASI_TIDAK_BERLAKU: {
    status: 422,
    id: {
      title: "Dispensasi tidak berlaku",
      detail:
        "Dispensasi hanya untuk penginapan di atas pagu, sampai jumlah yang nyata dibayar, bila institusi mengizinkan.",
    },
    en: {
      title: "No dispensation here",
      detail:
        "Only lodging above its ceiling may be dispensed, up to what was really paid, where the institution allows it.",
    },
  },
} satisfies Record<string, ProblemType>;
