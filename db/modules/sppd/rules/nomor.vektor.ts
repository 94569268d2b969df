import type { IsiNomor } from "./nomor.ts";

/** Templates filled. Checked here, and wherever the same rule is written in another language. */
export const vektorNomor: readonly { readonly templat: string; readonly isi: IsiNomor; readonly nomor: string }[] = [
  {
    templat: "{kode}/{urut:03}/{jenis}/{unit}/{bulan_romawi}/{tahun}",
    isi: { urut: 7, jenis: "st", unit: "FT", kode: "000.1.2.3", tanggal: "2026-04-10" },
    nomor: "000.1.2.3/007/ST/FT/IV/2026",
  },
  {
    templat: "{urut:04}/Un.19/K.AUPK/FP.03/{tahun}",
    isi: { urut: 12, jenis: "st", unit: "FT", kode: "X", tanggal: "2026-12-31" },
    nomor: "0012/Un.19/K.AUPK/FP.03/2026",
  },
  {
    templat: "ST.{urut}/PPS/PEMPS/PSL.04.02/B/{bulan}/{tahun}",
    isi: { urut: 226, jenis: "st", unit: "PPS", kode: "X", tanggal: "2026-09-01" },
    nomor: "ST.226/PPS/PEMPS/PSL.04.02/B/09/2026",
  },
  {
    templat: "{urut:03}/{jenis}/{unit}/{tahun}",
    isi: { urut: 1234, jenis: "spd", unit: "PPS", kode: "X", tanggal: "2026-01-02" },
    nomor: "1234/SPD/PPS/2026",
  },
  {
    templat: "{urut}/{urut:02}/{bulan_romawi}",
    isi: { urut: 5, jenis: "st", unit: "FT", kode: "X", tanggal: "2026-08-17" },
    nomor: "5/05/VIII",
  },
  {
    templat: "{urut:03}/{unit}/{kode}/{bulan_romawi}/{tahun}",
    isi: { urut: 17, sisipan: "a", jenis: "st", unit: "FT", kode: "000.1.2.3", tanggal: "2026-04-03" },
    nomor: "017.a/FT/000.1.2.3/IV/2026",
  },
  {
    templat: "ST.{urut}/{urut:02}/{tahun}",
    isi: { urut: 0, sisipan: "z", jenis: "st", unit: "FT", kode: "X", tanggal: "2026-01-02" },
    nomor: "ST.0.z/00.z/2026",
  },
  {
    templat: "{urut}/{unit}/{kode}",
    isi: { urut: 1, jenis: "st", unit: "{kode}", kode: "\\1$&", tanggal: "2026-02-03" },
    nomor: "1/{kode}/\\1$&",
  },
];
