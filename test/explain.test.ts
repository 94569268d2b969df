import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readDue } from "../db/modules/arsip/reads/due.ts";
import { readOldDocuments } from "../db/modules/arsip/reads/old-documents.ts";
import { archiveList, readArchive } from "../db/modules/arsip/reads/list.ts";
import { jobList, readJobs } from "../db/modules/jobs/reads.ts";
import type { Scope } from "../db/modules/identity/principal.ts";
import { notificationList, readNotifications } from "../db/modules/notifications/reads/list.ts";
import { readUnread } from "../db/modules/notifications/reads/unread.ts";
import { pegawaiList, readPegawaiPage } from "../db/modules/pegawai/reads.ts";
import { decideOrder } from "../db/modules/sppd/actions/decide.ts";
import { submitOrder } from "../db/modules/sppd/actions/submit.ts";
import { readOrder } from "../db/modules/sppd/reads/detail.ts";
import { readWaiting } from "../db/modules/sppd/reads/antrean.ts";
import { readDocuments } from "../db/modules/sppd/reads/documents.ts";
import { orderList } from "../db/modules/sppd/reads/list.ts";
import { readOrders } from "../db/modules/sppd/reads/orders.ts";
import { readSummary } from "../db/modules/sppd/reads/ringkasan.ts";
import { readVerification } from "../db/modules/sppd/reads/verification.ts";
import type { Work } from "../db/core/work.ts";
import { makeCrowd, principalIn, type Crowd } from "./setup/crowd.ts";
import { crowdOfOrders } from "./setup/crowd-of-orders.ts";
import { archivePages, orderPages, plannedPages } from "./setup/order-pages.ts";
import { grown, ordersRead, saidRead, watch, type Watch, yearsOf } from "./setup/plans.ts";

/** How the product's own statements are carried out, as the application, where there are 200,000 orders. */
let crowd: Crowd;
let watched: Watch;
const all: Scope = { reach: "all" };
let faculty: Scope;
let own: Scope;
const principalOf = (key: string) => principalIn(crowd, key);

beforeAll(async () => {
  crowd = await makeCrowd(inject("stack"), crowdOfOrders);
  watched = await watch({ adminUrl: crowd.adminUrl, institutionId: crowd.id, env: inject("stack").env });
  await crowd.setNow("2026-12-30T03:00:00Z");
  const { user_id, pegawai_id } = principalOf("dosen-0-0");
  own = { reach: "own", own: { user_id, pegawai_id } };
  const units = Object.entries(crowd.units).filter(([kode]) => kode === "F0" || kode.startsWith("P0-"));
  faculty = { reach: "unit", units: units.map(([, id]) => id), own: own.own };
}, 180_000);
afterAll(() => watched.end().then(() => crowd.remove()));

const carry = (work: (work: Work) => Promise<unknown>, forgetful = false) => watched.carryOut(work, forgetful);

/** A page of orders as somebody asks for it, and what it says comes next. */
async function page(query: object, scope: Scope, principal = principalOf("dosen-0-0")) {
  let json = "";
  const { unit = "", below = "", ...rest } = query as { unit?: string; below?: string };
  const named = {
    ...rest,
    ...(unit && { "filter[unit]": crowd.units[unit] }),
    ...(below && { "filter[unit_dan_bawahan]": crowd.units[below] }),
  };
  const carried = await carry(async (work) => {
    json = await readOrders(work, principal, scope, orderList.query.parse(named));
  });
  return { carried, ...(JSON.parse(json) as { data: { id: string }[]; berikutnya: string | null }) };
}

const year = { tahun: "2026" };
const reaches = { all: () => all, faculty: () => faculty, own: () => own };

describe("at 200,000 orders, a page of orders", () => {
  it.each(orderPages)(
    "%s is one statement, reads little and by an index, and of the named years alone",
    async (_, query, scope, years, most) => {
      const first = await page(query, reaches[scope]());
      const second = first.berikutnya ? await page({ ...query, setelah: first.berikutnya }, reaches[scope]()) : first;
      for (const { carried } of [first, second]) {
        expect([carried.roundTrips, carried.statements]).toEqual([1, 1]);
        expect(grown(carried)).toEqual([]);
        expect(years).toEqual(expect.arrayContaining(yearsOf(carried)));
        expect(ordersRead(carried)).toBeLessThanOrEqual(most);
      }
      const ids = new Set([...first.data, ...second.data].map(({ id }) => id));
      expect(ids.size).toBe(first.berikutnya ? first.data.length + second.data.length : first.data.length);
    },
  );

  it.each(plannedPages)("%s %j is planned for the years alone in which it looks", async (scope, query, years) => {
    const { carried } = await page(query, reaches[scope](), principalOf("dekan-1"));
    expect([...carried.planned].filter((table) => /\d{4}$/.test(table) && !years.test(table))).toEqual([]);
  });

  it("of a traveller reads that traveller's trips", async () => {
    const { nip } = await crowd.pick<{ nip: string }>(
      "select nip from pegawai where institution_id = $1 and nip is not null order by id limit 1",
    );
    const { carried, data } = await page({ ...year, "filter[nip]": nip }, all);
    expect(data.length).toBe(50);
    expect([grown(carried), yearsOf(carried)]).toEqual([[], ["2026"]]);
    expect(carried.read.get("sppd_pelaksana") ?? 0).toBeLessThan(1_000);
  });

  it("that wait for me reads what waits in my units, of this year and the last", async () => {
    for (const key of ["kaprodi-0-1", "dekan-1", "rektor"]) {
      const { carried } = await page({ "filter[menunggu]": "saya" }, all, principalOf(key));
      expect([key, grown(carried)]).toEqual([key, []]);
      expect(["2025", "2026"]).toEqual(expect.arrayContaining(yearsOf(carried)));
      expect(ordersRead(carried)).toBeLessThan(1_500);
    }
  });
});

describe("at 200,000 orders", () => {
  const orderOf = (year: number, status: string) =>
    crowd.pick<{ id: string; kode: string | null; unit_id: string }>(
      `select s.id, s.unit_id, d.kode from sppd s left join dokumen d on d.institution_id = s.institution_id and d.sppd_id = s.id
        where s.institution_id = $1 and s.status = '${status}' and s.created_at >= '${year}-06-01' order by d.kode limit 1`,
    );

  it("an order, its log and its documents are read by its id, in the year that the id names", async () => {
    for (const year of [2025, 2026]) {
      const { id, kode } = await orderOf(year, "selesai");
      const detail = await carry((work) => readOrder(work, all, id));
      const documents = await carry((work) => readDocuments(work, all, id));
      const verified = await carry((work) => readVerification(work.db, kode ?? ""));
      for (const carried of [detail, documents, verified]) {
        expect([carried.roundTrips, grown(carried)]).toEqual([1, []]);
        expect([String(year)]).toEqual(expect.arrayContaining(yearsOf(carried)));
      }
      expect(yearsOf(detail)).toEqual([String(year)]);
      const logs = [...detail.read].filter(([table, rows]) => table.startsWith("approval_logs_") && rows > 0);
      expect(logs).toEqual([[`approval_logs_${year}`, 1]]);
      expect([documents.read.get("dokumen"), verified.read.get("dokumen")]).toEqual([1, 1]);
      expect(verified.answers).toMatchObject([{ data: { kode } }]);
    }
  });

  it("an order is locked by its id, and what decides over it is looked up", async () => {
    const draft = await orderOf(2026, "draft");
    const submitted = await orderOf(2026, "diajukan");
    const admin = principalOf("rektor");
    const refused = (work: Promise<unknown>) => expect(work).rejects.toThrow("TIDAK_DITEMUKAN");
    const submits = await carry((work) => refused(submitOrder(work, admin, all, draft.id)), true);
    const decides = await carry(
      (work) => refused(decideOrder(work, admin, all, submitted.id, { aksi: "setujui", catatan: null })),
      true,
    );
    for (const carried of [submits, decides]) {
      expect([grown(carried), yearsOf(carried)]).toEqual([[], ["2026"]]);
      expect(ordersRead(carried)).toBeLessThan(20);
    }
  });

  it("a year is in numbers already, and one's own orders are counted by their index", async () => {
    const everything = await carry((work) => readSummary(work, all, 2026));
    expect([everything.statements, ordersRead(everything)]).toEqual([1, 0]);
    const [row] = everything.answers as { json: string }[];
    const { jumlah, per_unit } = JSON.parse(row?.json ?? "") as { jumlah: number; per_unit: unknown[] };
    expect([jumlah, per_unit.length]).toEqual([150_000, 29]);
    for (const scope of [own, faculty]) {
      const mine = await carry((work) => readSummary(work, scope, 2026));
      expect([yearsOf(mine), grown(mine)]).toEqual([["2026"], []]);
      expect(ordersRead(mine)).toBeLessThan(1_000);
    }
  });

  it("what waits for somebody is counted by index, whichever part they have, of this year and the last", async () => {
    for (const key of ["rektor", "dekan-1", "kaprodi-0-1", "dosen-0-0"]) {
      const person = principalOf(key);
      // Whoever had every part at once would read no more than this of each.
      const roles = ["agendaris", "ppk", "bendahara"].map((peran) => ({ peran, unit: "", units: [] }));
      const counted = await carry((work) => readWaiting(work, { ...person, roles: [...person.roles, ...roles] }, all));
      expect([key, counted.statements, grown(counted)]).toEqual([key, 1, []]);
      expect(["2025", "2026"]).toEqual(expect.arrayContaining(yearsOf(counted)));
      expect([key, ordersRead(counted) < 3_000]).toEqual([key, true]);
    }
  });

  it("the archive is read by index: by year, unit, number and words, one's own; and what may go into it by the day of return", async () => {
    for (const [query, scope, rows, most] of archivePages(crowd.units)) {
      let json = "";
      const carried = await carry(async (work) => {
        json = await readArchive(work, reaches[scope](), archiveList.query.parse(query));
      });
      const { data } = JSON.parse(json) as { data: unknown[] };
      const read = carried.read.get("arsip") ?? 0;
      expect([query, data.length, carried.statements, grown(carried), Math.max(read, most)]).toEqual([
        query,
        rows,
        1,
        [],
        most,
      ]);
    }
    await crowd.setNow("2029-06-04T03:00:00Z");
    const due = await carry((work) => readDue(work, 20));
    expect([due.answers.length, grown(due), ordersRead(due) < 200]).toEqual([20, [], true]);
    await crowd.setNow("2031-06-04T03:00:00Z");
    const letters = await carry((work) => readOldDocuments(work, 20));
    expect([letters.answers.length, grown(letters), (letters.read.get("dokumen") ?? 0) < 200]).toEqual([20, [], true]);
    await crowd.setNow("2026-12-30T03:00:00Z");
  });

  it("jobs and staff are read by index, a page at a time", async () => {
    const pages = [
      ...[{}, { "filter[status]": "dead" }, { "filter[status]": "dead,running" }, { sort: "dibuat" }].map(
        (query) => (work: Work) => readJobs(work, all, jobList.query.parse(query), crypto.randomUUID()),
      ),
      (work: Work) => readJobs(work, own, jobList.query.parse({ "filter[status]": "dead" }), crypto.randomUUID()),
      ...[{}, { sort: "nama" }, { "filter[unit]": crowd.units["P0-0"] }, { "filter[nip]": "190000000000000001" }].map(
        (query) => (work: Work) => readPegawaiPage(work, all, pegawaiList.query.parse(query)),
      ),
    ];
    for (const read of pages) {
      const carried = await carry(read);
      expect([carried.statements, grown(carried)]).toEqual([1, []]);
      const rows = (carried.read.get("jobs") ?? 0) + (carried.read.get("pegawai") ?? 0);
      expect(rows).toBeLessThanOrEqual(160);
    }
  });

  it("of 100,000 notifications a page and the number of what is unread are read by index, and no more than a page", async () => {
    const { user_id: me } = principalOf("dosen-0-0");
    const unread = await carry((work) => readUnread(work, me));
    expect([unread.statements, grown(unread), saidRead(unread)]).toEqual([
      1,
      [],
      expect.toSatisfy((rows) => rows < 10),
    ]);
    expect(unread.answers).toEqual([{ json: '{"jumlah": 40001}' }]);
    const kinds = { "filter[jenis]": "error,warning" };
    const unreadOnly = { "filter[belum_dibaca]": "ya" };
    for (const asked of [{}, { sort: "dibuat" }, kinds, unreadOnly, { ...kinds, ...unreadOnly }]) {
      const read = async (query: object) => {
        let json = "";
        const carried = await carry(async (work) => {
          json = await readNotifications(work, me, notificationList.query.parse(query));
        });
        expect([query, carried.statements, grown(carried), saidRead(carried) <= 300]).toEqual([query, 1, [], true]);
        return JSON.parse(json) as { data: unknown[]; berikutnya: string | null };
      };
      const { data, berikutnya } = await read(asked);
      expect([asked, data.length]).toEqual([asked, 50]);
      if (berikutnya) await read({ ...asked, setelah: berikutnya });
    }
  });

  it("the year turns: what is not named is of the new one", async () => {
    await crowd.setNow("2027-01-02T03:00:00Z");
    expect(yearsOf((await page({}, all)).carried)).toEqual(["2027"]);
    const waiting = (await page({ "filter[menunggu]": "saya" }, all, principalOf("kaprodi-0-1"))).carried;
    expect(["2026", "2027"]).toEqual(expect.arrayContaining(yearsOf(waiting)));
    await crowd.setNow("2026-12-31T23:59:00Z");
    expect(yearsOf((await page({}, all)).carried)).toEqual(["2026"]);
  });
});
