import { beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { postBulletin } from "../../db/core/live-post.ts";
import type { LiveEvent } from "../../db/core/live.ts";
import { sign } from "../../db/core/crypto.ts";
import { continueTrace } from "../../db/core/trace.ts";
import { sweep } from "../setup/deliveries.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { hear, openPage } from "../setup/live.ts";
import { activate, deactivate, declareModule } from "../setup/modules.ts";
import { approveFully, draft, issueBoth, orderE1 } from "../setup/orders.ts";

const { urls, env } = inject("stack");
let ours: TestInstitution;
let theirs: TestInstitution;
let adm: Actor;
let d1: Actor;
beforeAll(async () => {
  [ours, theirs] = await Promise.all([
    makeInstitution({ today: "2026-04-06" }),
    makeInstitution({ today: "2026-04-06" }),
  ]);
  [adm, d1] = await Promise.all([ours.actor("ADM"), ours.actor("D1")]);
});

const say = async (to: object) => {
  const said = await ask(adm, "POST", "/notifications", { ...to, judul: "Kabar", isi: "Isi" });
  return String(said.body["id"]);
};
const bulletin = (institution: string, events: LiveEvent[]) =>
  postBulletin(readConfig(env), continueTrace(null), institution, { events, tags: [] });
const eventFor = (orang: string | undefined, data = {}): LiveEvent => ({
  id: crypto.randomUUID(),
  type: "notification.new",
  data,
  untuk: orang === undefined ? {} : { orang },
});

describe("what happens in an institution", () => {
  it("is heard within five seconds by everybody's open pages, and by nobody's of another", async () => {
    const [mine, stranger] = [await openPage(d1), await openPage(await theirs.actor("D1"))];
    const module = await declareModule("kabar");
    const made = await activate(adm, module);
    expect(await hear(mine, "module.activated", 1, 5_000)).toMatchObject([{ data: { modul: [module.slug] } }]);
    await deactivate(adm, made.body.id);
    expect(await hear(mine, "module.deactivated", 1, 5_000)).toMatchObject([{ data: { modul: [module.slug] } }]);
    // What is theirs they hear; it is the first they hear.
    const own = { id: "own" };
    await bulletin(theirs.id, [eventFor(undefined, own)]);
    expect(await hear(stranger, "notification.new")).toMatchObject([{ data: own }]);
    expect(stranger.heard).toHaveLength(1);
    mine.close();
    stranger.close();
  });

  it("is told to those it is for: one person, a role, a unit with all below it, everybody", async () => {
    const keys = ["D1", "OP", "W1", "R1"] as const;
    const actors = await Promise.all(keys.map((key) => ours.actor(key)));
    const pages = await Promise.all(actors.map((actor) => openPage(actor)));
    const said = {
      peran: await say({ kepada: "peran", peran: "rektor" }),
      unit: await say({ kepada: "unit", unit_id: ours.units["FT"] }),
      semua: await say({ kepada: "semua" }),
    };
    const names = new Map(Object.entries(said).map(([name, id]) => [id, name]));
    const heard = await Promise.all(
      pages.map(async (page) => {
        await expect.poll(() => page.heard.some(({ data }) => data["id"] === said.semua)).toBe(true);
        return page.heard.flatMap(({ data }) => names.get(String(data["id"])) ?? []);
      }),
    );
    expect(Object.fromEntries(keys.map((key, index) => [key, heard[index]]))).toEqual({
      D1: ["unit", "semua"],
      OP: ["unit", "semua"],
      W1: ["unit", "semua"],
      R1: ["peran", "semua"],
    });
    for (const page of pages) page.close();
  });

  it("is told by the functions too: letters that are ready, to those who travel", async () => {
    const page = await openPage(d1);
    const nosy = await openPage(await ours.actor("D2"));
    const p1 = await openPage(await ours.actor("P1"));
    const order = await draft(d1, orderE1(ours, [d1.pegawaiId]));
    await approveFully(ours, d1, order);
    await issueBoth(ours, order);
    await expect.poll(() => page.heard.map(({ data }) => data["kode"])).toContain("sppd.spd_siap");
    expect(page.heard.map(({ data }) => data["tautan"])).toContain(`/sppd/${order}`);
    expect(nosy.heard.filter(({ data }) => data["tautan"] === `/sppd/${order}`)).toEqual([]);
    // How far the work is, whoever asked for it hears, and nobody else.
    await expect
      .poll(() => p1.heard.find(({ data }) => data["status"] === "done"))
      .toMatchObject({
        type: "job.progress",
        data: { name: "sppd.dokumen", done: 1, total: 1, error_code: null },
      });
    for (const other of [page, nosy]) expect(other.heard.map(({ type }) => type)).not.toContain("job.progress");
    for (const one of [page, nosy, p1]) one.close();
  });
});

describe("how far a job is", () => {
  const progress = (id: string, status: string, done: number): LiveEvent => ({
    id: crypto.randomUUID(),
    type: "job.progress",
    data: { id, status, done },
    untuk: { orang: d1.userId },
  });

  it("is told once a second at the most, its end at once; whoever comes later hears where it stands alone", async () => {
    const page = await openPage(d1);
    const [job, other] = [crypto.randomUUID(), crypto.randomUUID()];
    await bulletin(ours.id, [
      ...Array.from({ length: 50 }, (_, done) => progress(job, "recorded", done)),
      progress(other, "recorded", 1),
      progress(job, "done", 50),
    ]);
    const of = (where: typeof page, wanted: string) => where.heard.filter(({ data }) => data["id"] === wanted);
    await expect.poll(() => of(page, job).map(({ data }) => data["done"])).toEqual([0, 50]);
    expect(of(page, other)).toHaveLength(1);
    const later = await openPage(d1, { last: String(Number(page.heard[0]?.id) - 1) });
    expect(of(later, job).map(({ data }) => data["done"])).toEqual([50]);
    page.close();
    later.close();
  });
});

describe("figures", () => {
  it("that a change made wrong are told of by their tags, together, to everybody", async () => {
    const fresh = await makeInstitution({ today: "2026-04-06" });
    const page = await openPage(await fresh.actor("D1"));
    const op = await fresh.actor("OP");
    await draft(op, orderE1(fresh, [op.pegawaiId]));
    await expect.poll(() => page.figures.flat().toSorted()).toEqual(expect.arrayContaining(["anggaran", "sppd"]));
    const before = page.figures.length;
    const tell = (tags: string[]) => postBulletin(readConfig(env), continueTrace(null), fresh.id, { events: [], tags });
    await Promise.all(Array.from({ length: 30 }, (_, n) => tell([`uji${n}`, `sppd:${n}`, "lembaga", "notif"])));
    await expect.poll(() => page.figures.flat().filter((tag) => tag.startsWith("uji")).length).toBe(30);
    expect(page.figures.flat().filter((tag) => tag.includes(":") || tag === "lembaga" || tag === "notif")).toEqual([]);
    expect(page.figures.length - before).toBeLessThan(15);
    page.close();
  });
});

describe("whoever was away", () => {
  it("hears what was missed when they come again, all of it and once, and then goes on", async () => {
    const before = await openPage(d1);
    await bulletin(ours.id, [eventFor(d1.userId, { n: 0 })]);
    await expect.poll(() => before.heard.at(-1)?.data).toEqual({ n: 0 });
    before.close();
    for (let n = 1; n <= 5; n++) await bulletin(ours.id, [eventFor(d1.userId, { n }), eventFor(adm.userId, { n: -n })]);
    const again = await openPage(d1, { last: before.last() });
    await bulletin(ours.id, [eventFor(undefined, { n: 6 })]);
    await expect.poll(() => again.heard.length).toBe(6);
    expect(again.heard.map(({ data }) => data["n"])).toEqual([1, 2, 3, 4, 5, 6]);
    const ids = again.heard.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((one, other) => one - other));
    const nothing = await openPage(d1, { last: again.last() });
    expect(nothing.heard).toEqual([]);
    again.close();
    nothing.close();
  });

  it.each(["999999999", "-1", "x", "99999999999999999999"])(
    "is told to read anew when what came since %s is not to be had",
    async (last) => {
      const page = await openPage(d1, { last });
      expect(page.heard.map(({ type }) => type)).toEqual(["resync"]);
      page.close();
    },
  );

  it("for longer than a thousand events is told to read anew, and for no longer hears them all", async () => {
    const long = await makeInstitution();
    const actor = await long.actor("D1");
    const first = await openPage(actor);
    for (let part = 0; part < 10; part++)
      await bulletin(
        long.id,
        Array.from({ length: 101 }, (_, n) => eventFor(undefined, { n: part * 101 + n })),
      );
    await expect.poll(() => first.heard.length).toBe(1010);
    const [late, justInTime] = [await openPage(actor, { last: "9" }), await openPage(actor, { last: "10" })];
    expect(late.heard.map(({ type }) => type)).toEqual(["resync"]);
    expect(justInTime.heard).toHaveLength(1000);
    for (const page of [first, late, justInTime]) page.close();
  });
});

describe("what was recorded and not told", () => {
  it("is told by the sweep, once, however often it is told", async () => {
    const page = await openPage(d1);
    const [row] = await ownerRows<LiveEvent>(
      `insert into live_events (institution_id, type, data, untuk, created_at)
       values ($1, 'notification.new', '{"n": "tertinggal"}', '{}', now() - interval '1 minute') returning id, type, data, untuk`,
      [ours.id],
    );
    if (!row) throw new Error("nothing was recorded");
    await sweep();
    expect(await ownerRows("select 1 from live_events where id = $1", [row.id])).toEqual([]);
    await bulletin(ours.id, [row, row, eventFor(undefined, { n: "akhir" })]);
    await expect.poll(() => page.heard.at(-1)?.data).toEqual({ n: "akhir" });
    expect(page.heard.map(({ data }) => data["n"])).toEqual(["tertinggal", "akhir"]);
    page.close();
  });

  it("leaves no row behind when it was told", async () => {
    await say({ kepada: "semua" });
    await expect.poll(() => ownerRows("select 1 from live_events where institution_id = $1", [ours.id])).toEqual([]);
  });
});

describe("a bulletin", () => {
  it("is taken from our own Workers alone: signed, unaltered, and just now", async () => {
    const body = JSON.stringify({ institution: ours.id, bulletin: { events: [], tags: [] } });
    const now = Math.floor(Date.now() / 1000);
    const post = async (time: number, key: string, signed = body) => {
      const signature = await sign(key, ["live", time, signed].join("\n"));
      const headers = { "serambi-time": String(time), "serambi-signature": signature };
      return (await fetch(`${urls.edge}/live/publish`, { method: "POST", headers, body })).status;
    };
    expect(await post(now, env.LINK_KEY)).toBe(204);
    expect(await post(now - 120, env.LINK_KEY)).toBe(404);
    expect(await post(now + 120, env.LINK_KEY)).toBe(404);
    expect(await post(now, env.SESSION_KEY)).toBe(404);
    expect(await post(now, env.LINK_KEY, `${body} `)).toBe(404);
    expect((await fetch(`${urls.edge}/live/publish`, { method: "POST", body })).status).toBe(404);
  });

  it("says who listens as little as any header of a page does", async () => {
    const claim = JSON.stringify({ listener: { orang: adm.userId, peran: ["rektor"], unit: [] }, last: 0 });
    const page = await openPage(d1, { headers: { "serambi-listener": claim } });
    expect(page.heard).toEqual([]);
    await bulletin(ours.id, [eventFor(adm.userId, { n: "rahasia" }), eventFor(d1.userId, { n: "sendiri" })]);
    await expect.poll(() => page.heard.map(({ data }) => data["n"])).toEqual(["sendiri"]);
    page.close();
  });
});
