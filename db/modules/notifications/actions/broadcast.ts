import { roles } from "../../../core/manifest.ts";
import { recordEvents } from "../../../core/live.ts";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import type { SiaranBaru } from "../rules/notifikasi.ts";
import { broadcastTag } from "../tags.ts";

/**
 * Says something to a role, a unit with all below it, or everybody: one row, however many they are. Whose reach is a unit
 * speaks to those of it alone (`UNIT_TIDAK_DIKENAL`, `SASARAN_DI_LUAR_JANGKAUAN`).
 */
export async function broadcast(
  work: Work,
  principal: Principal,
  scope: Scope,
  siaran: SiaranBaru,
): Promise<{ id: string; dibuat: string }> {
  const { kepada, peran = null, unit_id: unitId = null, jenis, judul, isi, tautan = null } = siaran;
  if (kepada !== "unit" && scope.reach !== "all") throw new Problem("SASARAN_DI_LUAR_JANGKAUAN");
  const units = scope.reach === "unit" ? scope.units : [];
  const known = {
    semua: sql`true`,
    peran: sql`(${peran} = any(${roles}::text[]) or exists (select from peran_lembaga p where p.kode = ${peran}))`,
    unit: sql`exists (select from unit_kerja k where k.id = ${unitId}::uuid) and (${scope.reach === "all"} or ${unitId}::uuid = any(${units}::uuid[]))`,
  }[kepada];
  const said = await write(
    work,
    sql<Written<{ id: string; dibuat: string }>>`
    with saluran as (
      insert into notifikasi_saluran as s (institution_id, peran, unit_id, terakhir)
      select ${work.institutionId}::uuid, ${peran}::text, ${unitId}::uuid, 1 where ${known}
      on conflict (institution_id, user_id, peran, unit_id) do update set terakhir = s.terakhir + 1
      returning s.institution_id, s.id as saluran_id, s.terakhir as nomor, uuidv7() as id
    ), change as (
      insert into notifikasi (institution_id, id, created_at, saluran_id, nomor, jenis, kode, data, tautan, oleh)
      select s.institution_id, s.id, uuid_extract_timestamp(s.id), s.saluran_id, s.nomor, ${jenis}, 'siaran',
          jsonb_build_object('judul', ${judul}::text, 'isi', ${isi}::text), ${tautan}::text, ${principal.user_id}::uuid from saluran s
      returning institution_id, id, created_at
    ), event as (${recordEvents(sql`change`, {
      type: "notification.new",
      data: sql`jsonb_build_object('id', e.id, 'jenis', ${jenis}::text, 'kode', 'siaran', 'tautan', ${tautan}::text)`,
      untuk: {
        semua: sql`'{}'::jsonb`,
        peran: sql`jsonb_build_object('peran', ${peran}::text)`,
        // Whoever has a role in it or below it.
        unit: sql`jsonb_build_object('unit', array(select k.id from unit_kerja k where ${unitId}::uuid = any (k.jalur)))`,
      }[kepada],
    })}), bump as (${recordTags(sql`change`, sql`array[${broadcastTag}]::text[]`)})
    select ${writtenColumns(sql`jsonb_build_object('id', change.id, 'dibuat', change.created_at)`, { jobs: false, events: true })} from change`,
  );
  if (said) return said;
  const [pointer, code] =
    kepada === "unit" ? (["/unit_id", "UNIT_TIDAK_DIKENAL"] as const) : (["/peran", "PERAN_TIDAK_DIKENAL"] as const);
  throw new Problem(code, { fields: [{ pointer, code }] });
}
