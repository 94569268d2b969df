import * as z from "zod";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordActivity } from "../../identity/actions/record-activity.ts";
import { RINGKASAN_SUREL } from "../rules/notifikasi.ts";

/** What somebody chose of how they are told. */
export const preferences = z.strictObject({ ringkasan_surel: z.enum(RINGKASAN_SUREL) });
export type Preferences = z.infer<typeof preferences>;

/** Reads what somebody chose. */
export async function readPreferences(work: Work, userId: string): Promise<Preferences> {
  const [[chosen]] = await work.db.batch(work.institutionId, [
    sql<Preferences>`select u.ringkasan_surel from users u where u.id = ${userId}`,
  ]);
  if (!chosen) throw new Problem("TIDAK_DITEMUKAN");
  return chosen;
}

/**
 * Chooses how often a mail tells what was not read. The log says when that is something else than before, and from which address: by a
 * mail's link it is chosen without a login.
 */
export async function choosePreferences(
  work: Work,
  userId: string,
  chosen: Preferences,
  alamat: string,
): Promise<Preferences> {
  const kept = await write(
    work,
    sql<Written<Preferences>>`with change as (
        update users set ringkasan_surel = ${chosen.ringkasan_surel}, updated_at = now() where id = ${userId}
        returning institution_id, id, ringkasan_surel, old.ringkasan_surel as sebelum
      ), lain as (select * from change where ringkasan_surel <> sebelum),
      log as (${recordActivity(sql`lain`, {
        user: sql`c.id`,
        oleh: sql`c.id`,
        aksi: "profil_diubah",
        rincian: sql`'{"kolom": ["ringkasan_surel"]}'::jsonb`,
        alamat: sql`${alamat}::text`,
      })})
      select ${writtenColumns(sql`jsonb_build_object('ringkasan_surel', change.ringkasan_surel)`, { jobs: false, tags: false })} from change`,
  );
  if (!kept) throw new Problem("TIDAK_DITEMUKAN");
  return kept;
}
