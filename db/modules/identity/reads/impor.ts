import * as z from "zod";
import { defineList } from "../../../core/list.ts";
import { readPage, turnOf } from "../../../core/page.ts";
import { empty, sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { CatatanImpor } from "../rules/baris-impor.ts";
import { jenisPengenal } from "../rules/pengenal.ts";

/** How an import stands; `gagal` and `dibatalkan` may be retried as the job they are. */
const statusImpor = ["diperiksa", "siap", "disimpan", "selesai", "gagal", "dibatalkan"] as const;

/** What becomes, or became, of a row. */
const putusanImpor = ["sah", "galat", "tak_berubah", "tersimpan"] as const;

/** An import as people see it, but for the link to its error sheet. */
export const importShape = {
  id: z.uuid(),
  status: z.enum(statusImpor),
  nama_berkas: z.string(),
  ukuran: z.number().int(),
  kolom_diabaikan: z.array(z.string()),
  /** The job that runs, or ran last. */
  job_id: z.uuid(),
  done: z.number().int(),
  total: z.number().int(),
  error_code: z.string().nullable(),
  jumlah: z.object(
    Object.fromEntries(putusanImpor.map((putusan) => [putusan, z.number().int()])) as Record<
      (typeof putusanImpor)[number],
      z.ZodNumber
    >,
  ),
  created_at: z.string(),
} as const;

/** An import, with the key of its error sheet. */
export type ImportRow = z.infer<z.ZodObject<typeof importShape>> & { readonly lembar_galat: string | null };

/** An import of this institution; null when there is none of this id. */
export async function readImport(work: Work, id: string): Promise<ImportRow | null> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{ impor: ImportRow }>`select jsonb_build_object('id', i.id, 'nama_berkas', i.nama_berkas, 'ukuran', i.ukuran,
        'kolom_diabaikan', i.kolom_diabaikan, 'lembar_galat', i.lembar_galat, 'created_at', i.created_at,
        'job_id', j.id, 'done', j.done, 'total', j.total, 'error_code', j.error_code,
        'status', case j.status when 'dead' then 'gagal' when 'cancelled' then 'dibatalkan'
          when 'done' then case when i.simpan_job is null then 'siap' else 'selesai' end
          else case when i.simpan_job is null then 'diperiksa' else 'disimpan' end end,
        'jumlah', ${sql`jsonb_build_object('sah', 0, 'galat', 0, 'tak_berubah', 0, 'tersimpan', 0)`} || coalesce((
          select jsonb_object_agg(putusan, banyak) from (
            select putusan, count(*) as banyak from impor_baris where impor_id = i.id group by putusan) x), '{}')) as impor
      from impor i join jobs j on j.id = coalesce(i.simpan_job, i.periksa_job) where i.id = ${id}`,
  ]);
  return row?.impor ?? null;
}

const note = z.object({
  kolom: z.string(),
  kode: z.string(),
  baris: z.number().int().optional(),
  jenis: z.enum(jenisPengenal).optional(),
});

/** The rows of an import, in the order of the sheet. */
export const importRowList = defineList({
  filters: { putusan: z.enum(putusanImpor) },
  also: {},
  sorts: {},
  serves: () => ["dibuat", "-dibuat"],
  columns: {
    id: { schema: z.uuid(), sql: sql`o.id` },
    nomor: { schema: z.number().int(), sql: sql`o.nomor` },
    putusan: { schema: z.enum(putusanImpor), sql: sql`o.putusan` },
    nama: { schema: z.string(), sql: sql`o.isi -> 'nama'` },
    pengenal: { schema: z.partialRecord(z.enum(jenisPengenal), z.string()), sql: sql`o.isi -> 'pengenal'` },
    peran: { schema: z.array(z.string()), sql: sql`o.isi -> 'peran'` },
    unit_id: { schema: z.uuid().nullable(), sql: sql`o.isi -> 'unit_id'` },
    galat: { schema: z.array(note), sql: sql`o.galat` },
    peringatan: { schema: z.array(note), sql: sql`o.peringatan` },
    user_id: { schema: z.uuid().nullable(), sql: sql`o.user_id` },
  },
  relations: {},
});

/** A page of an import's rows, as finished JSON; an import that is not there has none. */
export function readImportRows(work: Work, id: string, asked: z.infer<typeof importRowList.query>): Promise<string> {
  const { after, order, key, limit } = turnOf(importRowList.list, asked, sql`b.id`);
  const putusan = asked["filter[putusan]"];
  const only = putusan ? sql`and b.putusan = ${putusan}` : empty;
  return readPage(
    work,
    importRowList.list,
    asked,
    sql`select b.*, ${key} as kunci from impor_baris b where b.impor_id = ${id} ${only} ${after} order by ${order} limit ${limit}`,
  );
}

/** What a job needs to look at a file: where it lies, and what its rows may refer to. */
export interface ImportGround {
  readonly berkas: string;
  readonly oleh: string;
  /** When it was sent, as in the keys of files: `2026/04`. */
  readonly bulan: string;
  /** Ids by code. */
  readonly unit: Readonly<Record<string, string>>;
  /** Codes of the roles that the institution made itself. */
  readonly peran: readonly string[];
}

/** Reads it; null when the import is not there. */
export async function readImportGround(work: Work, id: string): Promise<ImportGround | null> {
  const [[ground]] = await work.db.batch(work.institutionId, [
    sql<ImportGround>`select i.berkas, i.oleh, to_char(i.created_at at time zone 'UTC', 'YYYY/MM') as bulan,
        coalesce((select jsonb_object_agg(lower(u.kode), u.id) from unit_kerja u), '{}') as unit,
        coalesce((select jsonb_agg(l.kode) from peran_lembaga l), '[]') as peran
      from impor i where i.id = ${id}`,
  ]);
  return ground ?? null;
}

/** A row that has errors. */
export interface FaultyRow {
  readonly nomor: number;
  readonly galat: readonly CatatanImpor[];
}

/** The rows of an import that have errors, in the order of the sheet. */
export async function readFaultyRows(work: Work, id: string): Promise<readonly FaultyRow[]> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<FaultyRow>`select nomor, galat from impor_baris where impor_id = ${id} and putusan = 'galat' order by nomor`,
  ]);
  return rows;
}
