import { roles } from "../../../core/manifest.ts";
import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal } from "../principal.ts";
import type { Kebijakan } from "../rules/kebijakan.ts";
import { institutionTag } from "../rules/tags.ts";
import { recordActivity } from "./record-activity.ts";

/**
 * Sets the institution's choices about accounts; how many devices somebody may use counts from their next login on, who needs a
 * second factor at once.
 * `PERAN_TIDAK_DIKENAL` for a role that is neither the platform's nor the institution's: a typing error would take a safeguard away.
 */
export async function setPolicy(work: Work, principal: Principal, policy: Kebijakan, alamat: string): Promise<void> {
  const own = policy.wajib_otp.filter((peran) => !(roles as readonly string[]).includes(peran));
  const written = await write(
    work,
    sql<Written<true>>`with change as (
        update institutions set pengaturan = pengaturan || ${JSON.stringify(policy)}::jsonb
         where id = ${work.institutionId}::uuid and not exists (
           select from unnest(${own}::text[]) x(kode) where not exists (select from peran_lembaga p where p.kode = x.kode))
        returning id as institution_id
      ), log as (${recordActivity(sql`change`, {
        user: sql`${principal.user_id}::uuid`,
        oleh: sql`${principal.user_id}::uuid`,
        aksi: "kebijakan_diubah",
        rincian: sql`${JSON.stringify(policy)}::jsonb`,
        alamat: sql`${alamat}::text`,
      })}), bump as (${recordTags(sql`change`, sql`${[institutionTag]}::text[]`)})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: false })} from change`,
  );
  if (!written)
    throw new Problem("PERAN_TIDAK_DIKENAL", { fields: [{ pointer: "/wajib_otp", code: "PERAN_TIDAK_DIKENAL" }] });
}
