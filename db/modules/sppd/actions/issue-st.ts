import { recordJob } from "../../../core/outbox.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { jobs } from "../jobs.ts";
import { byId } from "../reads/scope.ts";
import { violates } from "./explain.ts";
import { explainSt } from "./explain-st.ts";
import {
  folder,
  legs,
  letterPlace,
  noteNumbers,
  officeHolder,
  remarks,
  standing,
  travellerJson,
  verification,
  visumBlocks,
} from "./letter.ts";
import { oneByOne, mayBeDated, numberSt, type Asked, type Wishes } from "./number-st.ts";
import { lockOrder, recordStep, writeLocked, writeOrder } from "./parts.ts";
import { signatoriesOf } from "./signatory.ts";
import { recordDeparture } from "./start-trip.ts";
import { tellAndDrop } from "./tell.ts";
import { templateFor } from "./templates.ts";

/** What issuing a letter answers with: its number(s), and the job that renders its documents. */
export interface Issued {
  readonly id: string;
  readonly status: "st_terbit" | "spd_terbit" | "berjalan";
  readonly nomor: readonly string[];
  readonly dokumen_ids: readonly string[];
  readonly job_id: string;
}

/** The `answer` column of an issue. */
export const issuedAnswer = sql`jsonb_build_object('id', change.id, 'status', change.status,
  'nomor', (select jsonb_agg(l.nomor order by l.urut) from letters l),
  'dokumen_ids', (select jsonb_agg(p.id) from papers p), 'job_id', (select job.id from job))`;

/** Whether the locked order needs no SPDs, as the institution wants it today. */
const withoutSpd = sql`(locked.jenis_perjalanan = 'dalam_kota_sd_8jam' and coalesce(place.pengaturan ->> 'spd_dalam_kota_sd_8jam', 'wajib') = 'tidak_perlu')`;

/** The hours of the changed order, where its legs say them. */
const hours = sql`coalesce((select jsonb_build_object('jam', jsonb_build_object('mulai', mulai, 'selesai', selesai))
  from (select change.etape #>> '{0,jam_mulai}', change.etape #>> '{-1,jam_selesai}') x(mulai, selesai) where mulai is not null and selesai is not null), '{}')`;

/** The remarks and the visum of a trip without SPDs, which are otherwise on these. */
const visumAnnex = sql`case when change.tanpa_spd then jsonb_build_object('keterangan', ${remarks}, 'visum', jsonb_build_object('tempat_berangkat', nama_wilayah(change.asal_kode),
  'etape', ${legs}, 'blok_visum', ${visumBlocks}, 'ppk', ${officeHolder("ppk", sql`change`)})) else '{}' end`;

/**
 * Issues the Surat Tugas of an approved order: its number is taken, what it says is frozen, and its documents are
 * rendered by a job. Signed by the nearest official who may, never by somebody who travels on it. A letter dated after
 * departure is for the agendaris alone, with a reason (`TANGGAL_SURAT_MUNDUR`), and so is one that is dated back (`HANYA_AGENDARIS`,
 * `ALASAN_MUNDUR_WAJIB`), whose number is put between those of its day. The log bears the reason; of a letter in time it says
 * nothing, whatever was given. Where the institution types its numbers, the agendaris gives one (`NOMOR_SURAT_WAJIB`).
 * A trip that needs no SPDs has all its letters with it, and is under way at once where its day has come.
 */
export async function issueSt(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  wishes: Wishes = { tanggal: null, nomor: null, alasan: null },
): Promise<Issued> {
  const asked = { ...wishes, agendaris: principal.roles.some(({ peran }) => peran === "agendaris") };
  const statement = issueStatement(work, principal, scope, id, asked);
  for (let runs = 1; ; runs++) {
    try {
      const counted = asked.tanggal === null && asked.nomor === null;
      const issued = counted ? await writeOrder(work, statement) : await writeLocked(work, id, statement, [oneByOne]);
      if (issued) return issued;
    } catch (error) {
      if (!violates(error, "nomor_surat_pkey")) throw error;
      if (asked.nomor !== null) throw new Problem("NOMOR_SURAT_DIPAKAI", { cause: error });
      // Somebody was typing the sequence's next number in this moment; now it is seen.
      if (runs < mostRuns) continue;
      throw error;
    }
    throw await explainSt(work, principal, scope, id, asked);
  }
}

const mostRuns = 3;

function issueStatement(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  asked: Asked,
): Query<Written<Issued>> {
  const { tanggal, alasan, agendaris } = asked;
  const backdated =
    agendaris && alasan !== null
      ? sql`(case when c.tanggal_berangkat < app_today() or c.tanggal_st < app_today() then ${`MUNDUR: ${alasan}`}::text end)`
      : null;
  return sql<Written<Issued>>`
    with locked as (${lockOrder(id, scope, "terbitkan_st")}),
    signer as (select s.* from locked, lateral (${signatoriesOf(sql`locked`, tanggal)}) s),
    place as (${letterPlace("st", tanggal === null ? undefined : sql`${tanggal}::date`)} and ${mayBeDated(asked)}),
    ${numberSt(asked)},
    change as (
      update sppd s set status = case when ${withoutSpd} and locked.tanggal_berangkat <= app_today() then 'berjalan' else 'st_terbit' end,
             tanpa_spd = ${withoutSpd}, nomor_st = letters.nomor, tanggal_st = place.tanggal, updated_at = now()
        from locked, letters, place where ${byId(id)}
      returning s.*, locked.status as dari
    ), departing as (
      update sppd_pelaksana t set kedudukan = ${standing} from change, pegawai g where change.tanpa_spd and t.sppd_id = change.id and g.id = t.pegawai_id
    ), numbers as (${noteNumbers("st", sql`letters.sisipan`)}),
    papers as (
      insert into dokumen (institution_id, sppd_id, sppd_created_at, jenis, nomor, tanggal, kode, folder, templat_id, snapshot)
      select change.institution_id, change.id, change.created_at, 'surat_tugas', letters.nomor, place.tanggal, letters.kode, ${folder}, ${templateFor(sql`'surat_tugas'`)},
        jsonb_build_object('jenis', 'surat_tugas', 'versi', 1, 'nomor', letters.nomor, 'tanggal', place.tanggal, 'tempat', place.kota, 'kop', place.kop,
          'menimbang', jsonb_build_array('bahwa untuk '
            -- an acronym stays one inside the sentence
            || case when change.maksud ~ '^[[:upper:]][[:lower:]]' then lower(left(change.maksud, 1)) || substr(change.maksud, 2) else change.maksud end || ', perlu menugaskan pegawai yang namanya tercantum di bawah ini'),
          'dasar', case when change.dasar ? 'nomor' then jsonb_build_array('Surat Nomor ' || (change.dasar ->> 'nomor') || ' tanggal '
            || tanggal_indonesia((change.dasar ->> 'tanggal')::date) || coalesce(' perihal ' || nullif(change.dasar ->> 'perihal', ''), '')) else '[]'::jsonb end,
          'pelaksana', (select jsonb_agg(${travellerJson} order by t.urut) from sppd_pelaksana t join pegawai g on g.id = t.pegawai_id where t.sppd_id = change.id),
          'maksud', change.maksud,
          'tempat_tujuan', (select string_agg((e ->> 'tempat') || ', ' || nama_wilayah(e ->> 'tujuan_kode'), '; ' order by urut)
            from jsonb_array_elements(change.etape) with ordinality x(e, urut)),
          'tanggal_berangkat', change.tanggal_berangkat, 'tanggal_kembali', change.tanggal_kembali,
          'beban_anggaran', (select 'DIPA ' || place.instansi || ' Tahun Anggaran ' || a.tahun || ', kegiatan ' || a.kegiatan || ', akun ' || a.akun
            from anggaran a where a.id = change.anggaran_id),
          'penandatangan', signer.pejabat || jsonb_build_object('sebutan', signer.sebutan),
          'tembusan', coalesce(place.pengaturan -> 'tembusan', '["Pejabat Pembuat Komitmen", "Bendahara Pengeluaran"]'),
          'verifikasi', ${verification(sql`letters.kode`, work.config.PUBLIC_URL)}) || ${hours} || ${visumAnnex}
        from change, letters, place, signer
      returning id, institution_id, sppd_id
    ), job as (${recordJob(sql`papers`, {
      name: jobs.dokumen.name,
      payload: sql`jsonb_build_object('sppd_id', sppd_id, 'dokumen_ids', jsonb_build_array(id))`,
      createdBy: principal.user_id,
      trace: work.trace,
    })}),
    log as (${recordStep({ aksi: "terbitkan_st", ke: "st_terbit", oleh: principal.user_id, catatan: backdated })}),
    departed as (${recordDeparture("st_terbit")}),
    ${tellAndDrop({ oleh: principal, outcome: { kode: "sppd.st_terbit", jenis: "success" } })}
    select ${writtenColumns(issuedAnswer, { jobs: true, events: true })} from change`;
}
