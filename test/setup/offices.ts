import { ask, type Reply } from "./http.ts";
import { ownerRows, type Actor, type TestInstitution } from "./institution.ts";

/** The id of the office that somebody holds in their own right. */
export async function officeOf(institution: TestInstitution, key: string): Promise<string> {
  const [row] = await ownerRows<{ id: string }>(
    "select id from pejabat where institution_id = $1 and pegawai_id = $2 and asal_id is null",
    [institution.id, institution.people[key]?.pegawai_id],
  );
  if (!row) throw new Error(`${key} holds no office`);
  return row.id;
}

/** Asks for a delegation as somebody: by default as Plh, from 6 to 10 April 2026. */
export function delegate(
  actor: Actor,
  pejabatId: string,
  pegawaiId: string,
  changes: Record<string, unknown> = {},
): Promise<Reply> {
  return ask(actor, "POST", "/delegasi", {
    pejabat_id: pejabatId,
    pegawai_id: pegawaiId,
    kapasitas: "Plh",
    mulai: "2026-04-06",
    selesai: "2026-04-10",
    alasan: "Menunaikan ibadah umrah",
    ...changes,
  });
}
