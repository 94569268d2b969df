import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import { findRefused, wrongState } from "./explain.ts";
import { dropOrderTags, lockOrder, recordStep, writeOrder } from "./parts.ts";

/** Ties a stored invitation to a draft. */
export async function attachFile(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  file: { readonly key: string; readonly nama: string; readonly jenis: string; readonly ukuran: number },
): Promise<void> {
  const attached = await writeOrder(
    work,
    sql<Written<{ id: string }>>`
    with locked as (${lockOrder(id, scope, "ubah")}),
    change as (
      update sppd s set dasar = coalesce(locked.dasar, '{}') || jsonb_build_object('berkas', ${JSON.stringify(file)}::jsonb), updated_at = now()
        from locked where ${byId(id)}
      returning s.*, locked.status as dari
    ), log as (${recordStep({ aksi: "ubah", oleh: principal.user_id, catatan: "Undangan dilampirkan" })}),
    bump as (${dropOrderTags})
    select ${writtenColumns(sql`jsonb_build_object('id', change.id)`, { jobs: false })} from change`,
  );
  if (attached) return;
  const found = await findRefused(work, principal, scope, id);
  throw wrongState("ubah", found.status);
}
