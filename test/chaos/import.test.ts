import { beforeAll, describe, expect, it } from "vitest";
import { deliver, deliveryOf } from "../setup/deliveries.ts";
import { withFault } from "../setup/faults.ts";
import { killAt, type Step } from "../setup/freeze.ts";
import { ask, newTrace, roundTrips, until } from "../setup/http.ts";
import { fileOf, importOf, rowsOf, upload } from "../setup/imports.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { recover } from "../setup/recovery.ts";

let institution: TestInstitution;
let adm: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  adm = await institution.actor("ADM");
});

/** An import whose next job is recorded and not sent. */
interface Waiting {
  readonly id: string;
  readonly job: string;
}

let turn = 0;

/** A file of three people, one of them wrong; others each time. */
function nextFile(): Uint8Array<ArrayBuffer> {
  const nim = 20_270_000 + 10 * ++turn;
  return fileOf([
    ["Nama", "NIM"],
    ["Satu", String(nim)],
    ["Dua", String(nim + 1)],
    ["Salah", "x"],
  ]);
}

/** Begins something whose job the queue does not take. */
async function unsent(
  begin: (headers: Record<string, string>) => Promise<{ id: string; job_id: string }>,
): Promise<Waiting> {
  const { traceId, traceparent } = newTrace();
  return await withFault({ service: "qstash", kind: "error", match: institution.id }, async () => {
    const { id, job_id: job } = await begin({ traceparent });
    await until(
      () => roundTrips(traceId),
      ({ qstash }) => qstash > 0,
    );
    return { id, job };
  });
}

const waitingCheck = () => unsent(async (headers) => (await upload(adm, nextFile(), headers)).body);

async function waitingSave(): Promise<Waiting> {
  const { id } = (await upload(adm, nextFile())).body;
  await until(
    () => importOf(adm, id),
    ({ status }) => status === "siap",
  );
  return await unsent(async (headers) => {
    const { body } = await ask<Waiting & { job_id: string }>(
      adm,
      "POST",
      `/identity/imports/${id}/commit`,
      undefined,
      headers,
    );
    return body;
  });
}

const at = (when: Step["when"], service: Step["service"], ...match: string[]): Step => ({ when, service, match });

/** Where a function can be when it dies while it looks at a file. */
const checking: readonly ((waiting: Waiting) => Step)[] = [
  ({ job }) => at("after", "neon", job),
  ({ id }) => at("before", "neon", id, "insert into impor_baris"),
  ({ id }) => at("after", "neon", id, "insert into impor_baris"),
  ({ id }) => at("after", "documents", `put ${institution.id}`, id),
  ({ job }) => at("before", "neon", job, "set status = 'done'"),
];

/** And while it saves one. */
const saving: readonly ((waiting: Waiting) => Step)[] = [
  ({ job }) => at("after", "neon", job),
  ({ id }) => at("before", "neon", id, "insert into users"),
  ({ id }) => at("after", "neon", id, "insert into users"),
  ({ id }) => at("after", "documents", `put ${institution.id}`, id),
  ({ job }) => at("before", "neon", job, "set status = 'done'"),
];

const deliverTo = (name: string, job: string) => async () =>
  await deliver(`/jobs/identity.${name}`, await deliveryOf(job));

/** How often each of an import's people is there. */
async function madeOf(id: string): Promise<unknown> {
  return await ownerRows(
    `select b.isi ->> 'nama' as nama, (select count(*)::int from users u where u.id = b.user_id) as orang,
        (select count(*)::int from user_identifiers x where x.user_id = b.user_id) as pengenal,
        (select count(*)::int from aktivitas a where a.user_id = b.user_id) as kegiatan
      from impor_baris b where b.impor_id = $1 and b.putusan = 'tersimpan' order by b.nomor`,
    [id],
  );
}

describe("a function that is killed", () => {
  it("while it looks at files, or saves them, leaves each person made once and each row told of", async () => {
    const checks: Waiting[] = [];
    const saves: Waiting[] = [];
    for (const _ of checking) checks.push(await waitingCheck());
    for (const _ of saving) saves.push(await waitingSave());
    const things = [
      ...checks.map((one, index) => ({ one, step: checking[index]?.(one), name: "impor_periksa" })),
      ...saves.map((one, index) => ({ one, step: saving[index]?.(one), name: "impor_simpan" })),
    ].flatMap(({ one, step, name }) => (step ? [{ step, begin: deliverTo(name, one.job) }] : []));
    expect(await killAt("functions", things)).toEqual(things.map(() => "gone"));
    await recover([institution.id]);

    const people = [
      { nama: "Satu", orang: 1, pengenal: 1, kegiatan: 1 },
      { nama: "Dua", orang: 1, pengenal: 1, kegiatan: 1 },
    ];
    for (const { id } of checks) {
      expect(await importOf(adm, id)).toMatchObject({ status: "siap", jumlah: { sah: 2, galat: 1, tersimpan: 0 } });
      expect((await rowsOf(adm, id)).map(({ nomor }) => nomor)).toEqual([2, 3, 4]);
      expect((await importOf(adm, id)).lembar_galat).not.toBeNull();
    }
    for (const { id } of saves) {
      expect(await importOf(adm, id)).toMatchObject({ status: "selesai", jumlah: { sah: 0, galat: 1, tersimpan: 2 } });
      expect(await madeOf(id)).toEqual(people);
    }
    const nobody = await ownerRows(
      "select 1 from users u where institution_id = $1 and nama in ('Satu', 'Dua') and not exists (select from impor_baris b where b.user_id = u.id)",
      [institution.id],
    );
    expect(nobody).toEqual([]);
  });
});
