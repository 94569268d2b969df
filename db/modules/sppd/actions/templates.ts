import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../../identity/principal.ts";
import type { JenisTemplat } from "../rules/penanda.ts";

/** A template that lies in the store. */
export interface NewTemplate {
  readonly jenis: JenisTemplat;
  readonly nama: string;
  readonly kunci: string;
  readonly ukuran: number;
  readonly sha256: string;
}

/** One after the other: of two that come at once the later one stands. */
const oneAtATime: Query = sql`select pg_advisory_xact_lock(hashtextextended('templat_surat ' || current_setting('app.institution_id'), 0))`;

/** The template of a kind (`jenis`: SQL) that letters issued now are made from; null without one. */
export function templateFor(jenis: Query): Query {
  return sql`(select t.id from templat_surat t where t.jenis = ${jenis} and t.berlaku)`;
}

/** Has letters of a kind made from this template from now on, instead of the one before. Answers with its key: an earlier try's, if it was that. */
export async function useTemplate(
  work: Work,
  principal: Principal,
  { jenis, nama, kunci, ukuran, sha256 }: NewTemplate,
): Promise<{ id: string; kunci: string }> {
  const used = await write(
    work,
    sql<Written<{ id: string; kunci: string }>>`
    with former as (update templat_surat set berlaku = false where jenis = ${jenis} and berlaku returning id),
    baru as (
      insert into templat_surat (institution_id, jenis, nama, kunci, ukuran, sha256, oleh)
      select ${work.institutionId}::uuid, ${jenis}, ${nama}, ${kunci}, ${ukuran}::integer, ${sha256}, ${principal.user_id}::uuid
       where (select count(*) from former) >= 0
      returning id, kunci
    ) select ${writtenColumns(sql`jsonb_build_object('id', baru.id, 'kunci', baru.kunci)`, { jobs: false, tags: false })} from baru`,
    [oneAtATime],
  );
  if (!used) throw new Error("a template that is brought is always written");
  return used;
}

/** Has letters of a kind made in the platform's layout again. Nothing happens where they are already. */
export async function dropTemplate(work: Work, jenis: JenisTemplat): Promise<void> {
  await write(
    work,
    sql<Written<true>>`
    with former as (update templat_surat set berlaku = false where jenis = ${jenis} and berlaku returning id)
    select ${writtenColumns(sql`'true'::jsonb`, { jobs: false, tags: false })} from former`,
  );
}
