import { formatLama, formatTanggal, hitungHari } from "../../../../db/modules/sppd/rules/tanggal.ts";
import { formatRupiah, terbilangRupiah } from "../../../../db/modules/sppd/rules/terbilang.ts";
import type { Kuitansi } from "../../../../db/modules/sppd/snapshot-spj.ts";
import { kata, type Kata, type Lembar } from "./lembar.ts";
import { jumlahkan, kepalaLembar, sambungkan, suratPelaksana, susunBlok, tempatTanggal } from "./rincian-biaya.isi.ts";

/** Words a Kuitansi, of an advance or of a settled trip (travel orders, 3.2.5); `kuitansi` must have been cleaned. */
export function susunIsiKuitansi(kuitansi: Kuitansi): Lembar {
  const surat = suratPelaksana(kuitansi);
  return {
    ...kepalaLembar(kuitansi, `Kuitansi ${surat.sebutan} ${surat.nomor}`),
    isi: [
      {
        jenis: "pasangan",
        label: 88,
        letak: "kanan",
        baris: [
          ["Tahun Anggaran", kata(String(kuitansi.tahun_anggaran))],
          ["Nomor Bukti", kata(kuitansi.nomor_bukti ?? ".".repeat(38))],
          ["Mata Anggaran", kata(kuitansi.mata_anggaran)],
        ],
      },
      {
        jenis: "judul",
        teks: "KUITANSI/BUKTI PEMBAYARAN",
        rujukan: kuitansi.sifat === "uang_muka" ? ["Uang Muka Perjalanan Dinas"] : [],
      },
      {
        jenis: "pasangan",
        label: 118,
        baris: [
          ["Sudah terima dari", kata(kuitansi.terima_dari)],
          ["Jumlah uang", { teks: formatRupiah(kuitansi.jumlah), tebal: true }],
          ["Terbilang", { teks: terbilangRupiah(kuitansi.jumlah), miring: true }],
          ["Untuk pembayaran", kata(sebutKeperluan(kuitansi))],
          ...susunPelunasan(kuitansi),
        ],
      },
      {
        jenis: "tandaTangan",
        kiri: null,
        kanan: susunBlok([tempatTanggal(kuitansi), "Yang menerima,"], kuitansi.pelaksana),
      },
      { jenis: "garis" },
      {
        jenis: "tandaTangan",
        kiri: susunBlok(["Setuju dibebankan pada mata anggaran berkenaan", "Pejabat Pembuat Komitmen,"], kuitansi.ppk),
        kanan: susunBlok(
          [`Lunas dibayar tanggal ${formatTanggal(kuitansi.tanggal)}`, "Bendahara Pengeluaran,"],
          kuitansi.bendahara,
        ),
      },
      { jenis: "penutup", kanan: null },
    ],
  };
}

function sebutKeperluan(kuitansi: Kuitansi): string {
  const apa = kuitansi.sifat === "uang_muka" ? "Uang muka biaya perjalanan dinas" : "Biaya perjalanan dinas";
  const lama = formatLama(hitungHari(kuitansi.tanggal_berangkat, kuitansi.tanggal_kembali));
  const spd =
    kuitansi.spd === null ? "" : ` dan SPD Nomor ${kuitansi.spd.nomor} tanggal ${formatTanggal(kuitansi.spd.tanggal)}`;
  return (
    `${apa} dalam rangka ${sambungkan(kuitansi.maksud)} ke ${kuitansi.tempat_tujuan} selama ${lama} sesuai Surat Tugas Nomor ` +
    `${kuitansi.surat_tugas.nomor} tanggal ${formatTanggal(kuitansi.surat_tugas.tanggal)}${spd} terlampir`
  );
}

/** How the amount was paid: what had been advanced, what was held back, and what changed hands at the end. */
function susunPelunasan({ jumlah, pelunasan }: Kuitansi): [string, Kata][] {
  if (pelunasan === null) return [];
  const sisa = jumlah - jumlahkan(pelunasan.potongan) - pelunasan.uang_muka;
  return [
    ["Uang muka", kata(formatRupiah(pelunasan.uang_muka))],
    ...pelunasan.potongan.map(({ uraian, jumlah: dipotong }): [string, Kata] => [
      "Potongan",
      kata(`${formatRupiah(dipotong)} (${uraian})`),
    ]),
    sisa >= 0
      ? ["Dibayarkan", kata(formatRupiah(sisa))]
      : ["Disetor kembali", kata(`${formatRupiah(-sisa)}${pelunasan.ntpn === null ? "" : `, NTPN ${pelunasan.ntpn}`}`)],
  ];
}
