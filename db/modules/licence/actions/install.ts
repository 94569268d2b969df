import { only, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordActivity, type By } from "../../identity/actions/record-activity.ts";
import { institutionTag } from "../../identity/rules/tags.ts";
import { readKey } from "../key.ts";
import { licenceJson, readLicence, type ShownLicence } from "../reads.ts";
import { endOf, type Lisensi } from "../rules/lisensi.ts";

/**
 * Installs a licence by its key, in the place of the one before: all sessions of the institution then see it. The one that counts
 * already stays as it is. `LISENSI_TIDAK_SAH` for a key that nobody we know has signed, `LISENSI_INSTITUSI_LAIN`, `LISENSI_SUDAH_HABIS`,
 * `LISENSI_BELUM_BERLAKU`, `LISENSI_LEBIH_LAMA` for one that was issued before one that was installed.
 */
export async function installLicence(work: Work, { principal, alamat }: By, key: string): Promise<ShownLicence> {
  const licence = await readKey(work.config.LICENCE_PUBLIC_KEYS, key);
  if (!licence) throw new Problem("LISENSI_TIDAK_SAH");
  const own = sql`${principal.user_id}::uuid`;
  const installed = await write(
    work,
    // What is over by the platform's own clock, or by a later moment that was seen, is judged where that moment is known.
    sql<Written<ShownLicence>>`with asked as (
        select i.id as institution_id from institutions i
         where i.id = ${work.institutionId}::uuid and i.slug = ${licence.institution} and not exists (
                 select from licences o where o.issued_at >= ${licence.issued}::timestamptz)
           and licence_now() >= ${licence.from}::date::timestamp at time zone 'UTC'
           and licence_now() < to_timestamp(${endOf(licence) / 1000}::float8)
      ), former as (
        update licences l set status = 'diganti' from asked where l.institution_id = asked.institution_id and l.status <> 'diganti' returning l.id
      ), l as (
        insert into licences (institution_id, id, kunci, type, jenjang_aktif, modules, seats, valid_from, valid_until, issued_at, installed_by)
        select asked.institution_id, ${licence.id}::uuid, ${key}, ${licence.type}, ${licence.jenjang}::text[],
               ${licence.modules === "*" ? null : licence.modules}::text[], ${licence.seats}::int, ${licence.from}::date, ${licence.until}::date,
               ${licence.issued}::timestamptz, ${own}
          -- Counted, so that the former one makes room first.
          from asked where (select count(*) from former) >= 0
        returning *
      ), log as (${recordActivity(sql`l`, {
        user: own,
        oleh: own,
        aksi: "lisensi_dipasang",
        rincian: sql`jsonb_build_object('sebelum', (select id from former), 'sesudah', c.id, 'type', c.type, 'jenjang_aktif', c.jenjang_aktif,
          'modules', c.modules, 'seats', c.seats, 'valid_until', c.valid_until)`,
        alamat: sql`${alamat}::text`,
      })}), bump as (${recordTags(sql`l`, sql`${[institutionTag]}::text[]`)})
      select ${writtenColumns(licenceJson, { jobs: false })} from l`,
    [sql`select pg_advisory_xact_lock(hashtextextended('lisensi:' || ${work.institutionId}::text, 0))`],
  );
  return installed ?? (await explain(work, licence));
}

async function explain(work: Work, licence: Lisensi): Promise<ShownLicence> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{
      slug: string;
      now: string;
      counts: boolean;
      older: boolean;
    }>`select i.slug, (extract(epoch from licence_now()) * 1000)::text as now,
        exists (select from licences l where l.id = ${licence.id}::uuid and l.status = 'aktif') as counts,
        exists (select from licences l where l.issued_at >= ${licence.issued}::timestamptz) as older
      from institutions i where i.id = ${work.institutionId}::uuid`,
  ]);
  const { slug, now, counts, older } = only(rows);
  if (slug !== licence.institution)
    throw new Problem("LISENSI_INSTITUSI_LAIN", { values: { institusi: licence.institution } });
  if (Number(now) >= endOf(licence)) throw new Problem("LISENSI_SUDAH_HABIS", { values: { sampai: licence.until } });
  if (counts) return await readLicence(work);
  if (older) throw new Problem("LISENSI_LEBIH_LAMA");
  throw new Problem("LISENSI_BELUM_BERLAKU", { values: { mulai: licence.from } });
}
