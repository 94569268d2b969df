import { sealField } from "../../../core/crypto.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../principal.ts";
import { profilePlaces } from "../reads/profile.ts";
import type { ProfilBaru } from "../rules/profil.ts";
import { recordActivity } from "./record-activity.ts";
import { sealPhone } from "./seal-phone.ts";
import { dropUserTags } from "./user-parts.ts";

/**
 * Writes somebody's profile: one's own, or that of the account that `locked` locks for who looks after it. Telephone and address are
 * sealed; the log says which changed, and nothing of what they are. False: `locked` locked none.
 */
export async function updateProfile(
  work: Work,
  principal: Principal,
  change: { readonly locked: Query; readonly profil: ProfilBaru; readonly alamat: string },
): Promise<boolean> {
  const { nama, telepon, alamat, ringkasan_surel, bahasa } = change.profil;
  const phone = telepon === null ? null : await sealPhone(work, telepon);
  const address = alamat === null ? null : await sealField(work.config, profilePlaces.alamat, alamat);
  const done = await write(
    work,
    sql<Written<true>>`with locked as (${change.locked}),
      change as (
        update users u set nama = ${nama}, telepon = ${phone?.segel ?? null}::text, telepon_hash = ${phone?.hash ?? null}::text,
            alamat = ${address}::text, ringkasan_surel = ${ringkasan_surel}, bahasa = ${bahasa}, updated_at = now()
          from locked where u.id = locked.id
        returning u.institution_id, u.id, array_remove(array[
          case when u.nama <> locked.nama then 'nama' end,
          case when u.telepon_hash is distinct from locked.telepon_hash then 'telepon' end,
          case when u.ringkasan_surel <> locked.ringkasan_surel then 'ringkasan_surel' end,
          case when u.bahasa is distinct from locked.bahasa then 'bahasa' end], null) as kolom
      ), log as (${recordActivity(sql`change`, {
        user: sql`c.id`,
        oleh: sql`${principal.user_id}::uuid`,
        aksi: "profil_diubah",
        rincian: sql`jsonb_build_object('kolom', c.kolom)`,
        alamat: sql`${change.alamat}::text`,
      })}),
      bump as (${dropUserTags})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: false })} from change`,
  );
  return done !== null;
}

/** The lock of one's own account. */
export function lockOwn(principal: Principal): Query {
  return sql`select u.* from users u where u.id = ${principal.user_id}::uuid and u.aktif for update`;
}
