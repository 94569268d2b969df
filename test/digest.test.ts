import { beforeAll, describe, expect, inject, it } from "vitest";
import { recordDigests } from "../db/modules/surel/actions/record-digests.ts";
import { checkBooks } from "./setup/books.ts";
import { deliver, deliveryOf } from "./setup/deliveries.ts";
import { withFault } from "./setup/faults.ts";
import { ask, until } from "./setup/http.ts";
import {
  asApplication,
  makeInstitution,
  ownerRows,
  setClock,
  type Actor,
  type TestInstitution,
} from "./setup/institution.ts";
import { mailsTo, makeAddress, workOf } from "./setup/mails.ts";

/** Somebody who chose how often they want a digest, and their address. */
interface Reader extends Actor {
  readonly address: string;
}

/** Lets somebody of an institution choose, after giving them an address of their own. */
async function reader(institution: TestInstitution, key: string, seberapa: string): Promise<Reader> {
  const actor = await institution.actor(key);
  const address = makeAddress(key.toLowerCase());
  await ownerRows("delete from user_identifiers where user_id = $1 and kind = 'email'", [actor.userId]);
  await ownerRows("insert into user_identifiers (institution_id, value, kind, user_id) values ($1, $2, 'email', $3)", [
    institution.id,
    address,
    actor.userId,
  ]);
  const chosen = await ask(actor, "PUT", "/notifications/preferences", { ringkasan_surel: seberapa });
  expect(chosen.status).toBe(200);
  return { ...actor, address };
}

/** Says something, to everybody unless told otherwise. */
async function say(institution: TestInstitution, judul: string, to: object = { kepada: "semua" }): Promise<string> {
  const reply = await ask(await institution.actor("ADM"), "POST", "/notifications", {
    ...to,
    judul,
    isi: `Isi ${judul}`,
  });
  expect(reply.status).toBe(201);
  return String(reply.body["id"]);
}

const runSchedule = async () => expect((await deliver("/schedules/ringkasan", {})).status).toBe(200);

const jobsOf = (institution: TestInstitution) =>
  ownerRows<{ id: string; hari: string }>(
    "select id, payload ->> 'hari' as hari from jobs where institution_id = $1 and name = 'surel.ringkasan' order by id",
    [institution.id],
  );

/** Lets it be some moment of an institution, and the schedule and its jobs run twice; everything that was recorded is sent then. */
async function letItBe(institution: TestInstitution, moment: string): Promise<void> {
  await setClock(institution.id, moment);
  await Promise.all([runSchedule(), runSchedule()]);
  for (const { id } of await jobsOf(institution)) {
    const delivery = await deliveryOf(id);
    await Promise.all([1, 2].map(() => deliver("/jobs/surel.ringkasan", delivery)));
  }
  await until(
    () => ownerRows("select id from jobs where institution_id = $1 and status <> 'done'", [institution.id]),
    (open) => open.length === 0,
  );
}

const subjects = async ({ address }: Reader) => (await mailsTo(address)).map(({ subject }) => subject).toReversed();

describe("a digest", () => {
  let institution: TestInstitution;
  beforeAll(async () => {
    institution = await makeInstitution({ today: "2026-04-06" });
  });

  it("is mailed once to each who wants it and has not read what was said, whatever runs how often", async () => {
    await say(institution, "Sebelum memilih");
    const [daily, english, diligent, weekly, gone] = await Promise.all([
      reader(institution, "D1", "harian"),
      reader(institution, "D2", "harian"),
      reader(institution, "D3", "harian"),
      reader(institution, "OP", "mingguan"),
      reader(institution, "W1", "harian"),
    ]);
    const unwilling = await reader(institution, "A1", "tidak");
    const homeless = await reader(institution, "B1", "harian");
    await ownerRows("delete from user_identifiers where user_id = $1 and kind = 'email'", [homeless.userId]);
    await ownerRows("update users set bahasa = 'en' where id = $1", [english.userId]);
    await ownerRows("update users set aktif = false where id = $1", [gone.userId]);
    // Whoever comes to a role later is not told what was said to it before.
    await say(institution, "Untuk PPK", { kepada: "peran", peran: "ppk" });
    await ownerRows("insert into user_roles (institution_id, user_id, peran, unit_id) values ($1, $2, 'ppk', $3)", [
      institution.id,
      daily.userId,
      institution.units["UNIV"],
    ]);
    const seen = await say(institution, "Rapat senat");
    expect((await ask(diligent, "POST", "/notifications/read-all", { sampai: seen })).status).toBe(200);

    await letItBe(institution, "2026-04-06 10:30+07");
    expect(await jobsOf(institution)).toEqual([]);
    await letItBe(institution, "2026-04-07 07:05+07");
    expect((await jobsOf(institution)).map(({ hari }) => hari)).toEqual(["2026-04-07"]);
    const [mail] = await mailsTo(daily.address);
    expect(mail?.subject).toBe("2 pemberitahuan belum dibaca di Universitas Uji Semarang");
    expect(mail?.text).toContain("* Rapat senat\n  Isi Rapat senat");
    expect(mail?.text).not.toMatch(/Sebelum memilih|Untuk PPK/);
    expect(mail?.text).toContain(`Buka Serambi:\n${inject("stack").env.PUBLIC_URL}`);
    expect(mail?.headers["List-Unsubscribe"]).toContain("/berhenti?t=");
    expect(await subjects(english)).toEqual(["2 unread notifications at Universitas Uji Semarang"]);
    for (const one of [diligent, weekly, gone, unwilling, homeless]) expect(await subjects(one)).toEqual([]);

    // A day without news, and one with them.
    await letItBe(institution, "2026-04-08 07:05+07");
    expect(await subjects(daily)).toHaveLength(1);
    await say(institution, "Libur bersama");
    await letItBe(institution, "2026-04-09 09:59+07");
    const [second, ...before] = await mailsTo(daily.address);
    expect(before).toHaveLength(1);
    expect(second?.subject).toContain("3 pemberitahuan");
    expect(second?.text).toContain("Libur bersama");
    expect(second?.text).not.toContain("Rapat senat");
    expect(await subjects(diligent)).toHaveLength(1);
    expect(await subjects(weekly)).toEqual([]);

    // The week's comes on Monday, or later when nothing ran then.
    await letItBe(institution, "2026-04-14 08:05+07");
    await letItBe(institution, "2026-04-15 08:05+07");
    const [week, ...more] = await mailsTo(weekly.address);
    expect(more).toEqual([]);
    expect(week?.text).toMatch(/Libur bersama[^]+Rapat senat/);
    expect(await subjects(daily)).toHaveLength(2);
    await checkBooks(institution);
  });

  it("is not sent any more to whoever said meanwhile that they want none, or may not come in any more", async () => {
    const [r1, k1, g1] = await Promise.all(["R1", "K1", "G1"].map((key) => reader(institution, key, "harian")));
    await say(institution, "Kabar terakhir");
    await setClock(institution.id, "2026-04-20 07:05+07");
    await withFault({ service: "qstash", kind: "error", match: institution.id }, async () => {
      const afterwards: Promise<unknown>[] = [];
      const later = (promise: Promise<unknown>) => void afterwards.push(promise);
      await recordDigests({ ...workOf(institution.id), later }, "2026-04-20", 100);
      await Promise.allSettled(afterwards);
    });
    if (!r1 || !k1 || !g1) throw new Error("nobody reads");
    await ask(r1, "PUT", "/notifications/preferences", { ringkasan_surel: "tidak" });
    await ownerRows("update users set aktif = false where id = $1", [k1.userId]);
    const jobs = await ownerRows<{ id: string }>(
      "select id from jobs where institution_id = $1 and name = 'surel.kirim' and status = 'recorded'",
      [institution.id],
    );
    for (const { id } of jobs) expect((await deliver("/jobs/surel.kirim", await deliveryOf(id))).status).toBe(200);
    expect([await subjects(r1), await subjects(k1), (await subjects(g1)).length]).toEqual([[], [], 1]);
    await checkBooks(institution);
  });
});

it("what was being said while a digest was recorded is in the next one, and nothing is in two", async () => {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const one = await reader(institution, "D1", "harian");
  await say(institution, "Kabar semula");
  await asApplication(institution.id, async (client) => {
    await client.query(
      `with baru as (insert into notifikasi_saluran (institution_id, user_id, terakhir) values ($1, $2, 1) returning id, uuidv7() as isi)
       insert into notifikasi (institution_id, id, created_at, saluran_id, nomor, jenis, kode, data)
       select $1, isi, uuid_extract_timestamp(isi), id, 1, 'info', 'siaran', '{"judul": "Kabar tertunda", "isi": ""}' from baru`,
      [institution.id, one.userId],
    );
    await say(institution, "Kabar kemudian");
    await letItBe(institution, "2026-04-07 07:05+07");
    await client.query("commit");
  });
  await letItBe(institution, "2026-04-08 07:05+07");
  await say(institution, "Kabar penutup");
  for (const day of ["09", "10"]) await letItBe(institution, `2026-04-${day} 07:05+07`);
  const told = (await mailsTo(one.address)).map(({ text }) =>
    [...text.matchAll(/^\* Kabar (\w+)$/gm)].map(([, which]) => which),
  );
  expect(told.toReversed()).toEqual([["kemudian", "semula"], ["tertunda"], ["penutup"]]);
});

it("digests are recorded a few at a time, each once, however many do so at once", async () => {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const keys = ["D1", "D2", "D3", "OP", "A1", "W1", "A2"];
  const readers = await Promise.all(keys.map((key) => reader(institution, key, "harian")));
  await say(institution, "Rapat senat");
  await setClock(institution.id, "2026-04-07 07:05+07");
  const record = (hari: string) => recordDigests(workOf(institution.id), hari, 2);
  expect(await record("2026-04-06")).toBe(0);
  const considered = await Promise.all([1, 2, 3, 4, 5].map(() => record("2026-04-07")));
  expect(Math.max(...considered)).toBe(2);
  expect(considered.reduce((sum, one) => sum + one, 0)).toBe(keys.length);
  const mails = await ownerRows<{ user_id: string }>(
    "select user_id from surel where institution_id = $1 and templat = 'ringkasan'",
    [institution.id],
  );
  expect(mails.map(({ user_id }) => user_id).toSorted()).toEqual(readers.map(({ userId }) => userId).toSorted());
});

it("the morning is each institution's own", async () => {
  const zones = ["Asia/Jayapura", "Asia/Makassar", "Asia/Jakarta"];
  const institutions = await Promise.all(zones.map(() => makeInstitution({ today: "2026-04-06" })));
  const started = async (moment: string) => {
    await Promise.all(institutions.map(({ id }) => setClock(id, moment)));
    await runSchedule();
    return (await Promise.all(institutions.map(jobsOf))).map((jobs) => jobs.map(({ hari }) => hari));
  };
  for (const [place, one] of institutions.entries()) {
    await ownerRows("update institutions set zona_waktu = $2 where id = $1", [one.id, zones[place]]);
    await reader(one, "D1", "harian");
  }
  const day = ["2026-04-07"];
  expect(await started("2026-04-07 04:30+07")).toEqual([[], [], []]);
  expect(await started("2026-04-07 05:00+07")).toEqual([day, [], []]);
  expect(await started("2026-04-07 06:00+07")).toEqual([day, day, []]);
  expect(await started("2026-04-07 07:00+07")).toEqual([day, day, day]);
  expect(await started("2026-04-07 10:00+07")).toEqual([day, day, day]);
  // After that, whoever waits does so until the next morning.
  expect(await started("2026-04-08 11:00+07")).toEqual([day, day, day]);
});
