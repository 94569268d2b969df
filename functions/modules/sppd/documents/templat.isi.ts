import {
  penandaDaftar,
  PENANDA,
  type DAFTAR_PENANDA,
  type JenisTemplat,
} from "../../../../db/modules/sppd/rules/penanda.ts";
import { formatLama, formatRentang, formatTanggal, hitungHari } from "../../../../db/modules/sppd/rules/tanggal.ts";
import { formatRupiah, terbilangRupiah } from "../../../../db/modules/sppd/rules/terbilang.ts";
import type { Spd, SuratTugas } from "../../../../db/modules/sppd/snapshot.ts";
import type { Snapshot } from "../../../../db/modules/sppd/snapshot-semua.ts";
import type { RincianBiaya } from "../../../../db/modules/sppd/snapshot-spj.ts";
import { jumlahkan, sebutHitungan, sebutSisa, suratPelaksana, urutkanKomponen } from "./rincian-biaya.isi.ts";
import { sebutLabel, sebutNip, sebutWaktu, susunIsiSuratTugas } from "./surat-tugas.isi.ts";
import { atauStrip } from "./teks.ts";

/** What is no words: the picture of a QR code for an address, or the table that a paragraph gives way to (widths in points). */
export type Gambaran =
  | { readonly qr: string }
  | {
      readonly lebar: readonly number[];
      readonly kepala: readonly string[];
      readonly baris: readonly (readonly string[])[];
    };
/** What stands in a placeholder's stead: words, a paragraph for each of several, or a picture or table. */
export type Isi = string | readonly string[] | Gambaran;

/** What templates are filled with: snapshots of the kinds that have names for them. */
export type Bertemplat = Extract<Snapshot, { jenis: JenisTemplat }>;

/** Whether a template of an institution's own may be filled with it. */
export function adalahBertemplat(snapshot: Snapshot): snapshot is Bertemplat {
  return Object.hasOwn(PENANDA, snapshot.jenis);
}

/** What a letter says by the names that templates have for it, and its lists, entry by entry. */
export interface IsiTemplat {
  readonly isi: Readonly<Record<string, Isi>>;
  readonly daftar: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}
type IsiJenis<J extends JenisTemplat> = {
  readonly isi: Record<keyof (typeof PENANDA)[J], Isi>;
  readonly daftar: {
    [D in keyof (typeof DAFTAR_PENANDA)[J]]: readonly Record<keyof (typeof DAFTAR_PENANDA)[J][D], string>[];
  };
};

/** Widths of a table that a template takes in, in points: of a text as wide as A4 between ordinary margins. */
const LEBAR_PELAKSANA = [26, 130, 112, 84, 98];
const LEBAR_PENGIKUT = [200, 110, 140];

/** What a letter says to its template; it must have been cleaned. A list without entries has one that says nothing: a form keeps its row. */
export function susunIsiTemplat(surat: Bertemplat): IsiTemplat {
  const { isi, daftar } = isiJenis(surat);
  const berisi = Object.entries(daftar).map(([nama, entri]) => {
    const kosong = Object.keys(penandaDaftar(surat.jenis, nama) ?? {}).map((satu) => [satu, ""] as const);
    return [nama, entri.length > 0 ? entri : [Object.fromEntries(kosong)]] as const;
  });
  return { isi, daftar: Object.fromEntries(berisi) };
}

function isiJenis(surat: Bertemplat): IsiTemplat {
  switch (surat.jenis) {
    case "surat_tugas":
      return isiSuratTugas(surat);
    case "spd":
      return isiSpd(surat);
    case "rincian_biaya":
      return isiRincian(surat);
  }
}

function isiUmum(surat: Bertemplat) {
  return {
    nomor: surat.nomor,
    tanggal: formatTanggal(surat.tanggal),
    tempat: surat.tempat,
    maksud: surat.maksud,
    tempat_tujuan: surat.tempat_tujuan,
    waktu: formatRentang(surat.tanggal_berangkat, surat.tanggal_kembali),
    tanggal_berangkat: formatTanggal(surat.tanggal_berangkat),
    tanggal_kembali: formatTanggal(surat.tanggal_kembali),
    lama: formatLama(hitungHari(surat.tanggal_berangkat, surat.tanggal_kembali)),
    kode_verifikasi: surat.verifikasi.kode,
    alamat_verifikasi: surat.verifikasi.url,
    qr: { qr: surat.verifikasi.url },
  };
}

function isiSuratTugas(surat: SuratTugas): IsiJenis<"surat_tugas"> {
  const { kepada, bagian } = susunIsiSuratTugas(surat);
  const pelaksana = surat.pelaksana.map((orang, urut) => ({
    no: `${urut + 1}`,
    nama: orang.nama,
    nip: tanpaLabel(orang.nip),
    nip_label: orang.nip_label,
    pangkat_golongan: atauStrip(orang.pangkat_golongan),
    jabatan: atauStrip(orang.jabatan),
  }));
  const semua = (ambil: (orang: (typeof pelaksana)[number]) => string) => pelaksana.map(ambil).join("; ");
  const butir = (label: string) =>
    (bagian.find((satu) => satu.label === label)?.butir ?? []).map(({ tanda, teks }) => `${tanda} ${teks}`);
  return {
    isi: {
      ...isiUmum(surat),
      waktu: sebutWaktu(surat),
      nama: semua(({ nama }) => nama),
      nip: semua(({ nip }) => nip),
      nip_label: semua(({ nip_label }) => nip_label),
      pangkat_golongan: semua(({ pangkat_golongan }) => pangkat_golongan),
      jabatan: semua(({ jabatan }) => jabatan),
      menimbang: butir("Menimbang"),
      dasar: butir("Dasar"),
      tabel_pelaksana: { lebar: LEBAR_PELAKSANA, kepala: kepada.kolom, baris: kepada.baris },
      beban_anggaran: surat.beban_anggaran,
      penandatangan_sebutan: surat.penandatangan.sebutan,
      penandatangan_nama: surat.penandatangan.nama,
      penandatangan_nip: tanpaLabel(surat.penandatangan.nip),
      penandatangan_nip_label: sebutLabel(surat.penandatangan),
      tembusan: surat.tembusan.map((teks, urut) => `${urut + 1}. ${teks}`),
    },
    daftar: { pelaksana },
  };
}

function isiSpd(spd: Spd): IsiJenis<"spd"> {
  const { pelaksana } = spd;
  const pengikut = spd.pengikut.map(({ nama, tanggal_lahir, keterangan }, urut) => ({
    no: `${urut + 1}`,
    nama,
    tanggal_lahir: tanggal_lahir === null ? "-" : formatTanggal(tanggal_lahir),
    keterangan,
  }));
  return {
    isi: {
      ...isiUmum(spd),
      nama: pelaksana.nama,
      nip: tanpaLabel(pelaksana.nip),
      nip_label: pelaksana.nip_label,
      pangkat_golongan: atauStrip(pelaksana.pangkat_golongan),
      jabatan: atauStrip(pelaksana.jabatan),
      lembar_ke: spd.lembar_ke,
      kode_no: spd.kode_no,
      ppk_nama: spd.ppk.nama,
      ppk_nip: tanpaLabel(spd.ppk.nip),
      ppk_nip_label: sebutLabel(spd.ppk),
      instansi: pelaksana.instansi,
      tingkat_biaya: pelaksana.tingkat_biaya,
      alat_angkut: spd.alat_angkut,
      tempat_berangkat: spd.tempat_berangkat,
      tabel_pengikut: {
        lebar: LEBAR_PENGIKUT,
        kepala: ["Nama", "Tanggal Lahir", "Keterangan"],
        baris: pengikut.map(({ no, nama, tanggal_lahir, keterangan }) => [`${no}. ${nama}`, tanggal_lahir, keterangan]),
      },
      pembebanan_instansi: spd.pembebanan.instansi,
      pembebanan_akun: spd.pembebanan.akun,
      keterangan_lain: spd.keterangan_lain,
      nomor_surat_tugas: spd.surat_tugas.nomor,
      tanggal_surat_tugas: formatTanggal(spd.surat_tugas.tanggal),
    },
    daftar: { pengikut },
  };
}

function isiRincian(rincian: RincianBiaya): IsiJenis<"rincian_biaya"> {
  const { pelaksana } = rincian;
  const ditetapkan = jumlahkan(rincian.baris);
  const bersih = ditetapkan - jumlahkan(rincian.potongan);
  return {
    isi: {
      ...isiUmum(rincian),
      nama: pelaksana.nama,
      nip: tanpaLabel(pelaksana.nip),
      nip_label: pelaksana.nip_label,
      pangkat_golongan: atauStrip(pelaksana.pangkat_golongan),
      jabatan: atauStrip(pelaksana.jabatan),
      tanggal_spd: formatTanggal(suratPelaksana(rincian).tanggal),
      nomor_surat_tugas: rincian.surat_tugas.nomor,
      tanggal_surat_tugas: formatTanggal(rincian.surat_tugas.tanggal),
      ditetapkan: formatRupiah(ditetapkan),
      jumlah: formatRupiah(bersih),
      terbilang: terbilangRupiah(bersih),
      uang_muka: formatRupiah(rincian.uang_muka),
      sisa: sebutSisa(bersih - rincian.uang_muka),
      ppk_nama: rincian.ppk.nama,
      ppk_nip: tanpaLabel(rincian.ppk.nip),
      ppk_nip_label: sebutLabel(rincian.ppk),
      bendahara_nama: rincian.bendahara.nama,
      bendahara_nip: tanpaLabel(rincian.bendahara.nip),
      bendahara_nip_label: sebutLabel(rincian.bendahara),
    },
    daftar: {
      biaya: urutkanKomponen(rincian.baris).map(({ uraian, hitungan, jumlah, keterangan }, urut) => ({
        no: `${urut + 1}`,
        uraian,
        hitungan: hitungan === null ? "" : sebutHitungan(hitungan),
        jumlah: formatRupiah(jumlah),
        keterangan,
      })),
      potongan: rincian.potongan.map(({ uraian, jumlah }) => ({ uraian, jumlah: formatRupiah(jumlah) })),
    },
  };
}

function tanpaLabel(nip: string | null): string {
  return sebutNip("", nip).trim();
}
