import { expect } from "vitest";
import { deliver, deliveryOf } from "./deliveries.ts";
import { until } from "./http.ts";
import { asApplication, ownerRows, setClock, type TestInstitution } from "./institution.ts";
import { act, draft, orderE1 } from "./orders.ts";

/** Lets it be a night of an institution, in which the schedule and its jobs run twice; and then ten in the morning of that day. */
export async function passNight(institution: TestInstitution, hari: string): Promise<void> {
  await setClock(institution.id, `${hari} 00:30+07`);
  const schedule = async () => expect((await deliver("/schedules/perjalanan", {})).status).toBe(200);
  await Promise.all([schedule(), schedule()]);
  const open = () =>
    ownerRows<{ id: string }>(
      "select id from jobs where institution_id = $1 and name = 'sppd.hari' and status <> 'done'",
      [institution.id],
    );
  for (const { id } of await open()) {
    const delivery = await deliveryOf(id);
    await Promise.all([1, 2].map(() => deliver("/jobs/sppd.hari", delivery)));
  }
  expect(await until(open, (jobs) => jobs.length === 0)).toEqual([]);
  await setClock(institution.id, `${hari} 10:00+07`);
}

/** What the schedule's function does for whoever calls it, though it knows of every institution: it tells nothing, and makes one job. */
export async function tryTripDays(ours: TestInstitution, theirs: TestInstitution): Promise<void> {
  const jobs = () =>
    ownerRows(
      "select institution_id, payload, created_by from jobs where name = 'sppd.hari' and institution_id = any($1)",
      [[ours.id, theirs.id]],
    );
  const call = (institutionId: string | null) =>
    asApplication(institutionId, async (client) => {
      const { rows } = await client.query<{ v: string }>("select record_trip_days()::text as v");
      await client.query("commit");
      return rows;
    });
  // Ours have no order; theirs depart on the 13th.
  await Promise.all([setClock(ours.id, "2026-04-13 00:10+07"), setClock(theirs.id, "2026-04-12 00:10+07")]);
  expect([await call(ours.id), await jobs()]).toEqual([[{ v: "" }], []]);
  await setClock(theirs.id, "2026-04-13 06:10+07");
  expect([await call(null), await jobs()]).toEqual([[{ v: "" }], []]);
  await setClock(theirs.id, "2026-04-13 00:10+07");
  const told = await Promise.all([null, ours.id, theirs.id, null].map(call));
  expect(told).toEqual(told.map(() => [{ v: "" }]));
  expect(await jobs()).toEqual([{ institution_id: theirs.id, payload: { hari: "2026-04-13" }, created_by: null }]);
}

/** Has what waits too long sent up by nobody: whoever records the jobs for it learns of no institution, and makes no more of them. */
export async function tryEscalations(ours: TestInstitution, theirs: TestInstitution): Promise<void> {
  // It knows of every institution, since the schedule is nobody's; whoever calls it learns of none, and makes no more of it.
  const jobs = () =>
    ownerRows("select payload from jobs where name = 'sppd.eskalasi' and institution_id = $1", [theirs.id]);
  const d2 = await theirs.actor("D2");
  await setClock(theirs.id, "2026-04-07 10:00+07");
  const waiting = await draft(d2, orderE1(theirs, [d2.pegawaiId]));
  await act(d2, waiting, "ajukan");
  const call = (institutionId: string | null) =>
    asApplication(institutionId, async (client) => {
      const { rows } = await client.query<{ v: string }>("select record_escalations()::text as v");
      await client.query("commit");
      return rows;
    });
  expect([await call(ours.id), await jobs()]).toEqual([[{ v: "" }], []]);
  await setClock(theirs.id, "2026-04-09 10:30+07");
  const told = await Promise.all([null, ours.id, theirs.id, null].map(call));
  expect(told).toEqual(told.map(() => [{ v: "" }]));
  expect(await jobs()).toEqual([{ payload: { jam: "2026-04-09T03" } }]);
}
