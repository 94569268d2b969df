import { hashField, sealField } from "../../../core/crypto.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../principal.ts";
import { profilePlaces } from "../reads/profile.ts";
import type { ProfilBaru } from "../rules/profil.ts";
import { recordActivity } from "./record-activity.ts";

/**
 * Writes somebody's profile: one's own, or that of the account that `locked` locks for who looks after it. Telephone and address are
 * sealed; the log says which changed, and nothing of what they are. False: there is no such account within reach.
 */
export async function updateProfile(
  work: Work,
  principal: Principal,
  change: { readonly locked: Query; readonly profil: ProfilBaru; readonly alamat: string },
): Promise<boolean> {
  const { nama, telepon, alamat, ringkasan_surel } = change.profil;
  const seal = async (place: keyof typeof profilePlaces, text: string | null) =>
    text === null ? null : await sealField(work.config, profilePlaces[place], text);
  const where = { place: profilePlaces.telepon, institutionId: work.institutionId };
  const [hash] = telepon === null ? [null] : await hashField(work.config, where, telepon);
  const done = await write(
    work,
    sql<Written<true>>`with locked as (${change.locked}),
      change as (
        update users u set nama = ${nama}, telepon = ${await seal("telepon", telepon)}::text, telepon_hash = ${hash}::text,
            alamat = ${await seal("alamat", alamat)}::text, ringkasan_surel = ${ringkasan_surel}, updated_at = now()
          from locked where u.id = locked.id
        returning u.institution_id, u.id, array_remove(array[
          case when u.nama <> locked.nama then 'nama' end,
          case when u.telepon_hash is distinct from locked.telepon_hash then 'telepon' end,
          case when u.ringkasan_surel <> locked.ringkasan_surel then 'ringkasan_surel' end], null) as kolom
      ), log as (${recordActivity(sql`change`, {
        user: sql`c.id`,
        oleh: sql`${principal.user_id}::uuid`,
        aksi: "profil_diubah",
        rincian: sql`jsonb_build_object('kolom', c.kolom)`,
        alamat: sql`${change.alamat}::text`,
      })}),
      bump as (${recordTags(sql`change`, sql`array['users', 'orang:' || id]`)})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: false })} from change`,
  );
  return done !== null;
}

/** The lock of one's own account. */
export function lockOwn(principal: Principal): Query {
  return sql`select u.* from users u where u.id = ${principal.user_id}::uuid and u.aktif for update`;
}
