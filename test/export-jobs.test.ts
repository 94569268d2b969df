import { beforeAll, describe, expect, inject, it } from "vitest";
import { findListener, memoryOf } from "../infra/bench/machine.ts";
import { deliver, deliveryOf, endOf, setJob } from "./setup/deliveries.ts";
import { csvRows, written, type Exported } from "./setup/exports.ts";
import { withFault } from "./setup/faults.ts";
import { ask, codeOf, newTrace, roundTrips, until } from "./setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";
import { mailsTo } from "./setup/mails.ts";
import { listFiles } from "./setup/stores.ts";

describe("a list of more", () => {
  const many = 20_000;
  let large: TestInstitution;
  let leader: Actor;
  beforeAll(async () => {
    large = await makeInstitution();
    await ownerRows(
      `insert into pegawai (institution_id, nip, status, nama, jabatan, unit_id)
       select $1, (300000000000000000 + n)::text, 'PNS', 'Orang ' || n || repeat('x', 400), 'Dosen', case when n % 10 = 0 then $2::uuid else $3::uuid end
         from generate_series(1, $4) n`,
      [large.id, large.units["EK"], large.units["TI"], many],
    );
    leader = await large.actor("A1");
    await ownerRows(
      "insert into user_identifiers (institution_id, value, kind, user_id) values ($1, $2, 'email', $3) on conflict (institution_id, user_id, kind) do update set value = excluded.value",
      [large.id, `ekspor.${large.id}@uji.example`, leader.userId],
    );
  });

  it("is written behind in pages and parts, each row once, in little memory; who asked is told, and has it alone", async () => {
    const before = memory();
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, memory()?.rss ?? 0)), 100);
    const { id, state, bytes } = await written(leader, "/pegawai/export?format=csv&sort=nama").finally(() =>
      clearInterval(watch),
    );
    const rows = csvRows(bytes);
    // Of the programme that they lead, and nobody of another.
    expect([rows.length > 18_000, state.banyak, new Set(rows).size]).toEqual([true, rows.length - 1, rows.length]);
    expect(rows.slice(1).filter((row) => !row.includes(";Teknik Informatika;"))).toEqual([]);
    // Held whole it would be eight megabytes in each form that it takes on its way; what a collector has not yet let go of counts as well.
    if (before) expect((most - before.rss) / 1_000_000).toBeLessThan(100);

    const { body: told } = await ask<{ data: { kode: string; tautan: string }[] }>(leader, "GET", "/notifications");
    expect(told.data.filter(({ kode }) => kode === "berkas.ekspor_siap").map(({ tautan }) => tautan)).toEqual([
      `/ekspor/${id}`,
    ]);
    const mails = () => mailsTo(`ekspor.${large.id}@uji.example`);
    expect(await until(mails, (sent) => sent.length > 0)).toHaveLength(1);
    for (const one of [await (await makeInstitution()).actor("ADM"), await large.actor("ADM")])
      expect(codeOf(await ask(one, "GET", `/berkas/ekspor/${id}`))).toBe("404 TIDAK_DITEMUKAN");
    expect((await fetch((state.url ?? "").replace(/.csv\?/, "x.csv?"))).status).toBe(403);
  });
});

/** Bytes of memory that the functions' process holds. */
function memory(): { rss: number } | null {
  return memoryOf(findListener(Number(new URL(inject("stack").urls.functions).port)));
}

describe("a file that is under way", () => {
  let place: TestInstitution;
  let admin: Actor;
  beforeAll(async () => {
    place = await makeInstitution();
    admin = await place.actor("ADM");
    await ownerRows(
      "insert into pegawai (institution_id, status, nama, jabatan, unit_id) select $1, 'Honorer', 'Orang ' || n, 'Staf', $2 from generate_series(1, 150) n",
      [place.id, place.units["TI"]],
    );
  });

  /** Begins an export while the queue takes no jobs, so that what comes next comes before it is written. */
  const begun = (actor: Actor, path: string) =>
    withFault({ service: "qstash", kind: "error", match: place.id }, async () => {
      const { traceId, traceparent } = newTrace();
      const { status, body } = await ask<{ job_id: string }>(actor, "GET", path, undefined, { traceparent });
      expect(status).toBe(202);
      await until(
        () => roundTrips(traceId),
        ({ qstash }) => qstash > 0,
      );
      return body.job_id;
    });
  const deliverExport = async (job: string) => await deliver("/jobs/berkas.ekspor", await deliveryOf(job));
  const filesOf = async () => (await listFiles("documents", place.id)).map(({ key }) => key);

  it("is the same one for whoever asks again, and another for another question; HEAD asks for none", async () => {
    const job = await begun(admin, "/pegawai/export?format=csv");
    expect((await ask<{ job_id: string }>(admin, "GET", "/pegawai/export?format=csv")).body.job_id).toBe(job);
    expect((await ask(admin, "HEAD", "/pegawai/export?sort=nama")).status).toBe(202);
    const jobs = await ownerRows("select from jobs where institution_id = $1 and name = 'berkas.ekspor'", [place.id]);
    expect(jobs).toHaveLength(1);
    // Delivered twice at once and once again, it is written once, and told once.
    const replies = await Promise.all([deliverExport(job), deliverExport(job)]);
    expect(replies.map(({ status }) => status)).toContain(200);
    expect((await deliverExport(job)).status).toBe(200);
    expect(await endOf(admin, job)).toMatchObject({ status: "done", done: 163, total: 163 });
    expect(await filesOf()).toHaveLength(1);
    const told = await ownerRows("select from notifikasi where institution_id = $1 and kode = 'berkas.ekspor_siap'", [
      place.id,
    ]);
    expect(told).toHaveLength(1);
  });

  it("is not written for who may not read it any more, and reaches no farther than they do by then", async () => {
    const leader = await place.actor("A2");
    const lost = await begun(leader, "/pegawai/export?format=csv");
    const moved = await begun(leader, "/pegawai/export?format=csv&sort=nama");
    await ownerRows("update user_roles set unit_id = $2 where user_id = $1", [leader.userId, place.units["FE"]]);
    expect((await deliverExport(moved)).status).toBe(200);
    const { body } = await ask<Exported>(leader, "GET", `/berkas/ekspor/${moved}`);
    const rows = csvRows(new Uint8Array(await (await fetch(body.url ?? "")).arrayBuffer()));
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter((row) => row.includes("Orang "))).toEqual([]);
    const before = await filesOf();
    await ownerRows("delete from user_roles where user_id = $1", [leader.userId]);
    expect((await deliverExport(lost)).status).toBe(489);
    expect(await endOf(admin, lost)).toMatchObject({ status: "dead", error_code: "TIDAK_BERWENANG" });
    expect(await filesOf()).toEqual(before);
  });

  it("is written by the next run when one was cut off half way", async () => {
    const job = await begun(admin, "/pegawai/export?format=csv&filter[unit]=" + place.units["TI"]);
    await setJob(job, "status = 'running', lease = 'terputus', lease_until = now() - interval '1 second'");
    expect((await deliverExport(job)).status).toBe(200);
    expect(await endOf(admin, job)).toMatchObject({ status: "done" });
    const { body } = await ask<Exported>(admin, "GET", `/berkas/ekspor/${job}`);
    expect((await fetch(body.url ?? "")).status).toBe(200);
  });
});
