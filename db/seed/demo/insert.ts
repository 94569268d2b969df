import type pg from "pg";
import type { Acak } from "../reference/acak.ts";
import type { CreatedInstitution } from "../institution.ts";
import type { BarisSbm } from "../reference/sbm-2026.ts";
import type { TakenNumber } from "./numbers.ts";
import type { PlannedOrder } from "./plan.ts";
import { budgetRows, cancellationRows, claimRows, logRows, orderRows, reportRows, travellerRows } from "./rows.ts";

/** Writes the orders with their numbers, logs, claims and reports, and enters them in the budget: a statement a table. */
export async function insertOrders(
  client: pg.ClientBase,
  sumber: Acak,
  { id, units }: CreatedInstitution,
  orders: readonly PlannedOrder[],
  numbers: readonly TakenNumber[],
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
    orderRows(orders, numbers, units),
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
    `insert into laporan_perjalanan (institution_id, id, created_at, sppd_id, sppd_created_at, pegawai_id, status, harus_kembali, dikirim_pada, updated_at)
     select $1, id, uuid_extract_timestamp(id), sppd_id, uuid_extract_timestamp(sppd_id), pegawai_id, status, harus_kembali, dikirim_pada, updated_at
     from jsonb_to_recordset($2::jsonb) as x(id uuid, sppd_id uuid, pegawai_id uuid, status text, harus_kembali date, dikirim_pada timestamptz, updated_at timestamptz)`,
    reportRows(sumber, orders),
  );
  await run(
    `insert into sppd_pembatalan (institution_id, sppd_id, sppd_created_at, alasan, total, diminta_oleh, diminta_pada, disahkan_oleh, disahkan_pada)
     select $1, sppd_id, uuid_extract_timestamp(sppd_id), alasan, 0, diminta_oleh, diminta_pada, disahkan_oleh, disahkan_pada
     from jsonb_to_recordset($2::jsonb) as x(sppd_id uuid, alasan text, diminta_oleh uuid, diminta_pada timestamptz, disahkan_oleh uuid, disahkan_pada timestamptz)`,
    cancellationRows(orders),
  );
  await run(
    `update anggaran a set komitmen = x.komitmen, realisasi = x.realisasi
     from jsonb_to_recordset($2::jsonb) as x(id uuid, komitmen bigint, realisasi bigint) where a.institution_id = $1 and a.id = x.id`,
    budgetRows(orders),
  );
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
       insert into nomor_surat (institution_id, jenis, unit_id, tahun, urut, nomor, sppd_id, batal)
       select $1, jenis, unit_id, tahun, urut, nomor, sppd_id, batal
       from jsonb_to_recordset($2::jsonb) as x(jenis text, unit_id uuid, tahun smallint, urut integer, nomor text, sppd_id uuid, batal boolean)
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
