import { DatabaseError, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { recordActivity, type By } from "../../identity/actions/record-activity.ts";
import { institutionTag } from "../../identity/rules/tags.ts";
import { jenisYangAda } from "../../registry/rules/jenis-usaha.ts";
import { institutionJson, type ShownInstitution } from "../reads.ts";
import { isPlatformHost, type UbahInstitusi } from "../rules/institusi.ts";

/**
 * Changes what an institution says of itself; what is not given stays. The log has what each of it was before. `HOST_TIDAK_DITERIMA` for a host
 * of the platform's, `HOST_SUDAH_DIPAKAI` for one that another institution has, `JENIS_USAHA_TIDAK_DIKENAL`.
 */
export async function changeInstitution(work: Work, by: By, given: UbahInstitusi): Promise<ShownInstitution> {
  if (given.host && isPlatformHost(given.host, work.config.PUBLIC_URL))
    throw new Problem("HOST_TIDAK_DITERIMA", { fields: [{ pointer: "/host", code: "HOST_TIDAK_DITERIMA" }] });
  try {
    return await writeChange(work, by, given);
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === "institutions_host_key")
      throw new Problem("HOST_SUDAH_DIPAKAI", { fields: [{ pointer: "/host", code: "HOST_SUDAH_DIPAKAI" }] });
    throw error;
  }
}

/** Says where the institution's picture lies, in the place of the former one, which it answers with. */
export async function setLogo(work: Work, by: By, key: string): Promise<string | null> {
  const written = await write(
    work,
    sql<Written<{ lama: string | null }>>`with locked as (
        select i.id, i.logo from institutions i where i.id = ${work.institutionId}::uuid for update
      ), change as (
        update institutions i set logo = ${key} from locked where i.id = locked.id returning i.id as institution_id, locked.logo as lama
      ), log as (${logged(by, sql`jsonb_build_object('sebelum', jsonb_build_object('logo', c.lama), 'sesudah', jsonb_build_object('logo', ${key}::text))`)}),
      bump as (${recordTags(sql`change`, sql`${[institutionTag]}::text[]`)})
      select ${writtenColumns(sql`jsonb_build_object('lama', change.lama)`, { jobs: false })} from change`,
  );
  return written?.lama ?? null;
}

async function writeChange(work: Work, by: By, given: UbahInstitusi): Promise<ShownInstitution> {
  const text = JSON.stringify(given);
  const picked = (json: string) => sql`(select coalesce(jsonb_object_agg(x.key, x.value), '{}')
    from jsonb_each(${json === "sebelum" ? sql`c.sebelum` : sql`c.sesudah`}) x where ${text}::jsonb ? x.key)`;
  const changed = await write(
    work,
    sql<Written<ShownInstitution>>`with baru as (select ${text}::jsonb as b), locked as (
        select i.*, ${institutionJson(sql`i`)} as sebelum from institutions i where i.id = ${work.institutionId}::uuid for update
      ), jenis as (
        select t.id from business_types t, baru where t.slug = b ->> 'jenis_usaha' and t.is_active
      ), hasil as (
        update institutions i set nama = coalesce(b ->> 'nama', i.nama), kota = coalesce(b ->> 'kota', i.kota),
            zona_waktu = coalesce(b ->> 'zona_waktu', i.zona_waktu), locale = coalesce(b ->> 'locale', i.locale), kop = coalesce(b -> 'kop', i.kop),
            host = case when b ? 'host' then b ->> 'host' else i.host end,
            jenis_usaha_id = case when b ? 'jenis_usaha' then (select id from jenis) else i.jenis_usaha_id end
          from locked, baru where i.id = locked.id and (b ->> 'jenis_usaha' is null or exists (select from jenis))
        returning i.*, locked.sebelum
      ), change as (
        select h.id as institution_id, h.sebelum, ${institutionJson(sql`h`)} as sesudah from hasil h
      ), log as (${logged(by, sql`jsonb_build_object('sebelum', ${picked("sebelum")}, 'sesudah', ${picked("sesudah")})`)}),
      bump as (${recordTags(sql`change`, sql`${[institutionTag]}::text[]`)})
      select ${writtenColumns(sql`change.sesudah`, { jobs: false })} from change`,
  );
  if (changed) return changed;
  throw new Problem("JENIS_USAHA_TIDAK_DIKENAL", {
    values: { jenis: given.jenis_usaha, ada: jenisYangAda },
    fields: [{ pointer: "/jenis_usaha", code: "JENIS_USAHA_TIDAK_DIKENAL" }],
  });
}

function logged({ principal, alamat }: By, rincian: ReturnType<typeof sql>) {
  const own = sql`${principal.user_id}::uuid`;
  return recordActivity(sql`change`, {
    user: own,
    oleh: own,
    aksi: "lembaga_diubah",
    rincian,
    alamat: sql`${alamat}::text`,
  });
}
