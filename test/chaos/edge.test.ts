import { expect, it } from "vitest";
import { checkBooks } from "../setup/books.ts";
import { killAt } from "../setup/freeze.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows } from "../setup/institution.ts";
import { approveFully, draft, orderE1 } from "../setup/orders.ts";
import { recover } from "../setup/recovery.ts";

it.each([
  { when: "before", issued: 0, replayed: null },
  { when: "after", issued: 1, replayed: "true" },
] as const)(
  "an edge that dies $when the commit of an issue leaves $issued letters, and whoever repeats gets the one there is",
  async ({ when, issued, replayed }) => {
    const institution = await makeInstitution({ today: "2026-04-06" });
    const d1 = await institution.actor("D1");
    const g1 = await institution.actor("G1");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await approveFully(institution, d1, id);
    const key = { "idempotency-key": crypto.randomUUID() };
    const issue = () => ask(g1, "POST", `/sppd/${id}/terbitkan-st`, {}, key);
    const step = { service: "neon", when, match: [institution.id, "nomor_surat"] } as const;
    expect(await killAt("edge", [{ step, begin: issue }])).toEqual(["gone"]);
    const letters = () =>
      ownerRows<{ nomor: string; status: string }>(
        "select d.nomor, j.status from dokumen d join jobs j on j.payload ->> 'sppd_id' = d.sppd_id::text where d.sppd_id = $1",
        [id],
      );
    // Nobody was told of the job: it waits for the sweep.
    const left = await letters();
    expect(left.map(({ status }) => status)).toEqual(Array.from({ length: issued }, () => "recorded"));
    const repeated = await issue();
    expect([repeated.status, repeated.headers.get("idempotency-replayed")]).toEqual([202, replayed]);
    await recover([institution.id]);
    expect(await letters()).toMatchObject([{ nomor: (repeated.body["nomor"] as string[])[0], status: "done" }]);
    await checkBooks(institution);
  },
);
