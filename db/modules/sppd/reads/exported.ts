import type { ExportedColumns } from "../../../core/exported.ts";
import { sql } from "../../../core/postgres.ts";

/** What of an order `o` stands in a file: everything that a row of it says of its travellers is of all of them, in their order. */
export const orderColumns: ExportedColumns = {
  joined: sql`left join lateral (select string_agg(nama_lengkap(g), '; ' order by t.urut) as nama, string_agg(coalesce(g.nip, '-'), '; ' order by t.urut) as nip,
        string_agg(t.nomor_spd, '; ' order by t.urut) as nomor_spd, count(*)::int as banyak
      from sppd_pelaksana t join pegawai g on g.id = t.pegawai_id where t.sppd_id = o.id) t on true
    left join lateral (select sum(b.jumlah) filter (where b.jenis in ('uang_muka', 'kurang_bayar')) - coalesce(sum(b.jumlah) filter (where b.jenis = 'lebih_bayar'), 0) as jumlah
      from sppd_pembayaran b where b.sppd_id = o.id) b on true
    left join lateral (select sum(j.ditetapkan) as jumlah from sppd_spj j where j.sppd_id = o.id) j on true`,
  columns: [
    { label: { id: "Nomor Surat Tugas", en: "Assignment letter" }, kind: "text", sql: sql`o.nomor_st` },
    { label: { id: "Tanggal Surat Tugas", en: "Letter dated" }, kind: "date", sql: sql`o.tanggal_st` },
    { label: { id: "Nomor SPD", en: "SPD numbers" }, kind: "text", sql: sql`t.nomor_spd` },
    { label: { id: "Status", en: "Status" }, kind: "text", sql: sql`o.status` },
    { label: { id: "Maksud", en: "Purpose" }, kind: "text", sql: sql`o.maksud` },
    { label: { id: "Tujuan", en: "Destination" }, kind: "text", sql: sql`nama_wilayah(o.tujuan_kode)` },
    { label: { id: "Tempat", en: "Place" }, kind: "text", sql: sql`o.tempat` },
    { label: { id: "Berangkat", en: "Departure" }, kind: "date", sql: sql`o.tanggal_berangkat` },
    {
      label: { id: "Kembali", en: "Return" },
      kind: "date",
      sql: sql`coalesce(o.tanggal_kembali_nyata, o.tanggal_kembali)`,
    },
    {
      label: { id: "Unit", en: "Unit" },
      kind: "text",
      sql: sql`(select u.nama from unit_kerja u where u.id = o.unit_id)`,
    },
    {
      label: { id: "Pemohon", en: "Applicant" },
      kind: "text",
      sql: sql`(select u.nama from users u where u.id = o.user_id)`,
    },
    { label: { id: "Pelaksana", en: "Travellers" }, kind: "text", sql: sql`t.nama` },
    { label: { id: "NIP", en: "NIP" }, kind: "text", sql: sql`t.nip` },
    { label: { id: "Banyak pelaksana", en: "Number of travellers" }, kind: "number", sql: sql`t.banyak` },
    { label: { id: "Tahun anggaran", en: "Budget year" }, kind: "number", sql: sql`o.tahun_anggaran` },
    {
      label: { id: "Akun", en: "Account" },
      kind: "text",
      sql: sql`(select a.kegiatan || '.' || a.akun from anggaran a where a.id = o.anggaran_id)`,
    },
    { label: { id: "Perkiraan biaya", en: "Estimate" }, kind: "rupiah", sql: sql`o.total_estimasi` },
    { label: { id: "Biaya ditetapkan", en: "Costs determined" }, kind: "rupiah", sql: sql`j.jumlah` },
    { label: { id: "Dibayar", en: "Paid" }, kind: "rupiah", sql: sql`b.jumlah` },
    { label: { id: "Dibuat", en: "Created" }, kind: "instant", sql: sql`o.created_at` },
  ],
};
