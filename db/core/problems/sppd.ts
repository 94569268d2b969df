import type { ProblemType } from "../problem.ts";

/** Problems of travel orders. */
export const sppdProblems = {
  PERJALANAN_RANGKAP: {
    status: 409,
    id: { title: "Perjalanan rangkap", detail: "Seorang pelaksana sudah punya perjalanan lain pada tanggal itu." },
    en: { title: "Overlapping trips", detail: "A traveller already has another trip on those dates." },
  },
  PAGU_TIDAK_CUKUP: {
    status: 409,
    id: { title: "Pagu tidak cukup", detail: "Sisa pagu akun ini Rp{sisa}, perkiraan biaya Rp{dibutuhkan}." },
    en: { title: "Budget exhausted", detail: "Rp{sisa} remain on this budget line, the estimate is Rp{dibutuhkan}." },
  },
  STATUS_TIDAK_SESUAI: {
    status: 409,
    id: {
      title: "Status tidak sesuai",
      detail: 'Tindakan "{aksi}" tidak dapat dilakukan saat status "{status_sekarang}".',
    },
    en: { title: "Wrong status", detail: '"{aksi}" cannot be done while the status is "{status_sekarang}".' },
  },
  VERSI_BERUBAH: {
    status: 409,
    id: { title: "Sudah diubah orang lain", detail: "Muat ulang, lalu ulangi perubahan Anda; versi sekarang {versi}." },
    en: { title: "Changed by somebody else", detail: "Reload and repeat your change; the version is now {versi}." },
  },
  KONFLIK_KEPENTINGAN: {
    status: 403,
    id: {
      title: "Konflik kepentingan",
      detail:
        "Tidak seorang pun boleh memutus atau membayar perjalanannya sendiri, atau menjadi PPK sekaligus bendahara pada satu perjalanan.",
    },
    en: {
      title: "Conflict of interest",
      detail: "Nobody may decide on or pay their own trip, or be PPK and treasurer of one trip.",
    },
  },
  MELEBIHI_BATAS_NOMINAL: {
    status: 403,
    id: {
      title: "Melebihi batas nominal",
      detail: "Nilai Rp{total} melebihi batas Anda Rp{batas}; diteruskan ke jenjang {jenjang}.",
    },
    en: { title: "Above your limit", detail: "Rp{total} exceeds your limit of Rp{batas}; it goes to level {jenjang}." },
  },
  BUKAN_GILIRAN: {
    status: 403,
    id: { title: "Bukan giliran Anda", detail: "Permohonan ini menunggu keputusan jenjang {jenjang}." },
    en: { title: "Not your turn", detail: "This request waits for a decision at level {jenjang}." },
  },
  PENYETUJU_TIDAK_ADA: {
    status: 409,
    id: {
      title: "Belum ada penyetuju",
      detail: "Tidak ada pejabat aktif di atas unit ini yang dapat memutus. Lengkapi daftar pejabat.",
    },
    en: {
      title: "Nobody to approve",
      detail: "No active official above this unit can decide. Complete the list of officials.",
    },
  },
  PENANDATANGAN_TIDAK_ADA: {
    status: 409,
    id: {
      title: "Belum ada penandatangan",
      detail: "Tidak ada pejabat penerbit Surat Tugas yang aktif untuk unit ini hari ini dan pada tanggal suratnya.",
    },
    en: {
      title: "No signatory",
      detail: "No official who signs Surat Tugas is active for this unit today and on the date of the letter.",
    },
  },
  SPD_TIDAK_PERLU: {
    status: 409,
    id: {
      title: "Perjalanan ini tanpa SPD",
      detail: "Dalam kota sampai dengan 8 jam cukup dengan Surat Tugas; visumnya menjadi lampiran surat itu.",
    },
    en: {
      title: "No SPD for this trip",
      detail: "In town for up to 8 hours the Surat Tugas is enough; the visum is its annex.",
    },
  },
  BUKAN_PPK: {
    status: 403,
    id: {
      title: "Bukan PPK unit ini",
      detail: "SPD diterbitkan oleh Pejabat Pembuat Komitmen yang aktif untuk unit ini.",
    },
    en: { title: "Not the PPK of this unit", detail: "SPDs are issued by the active commitment officer of this unit." },
  },
  TANGGAL_SURAT_MUNDUR: {
    status: 409,
    id: {
      title: "Tanggal berangkat sudah lewat",
      detail: "Surat bertanggal sesudah berangkat hanya dibuat agendaris, dengan alasan.",
    },
    en: {
      title: "Departure has passed",
      detail: "A letter dated after departure is issued by the registrar only, with a reason.",
    },
  },
  HANYA_AGENDARIS: {
    status: 403,
    id: {
      title: "Hanya agendaris",
      detail: "Tanggal surat mundur dan nomor yang diketik hanya dari agendaris.",
    },
    en: { title: "Registrar only", detail: "Only the registrar dates letters back and types their numbers." },
  },
  ALASAN_MUNDUR_WAJIB: {
    status: 422,
    id: { title: "Alasan belum ada", detail: "Surat bertanggal mundur memerlukan alasan (`alasan_mundur`)." },
    en: { title: "No reason given", detail: "A letter that is dated back needs a reason (`alasan_mundur`)." },
  },
  TANGGAL_SURAT_DI_LUAR_JANGKAUAN: {
    status: 422,
    id: {
      title: "Tanggal surat di luar jangkauan",
      detail: "Surat Tugas ini bertanggal paling awal {terawal} dan paling akhir hari ini.",
    },
    en: {
      title: "Date of the letter out of range",
      detail: "This letter may be dated no earlier than {terawal} and no later than today.",
    },
  },
  NOMOR_SISIPAN_HABIS: {
    status: 409,
    id: {
      title: "Nomor sisipan habis",
      detail: "Di belakang nomor terakhir tanggal itu sudah ada sisipan a sampai z. Pilih tanggal lain.",
    },
    en: {
      title: "No inserted number left",
      detail: "Behind the last number of that date, a to z are taken. Choose another date.",
    },
  },
  NOMOR_SURAT_WAJIB: {
    status: 422,
    id: { title: "Nomor surat belum diisi", detail: "Institusi ini menomori Surat Tugas sendiri; ketik nomornya." },
    en: { title: "No number given", detail: "This institution numbers its Surat Tugas by hand; type the number." },
  },
  NOMOR_SURAT_OTOMATIS: {
    status: 422,
    id: { title: "Nomor surat otomatis", detail: "Surat Tugas institusi ini bernomor otomatis; hapus `nomor`." },
    en: {
      title: "Numbers are automatic",
      detail: "The Surat Tugas of this institution are numbered automatically; leave out `nomor`.",
    },
  },
  NOMOR_SURAT_DIPAKAI: {
    status: 409,
    id: { title: "Nomor surat sudah dipakai", detail: "Surat lain tahun itu, mungkin yang batal, sudah bernomor ini." },
    en: {
      title: "Number already taken",
      detail: "Another letter of that year, perhaps a cancelled one, already has this number.",
    },
  },
  TARIF_TIDAK_ADA: {
    status: 422,
    id: {
      title: "Tarif belum ada",
      detail: "Tarif {komponen} untuk provinsi {provinsi} tahun {tahun} belum ada. Isi dulu tabel SBM.",
    },
    en: {
      title: "No tariff",
      detail: "There is no {komponen} tariff for province {provinsi} in {tahun}. Fill in the SBM table first.",
    },
  },
  MELEBIHI_PAGU_SBM: {
    status: 422,
    id: { title: "Melebihi standar biaya", detail: "Biaya {komponen} melebihi standar Rp{pagu}." },
    en: { title: "Above the standard cost", detail: "The {komponen} cost exceeds the standard of Rp{pagu}." },
  },
  MELEBIHI_TEMPAT_KEDUDUKAN: {
    status: 422,
    id: {
      title: "Melebihi transpor dari Tempat Kedudukan",
      detail:
        "Transpor dari atau ke Tempat Sah dibayar paling banyak setara dari Tempat Kedudukan, Rp{batas}; yang diminta Rp{diminta}.",
    },
    en: {
      title: "Above the transport from the seat of the office",
      detail:
        "From or to another place, transport is paid up to what it costs from the seat, Rp{batas}; Rp{diminta} are asked for.",
    },
  },
  NARASUMBER_BUKAN_PIHAK_LUAR: {
    status: 422,
    id: {
      title: "Bukan narasumber luar",
      detail: "Pelaksana ini pegawai institusi; hanya yang berstatus PihakLain dapat menjadi narasumber luar.",
    },
    en: {
      title: "Not an outside speaker",
      detail: "This traveller is staff; only somebody of the status PihakLain can be an outside speaker.",
    },
  },
  ANGGARAN_TIDAK_DIKENAL: {
    status: 422,
    id: { title: "Akun anggaran tidak dikenal", detail: "Pilih akun anggaran yang ada untuk tahun keberangkatan." },
    en: { title: "Unknown budget line", detail: "Choose a budget line of the year of departure." },
  },
  ANGGARAN_DI_LUAR_UNIT: {
    status: 422,
    id: {
      title: "Akun anggaran unit lain",
      detail: "Akun ini bukan milik unit perjalanan atau unit di atasnya. Pilih akun unit perjalanan itu sendiri.",
    },
    en: {
      title: "Budget line of another unit",
      detail: "This line belongs neither to the trip's unit nor to one above it. Choose one of the trip's own unit.",
    },
  },
  PELAKSANA_TIDAK_DIKENAL: {
    status: 422,
    id: {
      title: "Pelaksana tidak dikenal",
      detail: "Seorang pelaksana tidak ada, tidak aktif, atau di luar unit Anda.",
    },
    en: { title: "Unknown traveller", detail: "A traveller does not exist, is inactive, or is outside your unit." },
  },
  WILAYAH_TIDAK_DIKENAL: {
    status: 422,
    id: { title: "Kabupaten/kota tidak dikenal", detail: "Pilih asal dan tujuan dari daftar kabupaten/kota." },
    en: { title: "Unknown regency or city", detail: "Choose origin and destination from the list." },
  },
  TANGGAL_DI_LUAR_JANGKAUAN: {
    status: 422,
    id: {
      title: "Tanggal di luar jangkauan",
      detail: "Keberangkatan paling lambat 300 hari ke depan dan paling awal 31 hari yang lalu.",
    },
    en: { title: "Date out of range", detail: "Departure may be at most 300 days ahead and 31 days ago." },
  },
} satisfies Record<string, ProblemType>;
