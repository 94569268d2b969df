import type pg from "pg";
import { DAFTAR_GOLONGAN } from "../modules/pegawai/rules/golongan.ts";
import { SBM_2026 } from "./reference/sbm-2026.ts";
import { readWilayah } from "./reference/wilayah.ts";

/**
 * Fills the tables that every institution shares: regencies, grades, national tariffs. Runs after every migration; rows
 * that are there are brought up to date, none is removed. What an institution corrected lies beside and is not touched.
 */
export async function seedReference(client: pg.ClientBase): Promise<void> {
  await client.query(
    `insert into golongan (kode, kelompok, pangkat, urutan)
     select kode, kelompok, pangkat, urutan from jsonb_to_recordset($1::jsonb) as x(kode text, kelompok text, pangkat text, urutan smallint)
     on conflict (kode) do update set kelompok = excluded.kelompok, pangkat = excluded.pangkat, urutan = excluded.urutan`,
    [JSON.stringify(DAFTAR_GOLONGAN)],
  );
  await client.query(
    `insert into wilayah (kode, nama, tingkat, induk_kode)
     select kode, nama, tingkat, induk_kode from jsonb_to_recordset($1::jsonb) as x(kode text, nama text, tingkat text, induk_kode text)
     on conflict (kode) do update set nama = excluded.nama, tingkat = excluded.tingkat, induk_kode = excluded.induk_kode`,
    [JSON.stringify(await readWilayah())],
  );
  await client.query(
    `insert into sbm_tarif (tahun, provinsi_kode, komponen, kelompok, tarif, satuan, sumber, berlaku_mulai)
     select tahun, provinsi_kode, komponen, kelompok, tarif, satuan, sumber, make_date(tahun, 1, 1) from jsonb_to_recordset($1::jsonb)
       as x(tahun smallint, provinsi_kode text, komponen text, kelompok text, tarif bigint, satuan text, sumber text)
     on conflict (tahun, provinsi_kode, komponen, kelompok) do update
       set tarif = excluded.tarif, satuan = excluded.satuan, sumber = excluded.sumber, berlaku_mulai = excluded.berlaku_mulai`,
    [JSON.stringify(SBM_2026)],
  );
}
