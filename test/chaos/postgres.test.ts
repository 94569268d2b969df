import { expect, it } from "vitest";
import { checkBooks } from "../setup/books.ts";
import { issueUnsent, orderWithLetter } from "../setup/deliveries.ts";
import { ask, pause } from "../setup/http.ts";
import { makeInstitution } from "../setup/institution.ts";
import { draft, orderE1 } from "../setup/orders.ts";
import { kill, start } from "../setup/processes.ts";
import { recover } from "../setup/recovery.ts";

it("five seconds without Postgres: what was read is shown as old, what is asked for is put off, and nothing is lost", async () => {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const d1 = await institution.actor("D1");
  const order = await orderWithLetter(institution, [d1.pegawaiId], 2);
  await issueUnsent(institution, order, "spd");
  const fresh = await ask(d1, "GET", "/sppd?per_page=3");
  expect(fresh.status).toBe(200);
  const body = orderE1(institution, [d1.pegawaiId]);
  await draft(d1, body);
  await pause(1_200);

  await kill("postgres");
  const stale = await ask(d1, "GET", "/sppd?per_page=3");
  expect([stale.status, stale.headers.get("x-cache"), stale.body]).toEqual([200, "STALE", fresh.body]);
  const key = { "idempotency-key": crypto.randomUUID() };
  const unread = await ask(d1, "GET", "/sppd?per_page=4");
  const refused = await ask(d1, "POST", "/sppd", body, key);
  for (const reply of [unread, refused]) {
    expect([reply.status, reply.body["code"]]).toEqual([503, "BASIS_DATA_TIDAK_TERSEDIA"]);
    expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
  }
  await pause(5_000);
  await start("postgres");

  const made = await ask(d1, "POST", "/sppd", body, key);
  const again = await ask(d1, "POST", "/sppd", body, key);
  expect([made.status, again.status, again.headers.get("idempotency-replayed")]).toEqual([201, 201, "true"]);
  expect(again.body).toEqual(made.body);
  await recover([institution.id]);
  await checkBooks(institution);
});
