import { expect } from "vitest";
import { tryAsApplication } from "./catalogue.ts";
import { asApplication, ownerRows, type TestInstitution } from "./institution.ts";

interface Counted {
  readonly total: number | null;
}

/**
 * Tries what counts orders from within an institution: nobody calls it, nobody writes what it writes, and what somebody changes of orders is
 * counted in their own institution alone. One of them has orders.
 */
export async function tryCounting(ours: TestInstitution, theirs: TestInstitution, call: string): Promise<void> {
  const written = ["insert into sppd_hitungan select * from sppd_hitungan", "update sppd_hitungan set jumlah = 0"];
  const statements = [`select ${call}`, ...written, "delete from sppd_hitungan"];
  const outcomes = await tryAsApplication(
    ours.id,
    statements.map((text) => ({ text })),
  );
  expect(outcomes).toMatchObject(statements.map(() => ({ code: "42501" })));
  const changed = (institutionId: string) =>
    asApplication(institutionId, async (client) => {
      await client.query("update sppd set total_estimasi = total_estimasi + 7");
      const sum = "select sum(total_estimasi)::int as total from sppd_hitungan";
      return (await client.query<Counted>(sum)).rows[0]?.total;
    });
  const [before] = await ownerRows<{ total: number; jumlah: number }>(
    "select sum(total_estimasi)::int as total, count(*)::int as jumlah from sppd where institution_id = $1",
    [theirs.id],
  );
  const { total, jumlah } = before ?? { total: 0, jumlah: 0 };
  expect([await changed(ours.id), await changed(theirs.id)]).toEqual([null, total + 7 * jumlah]);
}
