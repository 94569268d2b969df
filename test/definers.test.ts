import { beforeAll, describe, expect, it } from "vitest";
import { tryArchiveSearch, tryArchiving, tryMoving, tryRestoring, trySummarising } from "./setup/archive-stranger.ts";
import { columnsOf, injections, readFunctions, tryAsApplication, valueOf } from "./setup/catalogue.ts";
import { ask } from "./setup/http.ts";
import {
  appRows,
  asApplication,
  makeInstitution,
  ownerRows,
  setClock,
  type TestInstitution,
} from "./setup/institution.ts";
import { tryCounting } from "./setup/counting.ts";
import { tryOnboarding } from "./setup/onboarding.ts";
import { tryAsStranger } from "./setup/operators.ts";
import { people } from "./setup/people.ts";
import { tryEscalations, tryTripDays } from "./setup/nights.ts";
import { tryVitals } from "./setup/vitals.ts";
import { approveFully, draft, issueBoth, orderE1 } from "./setup/orders.ts";

let ours: TestInstitution, theirs: TestInstitution;
let order: string;

beforeAll(async () => {
  [ours, theirs] = await Promise.all([
    makeInstitution({ today: "2026-04-06" }),
    makeInstitution({ today: "2026-04-07", host: `${crypto.randomUUID()}.uji.example` }),
  ]);
  const d1 = await theirs.actor("D1");
  order = await draft(d1, orderE1(theirs, [d1.pegawaiId], { maksud: "Rapat zamrud khatulistiwa" }));
  await approveFully(theirs, d1, order);
  await issueBoth(theirs, order);
});

/** Whether nothing came of it: an error that Postgres has a code for, or no value. */
async function failsCleanly(call: string, values: unknown[] = []): Promise<void> {
  const [outcome] = await tryAsApplication(ours.id, [{ text: `select ${call} as v`, values }]);
  expect(outcome).toMatchObject(
    "rows" in (outcome ?? {}) ? { rows: 1 } : { code: expect.stringMatching(/^[\dA-Z]{5}$/) },
  );
}

/**
 * What may be done with every function that has its owner's rights, by whoever has only the application's: what it is for, and
 * nothing of another institution's beside. A function without its test fails here and in the gate.
 */
const hostile: Readonly<Record<string, () => Promise<void>>> = {
  "find_institution(text,text)": async () => {
    // An id is all it tells, of whichever institution: that is what it is for, and an id opens nothing.
    expect(await valueOf(null, "find_institution('', $1)", [theirs.slug])).toBe(theirs.id);
    expect(await valueOf(null, "find_institution('nobody.example', 'nowhere')")).toBeNull();
    for (const text of [...injections, null, ""]) {
      expect(await valueOf(ours.id, "find_institution($1, $1)", [text])).toBeNull();
    }
  },

  "keanggotaan(uuid)": async () => {
    // Of one's own people only; and of a human being no more than which institutions they are of.
    const told = (institutionId: string | null, user: unknown) =>
      appRows<{ institution_id: string }>(institutionId, "select * from keanggotaan($1)", [user]);
    const [mine, other] = [ours.people["D1"]?.user_id, theirs.people["D1"]?.user_id];
    expect(await columnsOf("keanggotaan")).toEqual(["institution_id", "slug", "nama", "host"]);
    expect((await told(ours.id, mine)).map((row) => row.institution_id)).toEqual([ours.id]);
    for (const [institutionId, user] of [
      [ours.id, other],
      [null, mine],
      [ours.id, null],
      [ours.id, crypto.randomUUID()],
    ] as const)
      expect(await told(institutionId, user)).toEqual([]);
    for (const text of injections) await failsCleanly("(select count(*) from keanggotaan($1))", [text]);
  },

  "clock_shift()": async () => {
    const [shift] = await ownerRows<{ shift: string }>(
      "select shift::text from institution_clocks where institution_id = $1",
      [ours.id],
    );
    expect(await valueOf(ours.id, "clock_shift()::text")).toBe(shift?.shift);
    expect(await valueOf(theirs.id, "clock_shift()::text")).not.toBe(shift?.shift);
    expect(await valueOf(null, "clock_shift()::text")).toBe("00:00:00");
  },

  "note_clock()": async () => {
    // The moment is not the caller's to say, and goes forward alone.
    const seen = "(select terlihat::text from clock_mark)";
    const before = await valueOf<string>(ours.id, seen);
    await valueOf(ours.id, "note_clock()");
    expect(await valueOf(ours.id, `${seen}::timestamptz >= $1::timestamptz`, [before])).toBe(true);
  },

  "onboard_institution(jsonb,text[])": () => tryOnboarding(ours.id, theirs, injections),
  "operator_institutions(uuid,text,jsonb,integer)": () =>
    tryAsStranger(ours, theirs, "operator_institutions($1, '', '{}', 50)"),
  "operator_institution(uuid,text,uuid)": () =>
    tryAsStranger(ours, theirs, `operator_institution($1, '', '${theirs.id}')`),
  "operator_accesses(uuid,text,integer,uuid,integer)": () =>
    tryAsStranger(ours, theirs, "operator_accesses($1, '', 2026, null, 50)"),
  "operator_vitals(uuid,text,integer,text)": () => tryAsStranger(ours, theirs, "operator_vitals($1, '', 28, null)"),
  "record_vitals(text,jsonb)": () => tryVitals(ours.id, injections),

  "outbox_due(interval,integer)": async () => {
    // Every institution's, since the sweep is nobody's; but ids, name and trace alone: no payload, nobody's name, no result.
    const rows = await appRows<Record<string, unknown>>(null, "select * from outbox_due('-1 hour', 5)");
    const told = ["institution_id", "id", "name", "attempt", "chunk", "traceparent", "overdue"];
    for (const row of rows) expect(Object.keys(row)).toEqual(told);
    expect(await columnsOf("outbox_due")).toEqual(told);
    for (const call of ["outbox_due('1 hour', 0)", "outbox_due(null, 5)"]) {
      expect(await appRows(null, `select * from ${call}`)).toEqual([]);
    }
    await failsCleanly("outbox_due('1 hour', -1)");
  },

  "tag_bumps_due(interval,integer)": async () => {
    expect(await columnsOf("tag_bumps_due")).toEqual(["institution_id", "id", "tags"]);
    expect(await appRows(null, "select * from tag_bumps_due(null, 5)")).toEqual([]);
    await failsCleanly("tag_bumps_due('1 hour', -1)");
  },

  "live_events_due(interval,integer)": async () => {
    // Every institution's, since the sweep is nobody's; but ids alone: what is said, and to whom, only the institution reads.
    expect(await columnsOf("live_events_due")).toEqual(["institution_id", "id"]);
    expect(await appRows(null, "select * from live_events_due(null, 5)")).toEqual([]);
    await failsCleanly("live_events_due('1 hour', -1)");
  },

  "berkas_lewat(text,integer)": async () => {
    // Every institution's, since the clock is nobody's; but where they lie alone, and nobody can have another's file removed.
    expect(await columnsOf("berkas_lewat")).toEqual(["institution_id", "kunci"]);
    const stray = `insert into berkas_sementara (institution_id, kunci, gudang, sampai) values ('${ours.id}', $1, 'uploads', '2020-01-01')`;
    for (const key of [`${theirs.id}/a.xlsx`, "a.xlsx", `../${ours.id}/a.xlsx`, ""])
      expect(await tryAsApplication(ours.id, [{ text: stray, values: [key] }])).toMatchObject([{ code: "23514" }]);
    for (const text of [...injections, null, ""]) {
      expect(await appRows(ours.id, "select * from berkas_lewat($1, 5)", [text])).toEqual([]);
    }
    await failsCleanly("(select count(*) from berkas_lewat('uploads', -1))");
  },

  "verify_document(text)": async () => {
    const [issued] = await ownerRows<{ kode: string }>("select kode from dokumen where institution_id = $1", [
      theirs.id,
    ]);
    const shown = await valueOf<Record<string, unknown>>(null, "verify_document($1)", [issued?.kode]);
    expect(shown).toMatchObject({ institusi: "Universitas Uji Semarang", status: "berlaku" });
    for (const { nip } of people) expect(JSON.stringify(shown)).not.toContain(nip ?? "a number that nobody has");
    for (const code of [...injections, null, "", "0000000000000000", issued?.kode.toLowerCase(), `${issued?.kode} `]) {
      expect(await valueOf(ours.id, "verify_document($1)", [code])).toBeNull();
    }
  },

  "open_year(integer)": async () => {
    for (const year of ["2019", "2999", "null", "-1", "2147483647"]) {
      const [outcome] = await tryAsApplication(ours.id, [{ text: `select open_year(${year})` }]);
      expect(outcome, year).toMatchObject({ code: "23514" });
    }
    // One that is open is left as it is.
    expect(await valueOf(ours.id, "open_year(extract(year from now())::int)")).toBe(false);
  },

  "record_digests()": async () => {
    // It knows of every institution, since the schedule is nobody's; whoever calls it learns of none, and makes no more of it.
    const d1 = await theirs.actor("D1");
    await ask(d1, "PUT", "/notifications/preferences", { ringkasan_surel: "harian" });
    const jobs = () =>
      ownerRows(
        "select payload, created_by, status from jobs where name = 'surel.ringkasan' and institution_id = any($1)",
        [[ours.id, theirs.id]],
      );
    const call = (institutionId: string | null) =>
      asApplication(institutionId, async (client) => {
        const { rows } = await client.query<{ v: string }>("select record_digests()::text as v");
        await client.query("commit");
        return rows;
      });
    // Ours have nobody who wants one; theirs wait for the morning.
    await Promise.all([setClock(ours.id, "2026-04-08 07:10+07"), setClock(theirs.id, "2026-04-08 06:10+07")]);
    expect([await call(ours.id), await jobs()]).toEqual([[{ v: "" }], []]);
    await setClock(theirs.id, "2026-04-08 07:10+07");
    const told = await Promise.all([null, ours.id, theirs.id, null].map(call));
    expect(told).toEqual(told.map(() => [{ v: "" }]));
    expect(await jobs()).toEqual([{ payload: { hari: "2026-04-08" }, created_by: null, status: expect.any(String) }]);
    await failsCleanly("record_digests(1)");
  },

  "record_trip_days()": async () => {
    await tryTripDays(ours, theirs);
    await failsCleanly("record_trip_days(1)");
  },

  "record_escalations()": () => tryEscalations(ours, theirs),

  "cari_perjalanan(text[],timestamp with time zone,timestamp with time zone,integer)": async () => {
    const search = (institutionId: string | null, words: unknown, most: unknown = 50) =>
      valueOf(institutionId, "cari_perjalanan($1, '2020-01-01', '2030-01-01', $2)", [words, most]);
    expect(await search(theirs.id, ["zamrud"])).toEqual([order]);
    expect(await search(ours.id, ["zamrud"])).toEqual([]);
    expect(await search(null, ["zamrud"])).toEqual([]);
    for (const text of injections) expect(await search(ours.id, [text]), text.slice(0, 20)).toEqual([]);
    for (const none of [[], null]) expect((await search(ours.id, none)) ?? []).toEqual([]);
    await failsCleanly("cari_perjalanan($1, '2020-01-01', '2030-01-01', -5)", [["zamrud"]]);
    await failsCleanly("cari_perjalanan($1, null, null, null)", [["zamrud", null]]);
  },

  "hitung_sppd_ada()": () => tryCounting(ours, theirs, "hitung_sppd_ada()"),
  "hitung_sppd_berubah()": () => tryCounting(ours, theirs, "hitung_sppd_berubah()"),

  "cari_arsip(text[],uuid,uuid,integer)": () => tryArchiveSearch(ours, theirs, injections),
  "pindahkan_sppd(uuid,text,text,text,integer)": () => tryMoving(ours, theirs, injections),
  "pulihkan_sppd(uuid,text,uuid,text)": () => tryRestoring(ours, theirs, injections),
  "ringkas_aktivitas(integer)": () => trySummarising(ours, theirs),
  "record_archiving()": () => tryArchiving(ours, theirs),

  "cari_orang(text[],integer)": async () => {
    const search = (institutionId: string | null, words: unknown, most: unknown = 50) =>
      valueOf<string[]>(institutionId, "cari_orang($1, $2)", [words, most]);
    const theirOwn = theirs.people["D1"]?.user_id;
    expect(await search(theirs.id, ["wulandari", "ratna"])).toEqual([theirOwn]);
    expect(await search(theirs.id, ["ratna@uji.example"])).toEqual([theirOwn]);
    // Of ours there is one with the same name, and no other comes.
    expect(await search(ours.id, ["wulandari"])).toEqual([ours.people["D1"]?.user_id]);
    expect(await search(null, ["wulandari"])).toEqual([]);
    expect(await search(ours.id, ["uji"], 0)).toBeNull();
    for (const text of injections.filter((one) => one !== "_"))
      expect(await search(ours.id, [text]), text.slice(0, 20)).toEqual([]);
    for (const none of [[], null]) expect((await search(ours.id, none)) ?? []).toEqual([]);
    await failsCleanly("cari_orang($1, -5)", [["wulandari"]]);
    await failsCleanly("cari_orang($1, null)", [["wulandari", null]]);
  },
};

describe("a function with its owner's rights", () => {
  it("is one of those that are tried below, and looks for names in one place only", async () => {
    const definers = (await readFunctions()).filter(({ definer }) => definer);
    const names = definers.map(({ signature }) => signature.replaceAll(", ", ","));
    expect(names.toSorted()).toEqual(Object.keys(hostile).toSorted());
    for (const { signature, config } of definers) {
      expect([signature, config?.[0]]).toEqual([signature, "search_path=pg_catalog, public, pg_temp"]);
    }
  });

  for (const [name, attack] of Object.entries(hostile)) it(`${name} does what it is for and no more`, attack);
});

describe("every function", () => {
  it("is called by those it was granted to, and not by everybody", async () => {
    const all = await readFunctions();
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter((one) => one.public).map(({ signature }) => signature)).toEqual([]);
  });
});
