import type pg from "pg";
import { issueKey } from "../modules/licence/key.ts";
import type { Lisensi } from "../modules/licence/rules/lisensi.ts";

/** Who signs licences: the key's id, and its private half (PKCS#8, base64url). */
export interface Signer {
  readonly kid: string;
  readonly privateKey: string;
}

/** Gives an institution a licence for everything, with the owner's connection: for five years, so that it outlasts a trial. */
export async function insertLicence(
  client: pg.ClientBase,
  institution: { readonly id: string; readonly slug: string },
  signer: Signer,
): Promise<void> {
  const issued = new Date().toISOString();
  const licence: Lisensi = {
    kid: signer.kid,
    id: crypto.randomUUID(),
    institution: institution.slug,
    type: "multi",
    jenjang: ["sd", "smp", "sma", "smk"],
    modules: "*",
    seats: null,
    from: issued.slice(0, 10),
    until: `${Number(issued.slice(0, 4)) + 5}-12-31`,
    issued,
  };
  await client.query(
    `insert into licences (institution_id, id, kunci, type, jenjang_aktif, valid_from, valid_until, issued_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      institution.id,
      licence.id,
      await issueKey(signer.privateKey, licence),
      licence.type,
      licence.jenjang,
      licence.from,
      licence.until,
      licence.issued,
    ],
  );
}
