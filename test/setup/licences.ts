import { inject } from "vitest";
import { localLicences } from "../../infra/local/secrets.ts";
import { issueKey } from "../../db/modules/licence/key.ts";
import type { ShownLicence } from "../../db/modules/licence/reads.ts";
import type { Lisensi } from "../../db/modules/licence/rules/lisensi.ts";
import { ask, type Reply } from "./http.ts";
import { ownerRows, type Actor, type TestInstitution } from "./institution.ts";

const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);

/** A licence of an institution as the stack's issuer would sign it: for everything, from yesterday for a month, unless told. */
export function licenceOf({ slug }: TestInstitution, says: Partial<Lisensi> = {}): Lisensi {
  return {
    kid: localLicences,
    id: crypto.randomUUID(),
    institution: slug,
    type: "multi",
    jenjang: [],
    modules: "*",
    seats: null,
    from: days(-1),
    until: days(30),
    issued: new Date().toISOString(),
    ...says,
  };
}

/** Its key, signed by the stack's issuer. */
export function keyOf(licence: Lisensi): Promise<string> {
  return issueKey(inject("stack").licencePrivateKey, licence);
}

/** A licence as the institution's people are shown it: it may be over as well. */
export type Shown = Omit<ShownLicence, "status"> & { readonly status: ShownLicence["status"] | "kedaluwarsa" };

/** Installs a key as somebody. */
export function install(as: Actor, key: string): Promise<Reply<Shown>> {
  return ask<Shown>(as, "PUT", "/licence", { key });
}

/** Issues and installs a licence of an institution, as its administrator. */
export async function license(institution: TestInstitution, says: Partial<Lisensi> = {}): Promise<Reply<Shown>> {
  return install(await institution.actor("ADM"), await keyOf(licenceOf(institution, says)));
}

/** Lets the trial of an institution have begun so many hours ago; who is logged in already does not see it yet. */
export async function beginTrial({ id }: TestInstitution, hoursAgo: number): Promise<void> {
  await ownerRows("update institutions set percobaan_sejak = now() - make_interval(hours => $2) where id = $1", [
    id,
    hoursAgo,
  ]);
}
