import { roles as builtIn } from "../../../core/manifest.ts";
import { DatabaseError, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal, Scope } from "../principal.ts";
import { reachUser } from "../reads/reach.ts";
import type { JenisPengenal } from "../rules/pengenal.ts";
import type { PeranDiberi } from "../rules/pengguna.ts";
import { exceeds, givenRows, mayBeStaff, outranks } from "./user-parts.ts";

/** What a refused write of an account found, read in a second round trip only to say why. */
interface Found {
  readonly versi: number;
  readonly aktif: boolean;
  readonly bersandi: boolean;
}

/**
 * The account that a write left unchanged. `TIDAK_DITEMUKAN` when it is out of reach, `DI_LUAR_KEWENANGAN` when it holds more
 * than whoever asks.
 */
export async function findRefusedUser(work: Work, principal: Principal, scope: Scope, id: string): Promise<Found> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<
      Found & { above: boolean }
    >`select u.versi, u.aktif, u.password_hash is not null as bersandi, ${outranks(principal, scope)} as above
      from users u where u.id = ${id}::uuid and ${reachUser(scope)}`,
  ]);
  if (!found) throw new Problem("TIDAK_DITEMUKAN");
  if (found.above) throw new Problem("DI_LUAR_KEWENANGAN");
  return found;
}

/** Throws what is wrong with roles that somebody would give, should it be that. */
export async function explainRoles(
  work: Work,
  principal: Principal,
  scope: Scope,
  given: readonly PeranDiberi[],
): Promise<void> {
  const [wrong] = await work.db.batch(work.institutionId, [
    sql<{ peran: string; unit_id: string; known: boolean; beyond: boolean }>`select g.peran, g.unit_id,
        g.peran = any(${builtIn}::text[]) or exists (select from peran_lembaga p where p.kode = g.peran) as known,
        ${exceeds(principal, scope, sql`g.peran`, sql`g.unit_id`)} as beyond from ${givenRows(given)}`,
  ]);
  const at = (row: { peran: string; unit_id: string }) =>
    `/peran/${given.findIndex(({ peran, unit_id }) => peran === row.peran && unit_id === row.unit_id)}/peran`;
  const unknown = wrong.filter(({ known }) => !known);
  const code = "PERAN_TIDAK_DIKENAL";
  if (unknown.length > 0) throw new Problem(code, { fields: unknown.map((row) => ({ pointer: at(row), code })) });
  const beyond = wrong.filter((row) => row.beyond);
  if (beyond.length > 0)
    throw new Problem("DI_LUAR_KEWENANGAN", {
      fields: beyond.map((row) => ({ pointer: at(row), code: "DI_LUAR_KEWENANGAN" })),
    });
}

/** Throws `PEGAWAI_TIDAK_DIKENAL` should it be that. */
export async function explainStaff(work: Work, scope: Scope, pegawaiId: string | null): Promise<void> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{ known: boolean }>`select ${mayBeStaff(scope, pegawaiId)} as known`,
  ]);
  if (row?.known) return;
  throw new Problem("PEGAWAI_TIDAK_DIKENAL", {
    fields: [{ pointer: "/pegawai_id", code: "PEGAWAI_TIDAK_DIKENAL" }],
  });
}

/** The problem that a constraint stands for; whatever else was thrown, as it was. */
export async function explainUserError(
  work: Work,
  error: unknown,
  userId: string | null,
  pengenal: Readonly<Partial<Record<JenisPengenal, string | undefined>>>,
): Promise<unknown> {
  if (!(error instanceof DatabaseError)) return error;
  // What lists are read from is written by a trigger, before the roles are checked.
  switch (error.constraint?.replace("users_letak", "user_roles")) {
    case "user_identifiers_pkey":
      return await findClash(work, userId, pengenal);
    case "users_pegawai":
      return new Problem("PEGAWAI_PUNYA_AKUN", { fields: [{ pointer: "/pegawai_id", code: "PEGAWAI_PUNYA_AKUN" }] });
    case "user_roles_institution_id_unit_id_fkey":
      return new Problem("UNIT_TIDAK_DIKENAL");
    case "admin_terakhir":
      return new Problem("ADMIN_TERAKHIR");
    default:
      return error;
  }
}

/** Which of these names is somebody else's, and of what kind it is for them: a student's number may be another's user name. */
async function findClash(
  work: Work,
  userId: string | null,
  pengenal: Readonly<Partial<Record<JenisPengenal, string | undefined>>>,
): Promise<Problem> {
  const [taken] = await work.db.batch(work.institutionId, [
    sql<{ value: string; kind: JenisPengenal }>`select x.value, x.kind from user_identifiers x
      where x.value = any(${Object.values(pengenal)}::text[]) and x.user_id is distinct from ${userId}::uuid`,
  ]);
  const fields = Object.entries(pengenal).flatMap(([jenis, name]) =>
    taken
      .filter(({ value }) => value === name)
      .map(({ kind }) => ({ pointer: `/pengenal/${jenis}`, code: "PENGENAL_DIPAKAI", values: { jenis: kind } })),
  );
  return new Problem("PENGENAL_DIPAKAI", { values: { jenis: taken[0]?.kind ?? "" }, fields });
}
