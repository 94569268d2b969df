import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkBooks } from "../setup/books.ts";
import {
  deliveryOf,
  endOf,
  issueUnsent,
  jobRow,
  orderWithLetter,
  setJob,
  signedDelivery,
  sweep,
} from "../setup/deliveries.ts";
import { withFault } from "../setup/faults.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { advanceClock, isIdle, recover } from "../setup/recovery.ts";

let institution: TestInstitution;
let p1: Actor;
/** Their SPDs are two chunks. */
let six: string[];
let order: string;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  p1 = await institution.actor("P1");
  six = ["D1", "D2", "OP", "A1", "W1", "A2"].map((key) => institution.people[key]?.pegawai_id ?? "");
});
let weeks = 0;
beforeEach(async () => {
  order = await orderWithLetter(institution, six, ++weeks);
  expect(await isIdle([institution.id])).toBe(true);
});

const path = "/jobs/sppd.dokumen";
const issueSpd = async () => String((await ask(p1, "POST", `/sppd/${order}/terbitkan-spd`)).body["job_id"]);
const done = (job: string) => endOf(p1, job);

describe("the queue", () => {
  it("may be gone for an hour: letters are issued all the same, and rendered when it is back", async () => {
    const job = await withFault({ service: "qstash", kind: "error", match: institution.id }, async () => {
      const id = await issueUnsent(institution, order, "spd");
      for (const minutes of [1, 30, 60]) {
        await setJob(id, `created_at = now() - interval '${minutes} minutes'`);
        await sweep();
        expect(await jobRow(id)).toMatchObject({ status: "recorded", tries: 0 });
      }
      return id;
    });
    await advanceClock(60 * 60);
    await sweep();
    expect(await done(job)).toMatchObject({ status: "done", done: 6 });
    await checkBooks(institution);
  });

  it("may hang: the sweep drops tags all the same, and comes to its end", async () => {
    const job = await issueUnsent(institution, order, "spd");
    await setJob(job, "created_at = now() - interval '1 minute'");
    await ownerRows(
      "insert into tag_bumps (institution_id, tags, created_at) values ($1, '{sppd}', now() - interval '1 minute')",
      [institution.id],
    );
    await withFault({ service: "qstash", kind: "delay", ms: 60_000, match: institution.id }, sweep);
    expect(await ownerRows("select 1 from tag_bumps where institution_id = $1", [institution.id])).toEqual([]);
    expect(await jobRow(job)).toMatchObject({ status: "recorded" });
    await recover([institution.id]);
    await checkBooks(institution);
  });
});

describe("deliveries", () => {
  it("that all come twice are one run each", async () => {
    await withFault({ service: "qstash-delivery", kind: "double", match: institution.id }, async () => {
      const job = await issueSpd();
      expect(await done(job)).toMatchObject({ status: "done", done: 6 });
      expect(await jobRow(job)).toMatchObject({ chunk: 1, tries: 1 });
    });
    await recover([institution.id]);
    await checkBooks(institution);
  });

  it("that come in another order than they were sent do what their turn is", async () => {
    const job = await issueUnsent(institution, order, "spd");
    const first = await deliveryOf(job);
    const send = async (delivery: unknown) => await (await signedDelivery(path, delivery)()).json();
    // The second chunk before the first, and one that there will never be.
    expect(await send({ ...first, chunk: 1 })).toEqual({ status: "recorded" });
    expect(await send({ ...first, chunk: 7 })).toEqual({ status: "recorded" });
    expect(await send({ ...first, attempt: 2 })).toEqual({ status: "recorded" });
    expect(await send(first)).toEqual({ status: "continued" });
    expect(await done(job)).toMatchObject({ status: "done", done: 6 });
    expect(await send(first)).toEqual({ status: "done" });
    await recover([institution.id]);
    await checkBooks(institution);
  });

  it("that are replayed, signature and all, or come a day late, change nothing", async () => {
    const job = await issueUnsent(institution, order, "spd");
    const delivery = await deliveryOf(job);
    const send = signedDelivery(path, delivery);
    expect(await (await send()).json()).toEqual({ status: "continued" });
    const replayed = await Promise.all([send(), send(), send()]);
    expect(replayed.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await done(job)).toMatchObject({ status: "done" });
    const before = await ownerRows("select * from jobs where id = $1", [job]);
    expect(await (await send()).json()).toEqual({ status: "done" });
    // Signed a day ago it is refused; a day later the queue signs it anew.
    expect((await signedDelivery(path, delivery, { seconds: 86_400 })()).status).toBe(401);
    expect((await signedDelivery(path, delivery)()).status).toBe(200);
    expect(await ownerRows("select * from jobs where id = $1", [job])).toEqual(before);
    await recover([institution.id]);
    await checkBooks(institution);
  });

  it("held back for a day are made when the queue lets go", async () => {
    const job = await withFault({ service: "qstash-delivery", kind: "drop", match: institution.id }, async () => {
      const id = await issueSpd();
      await advanceClock(24 * 60 * 60);
      await sweep();
      expect((await jobRow(id)).status).toMatch(/^(recorded|sent)$/);
      return id;
    });
    expect(await done(job)).toMatchObject({ status: "done", done: 6 });
    await recover([institution.id]);
    await checkBooks(institution);
  });
});
