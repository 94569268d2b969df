import { createHash } from "node:crypto";
import { expect } from "vitest";
import { summariseActivity } from "../../db/modules/identity/actions/summarise-activity.ts";
import { tryAsApplication } from "./catalogue.ts";
import { cancelled, longAfter, runArchive, whereabouts } from "./archive.ts";
import { workOf } from "./mails.ts";
import { didMonthsAgo } from "./old-activity.ts";
import { appRows, asApplication, ownerRows, setClock, type TestInstitution } from "./institution.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const zeros = "0".repeat(64);

/** An order of theirs that is in the archive. */
async function archivedOf(institution: TestInstitution): Promise<string> {
  await setClock(institution.id, "2026-04-07 10:00+07");
  const id = await cancelled(institution, await institution.actor("D3"), { maksud: "Studi banding lazuardi" });
  await runArchive(institution);
  return id;
}

async function valueOf(institutionId: string | null, call: string, values: unknown[]): Promise<unknown> {
  const [row] = await appRows<{ v: unknown }>(institutionId, `select ${call} as v`, values);
  return row?.v;
}

/** Searches the archive of another institution, and with texts that are no words. */
export async function tryArchiveSearch(
  ours: TestInstitution,
  theirs: TestInstitution,
  injections: readonly string[],
): Promise<void> {
  const id = await archivedOf(theirs);
  const search = (institutionId: string | null, words: unknown, most: unknown = 50) =>
    valueOf(institutionId, "cari_arsip($1, id_sejak('2020-01-01'), id_sejak('2100-01-01'), $2)", [words, most]);
  expect(await search(theirs.id, ["lazuardi"])).toEqual([id]);
  expect([await search(ours.id, ["lazuardi"]), await search(null, ["lazuardi"])]).toEqual([[], []]);
  for (const text of injections) expect(await search(ours.id, [text]), text.slice(0, 20)).toEqual([]);
  for (const none of [[], null]) expect((await search(theirs.id, none)) ?? []).toEqual([]);
  const [negative] = await tryAsApplication(ours.id, [
    { text: "select cari_arsip('{uji}', id_sejak('2020-01-01'), id_sejak('2100-01-01'), -5)" },
  ]);
  expect(negative).toMatchObject({ code: "2201W" });
}

/** Has orders moved that may not go: another's, one that is young or held, one that is not in the file, a file that is not kept for it. */
export async function tryMoving(
  ours: TestInstitution,
  theirs: TestInstitution,
  injections: readonly string[],
): Promise<void> {
  await setClock(theirs.id, "2026-04-07 10:00+07");
  const id = await cancelled(theirs, await theirs.actor("D2"));
  const file = `${theirs.id}/uji.json.gz`;
  const kept = {
    text: "insert into berkas_sementara (institution_id, kunci, gudang, sampai) values ($1, $2, 'documents', now() + interval '1 day')",
  };
  const move = async (by: TestInstitution, given: { isi?: string; file?: string; before?: string } = {}) =>
    await asApplication(by.id, async (client) => {
      if (by === theirs) await client.query(kept.text, [theirs.id, file]);
      if (given.before) await client.query(given.before, [id]);
      const [{ isi } = { isi: null }] = (await client.query<{ isi: string | null }>("select isi_sppd($1) as isi", [id]))
        .rows;
      const values = [id, given.isi ?? hash(isi ?? ""), given.file ?? file, zeros];
      return (await client.query<{ v: boolean }>("select pindahkan_sppd($1, $2, $3, $4, 1) as v", values)).rows[0]?.v;
    });
  expect(await move(theirs)).toBe(false);
  await setClock(theirs.id, longAfter);
  expect(await move(ours)).toBe(false);
  const held = `insert into arsip_tahanan (institution_id, sppd_id, alasan, oleh) select institution_id, id, 'uji', user_id from sppd where id = $1`;
  for (const given of [
    { before: held },
    { before: "update sppd set maksud = 'lain', status = 'berjalan' where id = $1" },
    { isi: zeros },
    { file: `${theirs.id}/lain.json.gz` },
    { file: `${ours.id}/uji.json.gz` },
    ...injections.map((text) => ({ isi: text, file: text })),
  ])
    expect([given, await move(theirs, given)]).toEqual([given, false]);
  expect(await move(theirs)).toBe(true);
  expect(await whereabouts(id)).toMatchObject({ sppd: 1, arsip: 0 });
}

/** Brings orders back that are another's, or from something that their file does not say. */
export async function tryRestoring(
  ours: TestInstitution,
  theirs: TestInstitution,
  injections: readonly string[],
): Promise<void> {
  const id = await archivedOf(theirs);
  const restore = (institutionId: string | null, isi: unknown) =>
    valueOf(institutionId, "pulihkan_sppd($1, $2, null, 'uji')", [id, isi]);
  for (const institutionId of [ours.id, null, theirs.id])
    for (const isi of [...injections, '{"sppd": []}', "{}", null])
      expect(await restore(institutionId, isi)).toBe(false);
  // Nobody writes what the functions write.
  const statements = [
    "update arsip set isi_sha256 = ''",
    "delete from arsip",
    "insert into arsip select * from arsip",
    "delete from arsip_jejak",
  ];
  const outcomes = await tryAsApplication(
    theirs.id,
    statements.map((text) => ({ text })),
  );
  expect(outcomes).toMatchObject(statements.map(() => ({ code: "42501" })));
  expect(await whereabouts(id)).toMatchObject({ sppd: 0, arsip: 1 });
}

/** Calls what records the jobs of a week: it knows of every institution, whoever calls it learns of none and makes no more of it. */
export async function tryArchiving(ours: TestInstitution, theirs: TestInstitution): Promise<void> {
  const jobs = () =>
    ownerRows(
      "select institution_id, name, payload, created_by from jobs where name like 'arsip.%' and created_by is null and institution_id = any($1) order by name, payload",
      [[ours.id, theirs.id]],
    );
  const call = (institutionId: string | null) =>
    asApplication(institutionId, async (client) => {
      const { rows } = await client.query<{ v: string }>("select record_archiving()::text as v");
      await client.query("commit");
      return rows;
    });
  await setClock(theirs.id, "2026-04-07 10:00+07");
  await cancelled(theirs, await theirs.actor("D2"));
  // A Sunday, by day; a Saturday night; and the night of a Sunday, on which ours have nothing that is old.
  for (const moment of ["2029-06-10 10:00+07", "2029-06-09 01:00+07"]) {
    await setClock(theirs.id, moment);
    expect([await call(null), await jobs()]).toEqual([[{ v: "" }], []]);
  }
  await Promise.all([ours, theirs].map(({ id }) => setClock(id, "2029-06-10 01:00+07")));
  const told = await Promise.all([null, ours.id, theirs.id, null].map(call));
  expect(told).toEqual(told.map(() => [{ v: "" }]));
  const one = { institution_id: theirs.id, created_by: null };
  const first = { ...one, name: "arsip.jalankan", payload: { hari: "2029-06-10" } };
  expect(await jobs()).toEqual([first]);
  // Two years later letters of theirs are old as well; and of ours there is activity, which is told by the real time.
  await didMonthsAgo(ours, "D1", "masuk", { months: 14 });
  await Promise.all([ours, theirs].map(({ id }) => setClock(id, "2031-06-15 01:00+07")));
  await Promise.all([null, theirs.id].map(call));
  const payload = { hari: "2031-06-15" };
  expect(await jobs()).toEqual([
    first,
    { ...first, payload },
    { ...one, name: "arsip.mampatkan", payload },
    { ...one, institution_id: ours.id, name: "arsip.ringkas", payload },
  ]);
}

/** Has activity summed up: of one's own institution alone, what is old alone, and nobody writes the sums. */
export async function trySummarising(ours: TestInstitution, theirs: TestInstitution): Promise<void> {
  for (const months of [14, 11]) await didMonthsAgo(theirs, "D2", "masuk", { months });
  const sum = (institutionId: string | null, most: unknown = 500) =>
    asApplication(institutionId, async (client) => {
      const { rows } = await client.query<{ v: number }>("select ringkas_aktivitas($1) as v", [most]);
      const left = await client.query<{ v: number }>(
        "select count(*)::int as v from aktivitas where aksi = 'masuk' and alamat = '192.0.2.7'",
      );
      return [rows[0]?.v, left.rows[0]?.v];
    });
  expect([await sum(ours.id), await sum(null), await sum(theirs.id), await sum(theirs.id, 0)]).toEqual([
    [0, 0],
    [0, 0],
    [1, 1],
    [0, 2],
  ]);
  const statements = [
    "select ringkas_aktivitas(-1)",
    "delete from aktivitas",
    "delete from aktivitas_ringkas",
    "update aktivitas_ringkas set jumlah = 1",
  ];
  const outcomes = await tryAsApplication(
    theirs.id,
    statements.map((text) => ({ text })),
  );
  expect(outcomes).toMatchObject([{ code: "2201W" }, ...statements.slice(1).map(() => ({ code: "42501" }))]);
  expect(await summariseActivity(workOf(theirs.id), 500)).toBe(1);
}
