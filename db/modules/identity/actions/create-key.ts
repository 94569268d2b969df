import { openField, sealField } from "../../../core/crypto.ts";
import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { PermissionName } from "../../registry.ts";
import { hashApiKey, newApiKey, prefixOf } from "../api-key.ts";
import { reachOf } from "../authority.ts";
import type { Principal } from "../principal.ts";
import { recordActivity } from "./record-activity.ts";

/** Where the key lies sealed that a repeated request is answered with. */
const answerPlace = "idempotency_keys.answer kunci_api";
/** More keys than these nobody looks after. */
const mostKeys = 20;

/** A key that was made: its text is shown this once. */
export interface KeyCreated {
  readonly id: string;
  readonly awalan: string;
  readonly kunci: string;
}

/**
 * Makes a key by which a program acts for the person, with some of their permissions. `IZIN_MELAMPAUI` for one that they have not;
 * `KUNCI_TERLALU_BANYAK`. What it may do is looked at again whenever it is used: it never may more than its maker does then.
 */
export async function createKey(
  work: Work,
  principal: Principal,
  asked: { readonly nama: string; readonly izin: readonly PermissionName[]; readonly berlaku_sampai: string | null },
  alamat: string,
): Promise<KeyCreated> {
  const beyond = asked.izin.findIndex((name) => !reachOf(principal, name));
  if (beyond >= 0)
    throw new Problem("DATA_TIDAK_SAH", { fields: [{ pointer: `/izin/${beyond}`, code: "IZIN_MELAMPAUI" }] });
  const id = crypto.randomUUID();
  const kunci = newApiKey({ keyId: id, institutionId: work.institutionId, userId: principal.user_id });
  const sealed = await sealField(work.config, answerPlace, JSON.stringify({ id, awalan: prefixOf(kunci), kunci }));
  const kept = await write(
    work,
    sql<Written<string>>`with change as (
        insert into kunci_api (institution_id, id, user_id, nama, awalan, hash, izin, expires_at)
        select u.institution_id, ${id}::uuid, u.id, ${asked.nama}, ${prefixOf(kunci)}, ${await hashApiKey(kunci)}, ${asked.izin}::text[],
               ${asked.berlaku_sampai}::timestamptz
          from users u where u.id = ${principal.user_id}::uuid and u.aktif
           and (select count(*) from kunci_api k where k.user_id = u.id and k.revoked_at is null) < ${mostKeys}
        returning institution_id, id, user_id
      ), log as (${recordActivity(sql`change`, {
        user: sql`c.user_id`,
        oleh: sql`c.user_id`,
        aksi: "kunci_dibuat",
        rincian: sql`jsonb_build_object('kunci', c.id, 'izin', ${asked.izin}::text[])`,
        alamat: sql`${alamat}::text`,
      })})
      select ${writtenColumns(sql`to_jsonb(${sealed}::text)`, { jobs: false, tags: false })} from change`,
  );
  if (kept === null) throw new Problem("KUNCI_TERLALU_BANYAK", { values: { batas: mostKeys } });
  return JSON.parse(await openField(work.config, answerPlace, kept)) as KeyCreated;
}
