import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { byId } from "../reads/scope.ts";
import type { Pembatalan } from "../rules/pembatalan.ts";
import { statusAsal } from "../rules/status.ts";
import { findRefused, wrongState } from "./explain.ts";
import { lockOrder, recordStep, writeOrder } from "./parts.ts";
import { movedAnswer, type Moved } from "./submit.ts";
import { tellAndDrop } from "./tell.ts";

/** Roles whose word is the statement itself (domain, §8); others bring a superior's, signed. */
const superiors: ReadonlySet<string> = new Set(["wadek", "dekan", "warek", "rektor"]);
/** Roles that may ask at all: the PPK confirms, and asks for nothing. */
const askers: ReadonlySet<string> = new Set([...superiors, "dosen", "operator", "kaprodi"]);

/**
 * Asks to take back an order whose letters are out, or asks anew as long as the PPK has not confirmed. Whoever is no superior brings the
 * signed statement (`PERNYATAAN_PEMBATALAN_WAJIB`). What is charged has proof of its own and stays below what was committed.
 */
export async function requestCancellation(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  { alasan, berkas_id, biaya }: Pembatalan,
): Promise<Moved> {
  const holds = (roles: ReadonlySet<string>) => principal.roles.some(({ peran }) => roles.has(peran));
  if (!holds(askers)) throw new Problem("TIDAK_BERWENANG", { values: { izin: "sppd.cancel" } });
  const statement = berkas_id ?? null;
  if (statement === null && !holds(superiors)) throw new Problem("PERNYATAAN_PEMBATALAN_WAJIB");
  const total = biaya.reduce((sum, { jumlah }) => sum + jumlah, 0);
  const moved = await writeOrder(
    work,
    sql<Written<Moved>>`
    with locked as (${lockOrder(id, scope, "minta_pembatalan")}),
    wanted as (
      insert into sppd_pembatalan as p (institution_id, sppd_id, sppd_created_at, alasan, berkas_id, biaya, total, diminta_oleh, diminta_pada)
      select locked.institution_id, locked.id, locked.created_at, ${alasan}, ${statement}::uuid, ${JSON.stringify(biaya)}::jsonb, ${total}::bigint,
             ${principal.user_id}::uuid, app_now() from locked
       where ${total}::bigint <= locked.total_estimasi
         and (${statement}::uuid is null or exists (select from sppd_berkas b where b.id = ${statement}::uuid and b.sppd_id = locked.id and b.jenis = 'pembatalan'))
         and not exists (select from jsonb_to_recordset(${JSON.stringify(biaya)}::jsonb) as x(pegawai_id uuid, berkas_id uuid)
           where not exists (select from sppd_berkas b where b.id = x.berkas_id and b.sppd_id = locked.id and b.jenis = 'bukti' and b.pegawai_id = x.pegawai_id))
      on conflict (institution_id, sppd_id) do update set alasan = excluded.alasan, berkas_id = excluded.berkas_id, biaya = excluded.biaya,
        total = excluded.total, diminta_oleh = excluded.diminta_oleh, diminta_pada = excluded.diminta_pada where p.disahkan_pada is null
      returning p.sppd_id
    ), change as (
      update sppd s set updated_at = now() from locked, wanted where ${byId(id)}
      returning s.*, locked.status as dari
    ), log as (${recordStep({ aksi: "minta_pembatalan", oleh: principal.user_id, catatan: alasan })}),
    ${tellAndDrop({
      oleh: principal,
      catatan: alasan,
      outcome: { kode: "sppd.pembatalan_diminta", jenis: "warning" },
      next: {
        kode: "sppd.menunggu_pembatalan",
        jenis: "warning",
        people: sql`(select x.id from ppk_sppd(c.unit_id) x(id))`,
      },
    })}
    select ${writtenColumns(movedAnswer, { jobs: false, events: true })} from change`,
  );
  if (moved) return moved;
  const found = await findRefused(work, principal, scope, id);
  if (!statusAsal("minta_pembatalan").includes(found.status)) throw wrongState("minta_pembatalan", found.status);
  if (total > found.total) {
    throw new Problem("BIAYA_PEMBATALAN_TERLALU_BESAR", { values: { total, batas: found.total } });
  }
  throw new Problem("BERKAS_TIDAK_DIKENAL");
}
