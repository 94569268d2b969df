import { recordJob } from "../../../core/outbox.ts";
import { empty, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { jobs } from "../jobs.ts";
import type { JenisDokumen } from "../rules/jenis-dokumen.ts";
import { returnOf } from "../reads/traveller.ts";
import { verification } from "./letter.ts";
import { templateFor } from "./templates.ts";

/** A paper that a step issues. Its queries speak of the changed order `c` and of the letter `d` that it belongs to. */
export interface Paper {
  readonly jenis: Exclude<JenisDokumen, "surat_tugas" | "spd">;
  /** Its day: a date. */
  readonly tanggal: Query;
  /** What its snapshot says beyond what all of them say: jsonb. */
  readonly isi: Query;
  /** Only where this holds. */
  readonly when?: Query;
}

/** Which letter papers belong to: the SPD of a traveller (a query of their id; without SPDs the Surat Tugas), or the order's Surat Tugas. */
type Letter = { readonly pegawaiId: Query } | "surat_tugas";

/** Where an order leads now, as letters write it. */
const destinations: Query = sql`(select string_agg((e ->> 'tempat') || ', ' || nama_wilayah(e ->> 'tujuan_kode'), '; ' order by urut)
  from jsonb_array_elements(c.etape) with ordinality x(e, urut))`;

/**
 * The CTEs by which a step issues papers in its own statement: they read the changed order (`change`), freeze what the papers say, and
 * record the job that renders them (`job`). What the letter froze (letterhead, names, ranks) the papers say alike; an order whose
 * letter is not here, because it was made elsewhere, gets none, and the step stands all the same. `takenBack` is an update of documents
 * that the step takes back, returning their id, institution_id and sppd_id: they are rendered once more, stamped.
 */
export function issuePapers(
  work: Work,
  createdBy: string,
  letter: Letter,
  papers: readonly [Paper, ...Paper[]],
  takenBack?: Query,
): Query {
  const own =
    letter === "surat_tugas"
      ? sql`d.jenis = 'surat_tugas'`
      : sql`(d.jenis = 'spd' and d.pegawai_id = ${letter.pegawaiId} or d.jenis = 'surat_tugas' and c.tanpa_spd)`;
  const whose = letter === "surat_tugas" ? sql`null::uuid` : letter.pegawaiId;
  const traveller =
    letter === "surat_tugas"
      ? sql`'{}'::jsonb`
      : sql`case d.jenis when 'spd' then jsonb_build_object('pelaksana', (d.snapshot -> 'pelaksana') - 'instansi' - 'tingkat_biaya',
          'spd', jsonb_build_object('nomor', d.nomor, 'tanggal', d.tanggal))
        else jsonb_build_object('spd', null, 'pelaksana', (select d.snapshot -> 'pelaksana' -> (t.urut - 1)
          from sppd_pelaksana t where t.sppd_id = c.id and t.pegawai_id = d.pegawai_id)) end`;
  const rows = papers.map(
    ({ jenis, tanggal, isi, when = sql`true` }, urut) => sql`select ${urut} as urut, ${jenis}::text as jenis,
      ${tanggal} as tanggal, ${isi} as isi, kode_verifikasi() as kode from change c, letter d where ${when}`,
  );
  return sql`letter as (
      select d.jenis, ${whose} as pegawai_id, d.nomor, d.tanggal, d.snapshot from change c join dokumen d on d.sppd_id = c.id and ${own} order by d.id desc limit 1
    ), paper as (${rows.reduce((all, one) => sql`${all} union all ${one}`)}),
    papers as (
      insert into dokumen (institution_id, sppd_id, sppd_created_at, jenis, pegawai_id, nomor, tanggal, kode, folder, templat_id, snapshot)
      select c.institution_id, c.id, c.created_at, p.jenis, d.pegawai_id, d.nomor, p.tanggal, p.kode,
        c.institution_id || '/' || to_char(p.tanggal, 'YYYY/MM') || '/sppd/' || c.user_id || '/', ${templateFor(sql`p.jenis`)},
        jsonb_build_object('jenis', p.jenis, 'versi', 1, 'nomor', d.nomor, 'tanggal', p.tanggal, 'tempat', d.snapshot -> 'tempat',
          'kop', d.snapshot -> 'kop', 'maksud', c.maksud, 'tempat_tujuan', ${destinations},
          'tanggal_berangkat', c.tanggal_berangkat, 'tanggal_kembali', ${returnOf(sql`d.pegawai_id`, sql`c`)},
          'surat_tugas', jsonb_build_object('nomor', c.nomor_st, 'tanggal', c.tanggal_st),
          'verifikasi', ${verification(sql`p.kode`, work.config.PUBLIC_URL)}) || ${traveller} || p.isi
        from change c, letter d, paper p where p.isi is not null order by p.urut
      returning id, institution_id, sppd_id
    ), batch as (select institution_id, sppd_id, jsonb_agg(id) as ids from papers group by 1, 2),
    rendering as (${recordJob(sql`batch`, {
      name: jobs.dokumen.name,
      payload: sql`jsonb_build_object('sppd_id', sppd_id, 'dokumen_ids', ids)`,
      createdBy,
      trace: work.trace,
    })}),
    ${takenBack ? stampTaken(work, createdBy, takenBack) : empty}
    job as (select * from rendering ${takenBack ? sql`union all select * from stamping` : empty})`;
}

/** The CTEs that take documents back and record the job that stamps them. */
function stampTaken(work: Work, createdBy: string, takenBack: Query): Query {
  return sql`taken as (${takenBack}),
    taken_batch as (select institution_id, sppd_id, jsonb_agg(id order by id) as ids from taken group by 1, 2),
    stamping as (${recordJob(sql`taken_batch`, {
      name: jobs.batal.name,
      payload: sql`jsonb_build_object('sppd_id', sppd_id, 'dokumen_ids', ids)`,
      createdBy,
      trace: work.trace,
    })}),`;
}
