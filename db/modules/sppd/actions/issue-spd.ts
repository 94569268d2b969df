import { recordJob } from "../../../core/outbox.ts";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { jobs } from "../jobs.ts";
import { byId } from "../reads/scope.ts";
import { findRefused, wrongState } from "./explain.ts";
import { issuedAnswer, type Issued } from "./issue-st.ts";
import { standsInFor } from "./office.ts";
import {
  folder,
  legs,
  letterPlace,
  noteNumbers,
  numberText,
  officialJson,
  remarks,
  standing,
  takeSpdNumbers,
  travellerJson,
  verification,
  visumBlocks,
} from "./letter.ts";
import { isParty, lockOrder, recordStep, writeOrder } from "./parts.ts";
import { recordDeparture } from "./start-trip.ts";
import { tellAndDrop } from "./tell.ts";
import { templateFor } from "./templates.ts";

/**
 * Issues the SPDs of an order whose Surat Tugas is out: one number and one document per traveller, signed by the PPK who
 * asks (`BUKAN_PPK` unless they hold that office for the unit today; never on a trip of their own). Of a trip that has none, nobody issues one
 * (`SPD_TIDAK_PERLU`). An order whose day of departure
 * has come is under way at once.
 */
export async function issueSpd(work: Work, principal: Principal, scope: Scope, id: string): Promise<Issued> {
  const issued = await writeOrder(
    work,
    sql<Written<Issued>>`
    with locked as (${lockOrder(id, scope, "terbitkan_spd")}),
    signer as (
      select ${officialJson} as pejabat, ${standsInFor(sql`p`)} as pengganti, case when p.asal_id is not null then p.kapasitas end as kapasitas,
             case when p.asal_id is not null then jsonb_build_object('sebutan', p.sebutan) else '{}' end as sebutan from locked
        join unit_kerja k on k.id = locked.unit_id
        join pejabat p on p.unit_id = any(k.jalur) and p.jenis = 'ppk' and p.pegawai_id = ${principal.pegawai_id}::uuid and sedang_menjabat(p)
        join pegawai g on g.id = p.pegawai_id
       where not locked.tanpa_spd and not ${isParty(principal.user_id, principal.pegawai_id)} order by p.asal_id is not null limit 1
    ), place as (${letterPlace("spd")}),
    counter as (${takeSpdNumbers(sql`(select count(*)::int from sppd_pelaksana t where t.sppd_id = locked.id)`)}),
    letters as (
      select t.pegawai_id, t.urut as traveller, t.tingkat_biaya, nomor.urut, ${numberText("spd", sql`nomor.urut`)} as nomor, kode_verifikasi() as kode
        from locked join sppd_pelaksana t on t.sppd_id = locked.id, counter, place,
             lateral (select (counter.terakhir - count(*) over () + row_number() over (order by x.urut))::int as urut, x.urut as traveller
                        from sppd_pelaksana x where x.sppd_id = locked.id) nomor
       where nomor.traveller = t.urut
    ), change as (
      update sppd s set status = case when locked.tanggal_berangkat <= app_today() then 'berjalan' else 'spd_terbit' end, updated_at = now()
        from locked, counter
       where ${byId(id)}
      returning s.*, locked.status as dari
    ), numbered as (
      update sppd_pelaksana t set nomor_spd = letters.nomor, kedudukan = ${standing}
        from change, letters, pegawai g where t.sppd_id = change.id and t.urut = letters.traveller and g.id = t.pegawai_id
    ), numbers as (${noteNumbers("spd")}),
    papers as (
      insert into dokumen (institution_id, sppd_id, sppd_created_at, jenis, pegawai_id, nomor, tanggal, kode, folder, templat_id, snapshot)
      select change.institution_id, change.id, change.created_at, 'spd', g.id, letters.nomor, place.tanggal, letters.kode, ${folder}, ${templateFor(sql`'spd'`)},
        jsonb_build_object('jenis', 'spd', 'versi', 1, 'nomor', letters.nomor, 'lembar_ke', '', 'kode_no', '', 'tanggal', place.tanggal, 'tempat', place.kota, 'kop', place.kop,
          'ppk', signer.pejabat || signer.sebutan,
          'pelaksana', ${travellerJson} || jsonb_build_object('instansi', place.instansi, 'tingkat_biaya', letters.tingkat_biaya),
          'maksud', change.maksud, 'alat_angkut', change.alat_angkut,
          'tempat_berangkat', nama_wilayah(change.asal_kode),
          'tempat_tujuan', (select string_agg((e ->> 'tempat') || ', ' || nama_wilayah(e ->> 'tujuan_kode'), '; ' order by urut)
            from jsonb_array_elements(change.etape) with ordinality x(e, urut)),
          'etape', ${legs},
          'lama_hari', change.tanggal_kembali - change.tanggal_berangkat + 1,
          'tanggal_berangkat', change.tanggal_berangkat, 'tanggal_kembali', change.tanggal_kembali, 'pengikut', change.pengikut,
          'pembebanan', (select jsonb_build_object('instansi', place.instansi, 'akun', a.akun) from anggaran a where a.id = change.anggaran_id),
          'keterangan_lain', ${remarks}, 'surat_tugas', jsonb_build_object('nomor', change.nomor_st, 'tanggal', change.tanggal_st),
          'blok_visum', ${visumBlocks},
          'verifikasi', ${verification(sql`letters.kode`, work.config.PUBLIC_URL)})
        from change, place, signer, letters join pegawai g on g.id = letters.pegawai_id
      returning id, institution_id, sppd_id
    ), batch as (select institution_id, sppd_id, jsonb_agg(id) as ids from papers group by 1, 2),
    job as (${recordJob(sql`batch`, {
      name: jobs.dokumen.name,
      payload: sql`jsonb_build_object('sppd_id', sppd_id, 'dokumen_ids', ids)`,
      createdBy: principal.user_id,
      trace: work.trace,
    })}),
    log as (${recordStep({
      aksi: "terbitkan_spd",
      ke: "spd_terbit",
      oleh: principal.user_id,
      kapasitas: sql`(select signer.kapasitas from signer)`,
      catatan: sql`(select signer.pengganti from signer)`,
    })}),
    departed as (${recordDeparture("spd_terbit")}),
    ${tellAndDrop({ oleh: principal, outcome: { kode: "sppd.spd_terbit", jenis: "success" } })}
    select ${writtenColumns(issuedAnswer, { jobs: true, events: true })} from change`,
  );
  if (issued) return issued;
  const found = await findRefused(work, principal, scope, id);
  if (found.status !== "st_terbit") throw wrongState("terbitkan_spd", found.status);
  if (found.tanpa_spd) throw new Problem("SPD_TIDAK_PERLU");
  throw new Problem(found.pihak ? "KONFLIK_KEPENTINGAN" : "BUKAN_PPK");
}
