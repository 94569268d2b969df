import { sql, type Query } from "../../../core/postgres.ts";
import { officeHolder } from "./letter.ts";
import type { Paper } from "./papers.ts";
import { rupiahText } from "./settlement-parts.ts";

/**
 * What the papers of a traveller's costs say. They speak of the changed order `c`, of the traveller's letter `d` (their SPD, or the Surat Tugas of a
 * trip without), and of CTEs of the
 * step: `account`, their validated statement of costs (a row of sppd_spj), and `paid`, a payment (a row of sppd_pembayaran).
 */

/** Taxes withheld, by component, as papers name them: from `{ komponen: rupiah }`. */
function withheld(pph: Query): Query {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('uraian', 'PPh ' || replace(x.key, '_', ' '), 'jumlah', x.value::bigint) order by x.key), '[]')
    from jsonb_each_text(${pph}) x)`;
}

/** Who pays: whoever advanced money, else the treasurer in office, else nobody yet. */
const treasurer: Query = sql`coalesce(
  (select p.bendahara from sppd_pembayaran p where p.sppd_id = c.id and p.pegawai_id = d.pegawai_id order by p.id desc limit 1),
  ${officeHolder("bendahara", sql`c`)})`;

/** The lines that were allowed, and all of them when none was: a statement of costs is never empty. */
const allowed: Query = sql`sppd_biaya b where b.sppd_id = c.id and b.pegawai_id = d.pegawai_id and (b.ditetapkan > 0
  or not exists (select from sppd_biaya o where o.sppd_id = c.id and o.pegawai_id = d.pegawai_id and o.ditetapkan > 0))`;

/** What of the statement is said of a line besides its figures. */
const remark: Query = sql`case when b.putusan = 'dikoreksi' then 'Dikoreksi: ' || b.alasan when b.riil then 'Pengeluaran riil'
  when exists (select from sppd_biaya_bukti k where k.biaya_id = b.id) then 'Bukti terlampir'
  -- the regulation; how its figure was read is for those who choose tariffs
  else split_part(b.sumber, ';', 1) end`;

/** The statement's lines. Nights are entered one by one; on paper those that cost the same are one line: nights times what one is paid with. */
const lines: Query = sql`select b.komponen, b.uraian, sum(b.ditetapkan)::bigint as jumlah, b.keterangan, min(b.urut) as urut,
    case when b.sendiri is null then jsonb_build_object('kuantitas', count(*), 'satuan', b.satuan, 'tarif', b.ditetapkan)
      when (b.kuantitas > 1 or b.otomatis) and b.kuantitas * b.tarif = b.ditetapkan
        then jsonb_build_object('kuantitas', b.kuantitas, 'satuan', b.satuan, 'tarif', b.tarif) end as hitungan
  from (select b.*, ${remark} as keterangan, case when b.komponen <> 'penginapan' then b.id end as sendiri from ${allowed}) b
  group by b.sendiri, b.komponen, b.uraian, b.keterangan, b.kuantitas, b.satuan, b.tarif, b.otomatis, b.ditetapkan`;

/** The statement of costs with its final account, from `account`; whom the trip cost nothing has none. */
export const statementOfCosts: Paper = {
  jenis: "rincian_biaya",
  when: sql`exists (select from ${allowed})`,
  tanggal: sql`app_today()`,
  isi: sql`(select jsonb_build_object('uang_muka', a.dibayar_semula, 'potongan', ${withheld(sql`a.pph`)}, 'ppk', a.ppk, 'bendahara', ${treasurer},
      'baris', (select jsonb_agg(to_jsonb(r) - 'urut' order by r.urut) from (${lines}) r))
    from account a)`,
};

/** What was spent without proof, where anything was: on the traveller's word. */
export const declaredCosts: Paper = {
  jenis: "pengeluaran_riil",
  tanggal: sql`app_today()`,
  when: sql`exists (select from ${allowed} and b.riil)`,
  isi: sql`(select jsonb_build_object('ppk', a.ppk, 'baris', (select jsonb_agg(jsonb_build_object('jumlah', b.ditetapkan, 'uraian', b.uraian
      || case when b.kuantitas > 1 and b.kuantitas * b.tarif = b.ditetapkan then ': ' || b.kuantitas || ' ' || b.satuan || ' × ' || ${rupiahText(sql`b.tarif`)} else '' end)
      order by b.urut) from ${allowed} and b.riil)) from account a)`,
};

const receiptBase: Query = sql`jsonb_build_object('tahun_anggaran', c.tahun_anggaran, 'nomor_bukti', paid.nomor_bukti,
  'mata_anggaran', (select a.kegiatan || '.' || a.akun from anggaran a where a.institution_id = c.institution_id and a.id = c.anggaran_id), 'terima_dari', 'Kuasa Pengguna Anggaran '
    || coalesce(d.snapshot #>> '{pembebanan,instansi}', (select i.nama from institutions i where i.id = c.institution_id)),
  'bendahara', paid.bendahara)`;

/** The receipt of an advance, from `paid`. */
export const receiptOfAdvance: Paper = {
  jenis: "kuitansi",
  tanggal: sql`(select paid.tanggal from paid)`,
  isi: sql`(select ${receiptBase} || jsonb_build_object('sifat', 'uang_muka', 'jumlah', paid.jumlah, 'pelunasan', null,
    'ppk', coalesce((d.snapshot -> 'ppk') - 'sebutan', ${officeHolder("ppk", sql`c`)})) from paid)`,
};

/** The receipt of the whole trip, from `paid` and the traveller's account; a trip that was not made has none. */
export const receiptOfTrip: Paper = {
  jenis: "kuitansi",
  tanggal: sql`(select paid.tanggal from paid)`,
  isi: sql`(select ${receiptBase} || jsonb_build_object('sifat', 'rampung', 'jumlah', h.ditetapkan, 'ppk', h.ppk,
      'pelunasan', jsonb_build_object('uang_muka', h.dibayar_semula, 'potongan', ${withheld(sql`h.pph`)}, 'ntpn', paid.ntpn))
    from paid join sppd_spj h on h.sppd_id = paid.sppd_id and h.pegawai_id = paid.pegawai_id and h.disahkan_pada is not null
    where c.status <> 'dibatalkan_terbit')`,
};
