import type pg from "pg";
import type { Acak } from "../reference/acak.ts";
import type { CreatedInstitution } from "../institution.ts";
import type { BarisSbm } from "../reference/sbm-2026.ts";
import { officialJson } from "../../modules/sppd/actions/letter.ts";
import { costRows, paymentRows, spjRows } from "./account-rows.ts";
import type { Accounts } from "./spent.ts";
import type { TakenNumber } from "./numbers.ts";
import type { PlannedOrder } from "./plan.ts";
import { budgetRows, cancellationRows, claimRows, logRows, orderRows, reportRows, travellerRows } from "./rows.ts";

/** Writes the orders with their numbers, logs, claims, reports and accounts, and enters them in the budget: a statement a table. */
export async function insertOrders(
  client: pg.ClientBase,
  sumber: Acak,
  { id, units }: CreatedInstitution,
  orders: readonly PlannedOrder[],
  numbers: readonly TakenNumber[],
  { accounts, bendahara }: { readonly accounts: Accounts; readonly bendahara: string },
): Promise<void> {
  const run = (text: string, rows: object[]): Promise<unknown> => client.query(text, [id, JSON.stringify(rows)]);
  await run(
    `insert into sppd (institution_id, id, created_at, user_id, unit_id, tahun_anggaran, status, versi, jenis_perjalanan, kategori, maksud,
       alat_angkut, asal_kode, tujuan_kode, tempat, tanggal_berangkat, tanggal_kembali, etape, pengikut, dasar, anggaran_id, biaya,
       total_estimasi, komitmen_lain, realisasi, rantai, langkah, level_menunggu, nomor_st, tanggal_st, updated_at)
     select $1, id, uuid_extract_timestamp(id), user_id, unit_id, tahun_anggaran, status, versi, jenis_perjalanan, kategori, maksud,
       alat_angkut, asal_kode, tujuan_kode, tempat, tanggal_berangkat, tanggal_kembali, etape, pengikut, dasar, anggaran_id, biaya,
       total_estimasi, komitmen_lain, realisasi, rantai, langkah, level_menunggu, nomor_st, tanggal_st, updated_at
     from jsonb_to_recordset($2::jsonb) as x(id uuid, user_id uuid, unit_id uuid, tahun_anggaran smallint, status text, versi integer,
       jenis_perjalanan text, kategori text, maksud text, alat_angkut text, asal_kode text, tujuan_kode text, tempat text,
       tanggal_berangkat date, tanggal_kembali date, etape jsonb, pengikut jsonb, dasar jsonb, anggaran_id uuid, biaya jsonb,
       total_estimasi bigint, komitmen_lain bigint, realisasi bigint, rantai smallint[], langkah smallint, level_menunggu smallint, nomor_st text, tanggal_st date, updated_at timestamptz)`,
    orderRows(orders, numbers, units, accounts),
  );
  await run(
    `insert into sppd_pelaksana (institution_id, sppd_id, sppd_created_at, urut, pegawai_id, tingkat_biaya, estimasi, total, nomor_spd)
     select $1, sppd_id, uuid_extract_timestamp(sppd_id), urut, pegawai_id, tingkat_biaya, estimasi, total, nomor_spd
     from jsonb_to_recordset($2::jsonb) as x(sppd_id uuid, urut smallint, pegawai_id uuid, tingkat_biaya text, estimasi jsonb, total bigint, nomor_spd text)`,
    travellerRows(orders, numbers),
  );
  await run(
    `insert into approval_logs (institution_id, id, created_at, sppd_id, aksi, dari, ke, oleh, level, kapasitas, catatan)
     select $1, id, uuid_extract_timestamp(id), sppd_id, aksi, dari, ke, oleh, level, kapasitas, catatan
     from jsonb_to_recordset($2::jsonb) as x(id uuid, sppd_id uuid, aksi text, dari text, ke text, oleh uuid, level smallint, kapasitas text, catatan text)`,
    logRows(sumber, orders),
  );
  await run(
    `insert into sppd_klaim (institution_id, sppd_id, pegawai_id, periode)
     select $1, sppd_id, pegawai_id, daterange(dari, sampai, '[]')
     from jsonb_to_recordset($2::jsonb) as x(sppd_id uuid, pegawai_id uuid, dari date, sampai date)`,
    claimRows(orders),
  );
  await run(
    `insert into laporan_perjalanan (institution_id, id, created_at, sppd_id, sppd_created_at, pegawai_id, status, harus_kembali, isi, dikirim_pada, updated_at)
     select $1, id, uuid_extract_timestamp(id), sppd_id, uuid_extract_timestamp(sppd_id), pegawai_id, status, harus_kembali, isi, dikirim_pada, updated_at
     from jsonb_to_recordset($2::jsonb) as x(id uuid, sppd_id uuid, pegawai_id uuid, status text, harus_kembali date, isi jsonb, dikirim_pada timestamptz, updated_at timestamptz)`,
    reportRows(sumber, orders),
  );
  await run(
    `insert into sppd_pembatalan (institution_id, sppd_id, sppd_created_at, alasan, total, diminta_oleh, diminta_pada, disahkan_oleh, disahkan_pada)
     select $1, sppd_id, uuid_extract_timestamp(sppd_id), alasan, 0, diminta_oleh, diminta_pada, disahkan_oleh, disahkan_pada
     from jsonb_to_recordset($2::jsonb) as x(sppd_id uuid, alasan text, diminta_oleh uuid, diminta_pada timestamptz, disahkan_oleh uuid, disahkan_pada timestamptz)`,
    cancellationRows(orders),
  );
  await run(
    `insert into sppd_spj (institution_id, sppd_id, pegawai_id, etape, tanggal_kembali, representasi, pernyataan, updated_at,
       ditetapkan, pph, total_pph, dibayar_semula, ppk, disahkan_pada)
     select $1, sppd_id, pegawai_id, etape, tanggal_kembali, true, pernyataan, updated_at, ditetapkan,
       case when ditetapkan is not null then '{}'::jsonb end, ditetapkan * 0, ditetapkan * 0, ${namedAs("ppk")}, disahkan_pada
     from jsonb_to_recordset($2::jsonb) as x(sppd_id uuid, pegawai_id uuid, etape jsonb, tanggal_kembali date, pernyataan jsonb, updated_at timestamptz,
       ditetapkan bigint, ppk uuid, disahkan_pada timestamptz)`,
    spjRows(orders, accounts),
  );
  await run(
    `insert into sppd_biaya (institution_id, sppd_id, pegawai_id, urut, komponen, uraian, tanggal, kuantitas, satuan, tarif, jumlah, pagu, diakui,
       sumber, otomatis, riil, catatan, isian, putusan, ditetapkan, diputus)
     select $1, sppd_id, pegawai_id, urut, komponen, uraian, tanggal, kuantitas, satuan, tarif, jumlah, pagu, diakui,
       sumber, otomatis, riil, catatan, isian, putusan, ditetapkan, diputus
     from jsonb_to_recordset($2::jsonb) as x(sppd_id uuid, pegawai_id uuid, urut smallint, komponen text, uraian text, tanggal date, kuantitas integer,
       satuan text, tarif bigint, jumlah bigint, pagu bigint, diakui bigint, sumber text, otomatis boolean, riil boolean, catatan text, isian jsonb,
       putusan text, ditetapkan bigint, diputus jsonb)`,
    costRows(orders, accounts, bendahara),
  );
  await run(
    `insert into sppd_pembayaran (institution_id, sppd_id, pegawai_id, jenis, jumlah, tahun, nomor_bukti, tanggal, bendahara)
     select $1, sppd_id, pegawai_id, 'kurang_bayar', jumlah, tahun, nomor_bukti, tanggal, ${namedAs("bendahara")}
     from jsonb_to_recordset($2::jsonb) as x(sppd_id uuid, pegawai_id uuid, jumlah bigint, tahun smallint, nomor_bukti text, tanggal date, bendahara uuid)`,
    paymentRows(orders, accounts),
  );
  await run(
    `update anggaran a set komitmen = x.komitmen, realisasi = x.realisasi
     from jsonb_to_recordset($2::jsonb) as x(id uuid, komitmen bigint, realisasi bigint) where a.institution_id = $1 and a.id = x.id`,
    budgetRows(orders, accounts),
  );
}

/** Somebody as receipts name them, by the id of their account in this column. */
function namedAs(kolom: "ppk" | "bendahara"): string {
  return `(select ${officialJson.text} from users u join pegawai g on g.institution_id = u.institution_id and g.id = u.pegawai_id
    where u.institution_id = $1 and u.id = x.${kolom})`;
}

/** Writes the numbers that letters took, and sets each counter to the last of them. */
export async function insertNumbers(
  client: pg.ClientBase,
  { id, units }: CreatedInstitution,
  numbers: readonly TakenNumber[],
): Promise<void> {
  const rows = numbers.map(({ unit, ...satu }) => ({ ...satu, unit_id: units[unit] }));
  await client.query(
    `with taken as (
       insert into nomor_surat (institution_id, jenis, unit_id, tahun, urut, nomor, tanggal, sppd_id, batal)
       select $1, jenis, unit_id, tahun, urut, nomor, tanggal, sppd_id, batal
       from jsonb_to_recordset($2::jsonb) as x(jenis text, unit_id uuid, tahun smallint, urut integer, nomor text, tanggal date, sppd_id uuid, batal boolean)
       returning jenis, unit_id, tahun, urut
     )
     insert into nomor_urut (institution_id, jenis, unit_id, tahun, terakhir)
     select $1, jenis, unit_id, tahun, max(urut) from taken group by jenis, unit_id, tahun`,
    [id, JSON.stringify(rows)],
  );
}

/** Writes tariffs as the institution's own. */
export async function insertTariffs(
  client: pg.ClientBase,
  { id }: CreatedInstitution,
  tariffs: readonly BarisSbm[],
): Promise<void> {
  await client.query(
    `insert into sbm_koreksi (institution_id, tahun, provinsi_kode, komponen, kelompok, tarif, satuan, sumber, berlaku_mulai)
     select $1, tahun, provinsi_kode, komponen, kelompok, tarif, satuan, sumber, berlaku_mulai
     from jsonb_to_recordset($2::jsonb) as x(tahun smallint, provinsi_kode text, komponen text, kelompok text, tarif bigint, satuan text,
       sumber text, berlaku_mulai date)`,
    [id, JSON.stringify(tariffs)],
  );
}
