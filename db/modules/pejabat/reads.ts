import * as z from "zod";
import { only, sql, type Query } from "../../core/postgres.ts";
import type { Work } from "../../core/work.ts";
import type { Principal } from "../identity/principal.ts";
import { JENIS_JABATAN, KAPASITAS_PENGGANTI } from "./rules/jabatan.ts";

/** An office that somebody holds, or stands in for its holder. */
export const officeView = z.object({
  id: z.uuid(),
  jenis: z.enum(JENIS_JABATAN),
  kapasitas: z.enum(["definitif", ...KAPASITAS_PENGGANTI]),
  pegawai: z.object({ id: z.uuid(), nama: z.string(), nip: z.string().nullable() }),
  unit: z.object({ id: z.uuid(), nama: z.string() }),
  sebutan: z.array(z.string()),
  penerbit_st: z.boolean(),
  mulai: z.iso.date(),
  /** The last day; null: it goes on. */
  selesai: z.iso.date().nullable(),
  sk: z.string(),
  /** The office stood in for; null of those that are held. */
  menggantikan: z.object({ id: z.uuid(), nama: z.string() }).nullable(),
  /** When a delegation was taken back before its last day. */
  diakhiri_pada: z.string().nullable(),
});

/** A delegation as those see it whom it concerns. */
export const delegationView = z.object({ ...officeView.shape, alasan: z.string(), diberi_oleh: z.string() });

const view = sql`jsonb_build_object('id', p.id, 'jenis', p.jenis, 'kapasitas', p.kapasitas,
  'pegawai', (select jsonb_build_object('id', g.id, 'nama', nama_lengkap(g), 'nip', g.nip) from pegawai g where g.id = p.pegawai_id),
  'unit', (select jsonb_build_object('id', k.id, 'nama', k.nama) from unit_kerja k where k.id = p.unit_id),
  'sebutan', p.sebutan, 'penerbit_st', p.penerbit_st, 'mulai', p.mulai, 'selesai', p.selesai, 'sk', p.sk,
  'menggantikan', (select jsonb_build_object('id', a.id, 'nama', nama_lengkap(g)) from pejabat a join pegawai g on g.id = a.pegawai_id where a.id = p.asal_id),
  'diakhiri_pada', p.diakhiri_pada)`;

/** What an office `p` is called itself: the last line of how its holder signs, below whomever they sign for (`a.n. Rektor`). */
export function ownTitle(office: Query): Query {
  return sql`${office}.sebutan[cardinality(${office}.sebutan)]`;
}

async function list(work: Work, statement: Query<{ json: string }>): Promise<string> {
  const [rows] = await work.db.batch(work.institutionId, [statement]);
  return only(rows).json;
}

/** Every office that was held in a year, for a day of it at least, by unit and kind; finished JSON. */
export function readOffices(work: Work, tahun: number): Promise<string> {
  return list(
    work,
    sql`select coalesce(jsonb_agg(${view} order by k.kode, p.jenis, p.mulai, p.id), '[]')::text as json
      from pejabat p join unit_kerja k on k.id = p.unit_id
     where p.mulai <= make_date(${tahun}::int, 12, 31) and (p.selesai is null or p.selesai >= make_date(${tahun}::int, 1, 1))`,
  );
}

/** The newest delegations of somebody's offices, of their own giving, and to them, however they ended; finished JSON. */
export function readDelegations(work: Work, { user_id, pegawai_id }: Principal): Promise<string> {
  return list(
    work,
    sql`select jsonb_build_object('data', coalesce(jsonb_agg(${view} || jsonb_build_object('alasan', p.alasan,
        'diberi_oleh', (select u.nama from users u where u.id = p.diberi_oleh)) order by p.id desc), '[]'))::text as json
      from (select p.* from pejabat p where p.asal_id is not null and (p.diberi_oleh = ${user_id}::uuid or p.pegawai_id = ${pegawai_id}::uuid
          or exists (select from pejabat a where a.id = p.asal_id and a.pegawai_id = ${pegawai_id}::uuid))
        order by p.id desc limit 100) p`,
  );
}
