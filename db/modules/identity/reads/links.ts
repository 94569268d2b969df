import { sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { workAs, type Work } from "../../../core/work.ts";
import { readLinkToken, type TujuanTautan } from "../link-token.ts";

/**
 * Whether a link `l` still counts: unused, in time, the newest of its purpose, of somebody `u` who may log in. An invitation is to a
 * first password, and leads nowhere once there is one.
 */
export const countsStill: Query = sql`l.used_at is null and l.expires_at > now() and u.aktif
  and (l.tujuan <> 'undangan' or u.password_hash is null)
  and not exists (select from tautan_akun baru where baru.user_id = l.user_id and baru.tujuan = l.tujuan and baru.id > l.id)`;

/** Whose link it is. */
interface Holder {
  readonly user_id: string;
  readonly nama: string;
  readonly institusi: string;
  readonly slug: string;
  /** Every name they log in with. */
  readonly pengenal: readonly string[];
}

/** Opens a link, and uses nothing of it: whose it is, and the work of their institution. `TAUTAN_TIDAK_BERLAKU`. */
export async function openLink(
  work: Work,
  token: string,
  tujuan: TujuanTautan,
): Promise<{ readonly inside: Work; readonly linkId: string; readonly holder: Holder }> {
  const claims = await readLinkToken(work.config, token, tujuan);
  if (!claims) throw new Problem("TAUTAN_TIDAK_BERLAKU");
  const { institutionId, linkId } = claims;
  const inside = workAs(work, institutionId);
  const [[holder]] = await inside.db.batch(institutionId, [
    sql<Holder>`select u.id as user_id, u.nama, i.nama as institusi, i.slug,
        array(select x.value from user_identifiers x where x.user_id = u.id order by x.kind = 'username' desc, x.kind = 'email' desc, x.kind) as pengenal
      from tautan_akun l join users u on u.id = l.user_id join institutions i on i.id = u.institution_id
      where l.id = ${linkId}::uuid and l.tujuan = ${tujuan} and ${countsStill}`,
  ]);
  if (!holder) throw new Problem("TAUTAN_TIDAK_BERLAKU");
  return { inside, linkId, holder };
}

/** Whoever logs in under this name and can be written to. */
export function findAddressee(identifier: string): Query<{ institution_id: string; user_id: string }> {
  return sql`select u.institution_id, u.id as user_id from user_identifiers x join users u on u.id = x.user_id
    where x.value = ${identifier} and u.aktif
      and exists (select from user_identifiers e where e.user_id = u.id and e.kind = 'email')`;
}
