import fc from "fast-check";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../db/core/env.ts";
import { connectDatabase, sql } from "../db/core/postgres.ts";
import { connectRedis } from "../db/core/redis.ts";
import { continueTrace } from "../db/core/trace.ts";
import type { Work } from "../db/core/work.ts";
import { writtenColumns, write, type Written } from "../db/core/write.ts";
import { recordTags } from "../db/core/tags.ts";
import type { Principal } from "../db/modules/identity/principal.ts";
import { broadcast } from "../db/modules/notifications/actions/broadcast.ts";
import { markAllRead } from "../db/modules/notifications/actions/mark-all-read.ts";
import { markRead } from "../db/modules/notifications/actions/mark-read.ts";
import { digestOf } from "../db/modules/notifications/reads/digest.ts";
import { notificationList, readNotifications } from "../db/modules/notifications/reads/list.ts";
import { readUnread } from "../db/modules/notifications/reads/unread.ts";
import { digest } from "../db/modules/notifications/rules/ringkasan.ts";
import { recordNotifications, tagsOfTold } from "../db/modules/notifications/actions/record.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "./setup/institution.ts";

/** Who is told and reads: two lecturers of one programme, one of another faculty, and the operator of the first. */
const readers = ["D1", "D2", "D3", "OP"] as const;

/** To whom things are said, and which of the readers hear them. */
const audiences = [
  { kepada: "semua", who: ["D1", "D2", "D3", "OP"] },
  { kepada: "peran", peran: "dosen", who: ["D1", "D2", "D3"] },
  { kepada: "unit", unit: "FT", who: ["D1", "D2", "OP"] },
  { kepada: "unit", unit: "EK", who: ["D3"] },
  { kepada: "orang", who: ["D1", "OP"] },
  { kepada: "orang", who: ["D1"] },
] as const;

/** What people do at the same instant. `at` picks from what there was before, the newest being the likeliest. */
type Act = { readonly act: "say" | "read" | "read-all"; readonly by: number; readonly to: number; readonly at: number };

const acts = fc.array(
  fc.array(
    fc.record<Act>({
      act: fc.constantFrom("say", "say", "read", "read", "read", "read-all"),
      by: fc.nat(readers.length - 1),
      to: fc.nat(audiences.length - 1),
      at: fc.nat(30),
    }),
    { minLength: 3, maxLength: 8 },
  ),
  { minLength: 14, maxLength: 14 },
);

let institution: TestInstitution;
let work: Work;
let sender: Principal;
const idOf = (key: string) => institution.people[key]?.user_id ?? "";

beforeAll(async () => {
  institution = await makeInstitution();
  work = workIn(institution.id);
  sender = {
    session_id: "",
    user_id: idOf("ADM"),
    institution_id: institution.id,
    nama: "",
    pegawai_id: null,
    zona_waktu: "Asia/Jakarta",
    host: null,
    modul: [],
    roles: [],
  } as Principal;
});

function workIn(institutionId: string): Work {
  const config = readConfig(inject("stack").env);
  const trace = continueTrace(null);
  const db = connectDatabase(config, trace);
  const redis = connectRedis(config, trace);
  return {
    config,
    trace,
    db,
    redis,
    institutionId,
    later: () => undefined,
    onTags: () => undefined,
    live: () => Promise.resolve(),
  };
}

/** Says something to an audience; the people of the last ones are told one by one, in one statement. */
async function say(to: (typeof audiences)[number], nth: number): Promise<void> {
  if (to.kepada !== "orang") {
    const { who: _, ...rest } = to;
    const { unit, ...sasaran } = { unit: undefined, ...rest };
    const where = unit ? { unit_id: institution.units[unit] } : {};
    await broadcast(
      work,
      sender,
      { reach: "all" },
      { ...sasaran, ...where, jenis: "info", judul: `Kabar ${nth}`, isi: "Isi" },
    );
    return;
  }
  const told = sql`select ${institution.id}::uuid as institution_id, x.id as user_id, 1 as urut, 'info' as jenis, 'siaran' as kode,
    jsonb_build_object('judul', ${`Kabar ${nth}`}::text, 'isi', 'Isi') as data, null::text as tautan
    from unnest(${to.who.map(idOf)}::uuid[]) x(id)`;
  await write(
    work,
    sql<Written<null>>`with ${recordNotifications(told, null)}, bump as (${recordTags(sql`penerima`, tagsOfTold)})
      select ${writtenColumns(sql`'null'::jsonb`, { jobs: false })}`,
  );
}

interface Shown {
  readonly id: string;
  readonly dibaca: boolean;
  readonly teks: { readonly judul: { readonly id: string } };
}

/** Everything that somebody is shown, a few a page. */
async function shownTo(key: string, asked: object = {}): Promise<Shown[]> {
  const all: Shown[] = [];
  for (let setelah: string | undefined; ;) {
    const query = notificationList.query.parse({ per_page: 9, ...asked, ...(setelah ? { setelah } : {}) });
    const page = JSON.parse(await readNotifications(work, idOf(key), query)) as {
      data: Shown[];
      berikutnya: string | null;
    };
    all.push(...page.data);
    if (page.berikutnya === null) return all;
    setelah = page.berikutnya;
  }
}

const unreadOf = async (key: string) => (JSON.parse(await readUnread(work, idOf(key))) as { jumlah: number }).jumlah;

/** What a mail would tell each of the readers of what was said since. */
async function digests(since: Date): Promise<[number, string[]][]> {
  const [rows] = await work.db.batch(institution.id, [
    sql<{
      isi: unknown;
    }>`select ${digestOf(sql`u.id`, { sejak: sql`${since.toISOString()}::timestamptz`, sampai: sql`null::jsonb` }, 3)} as isi
      from users u, unnest(${readers.map(idOf)}::uuid[]) with ordinality x(id, urut) where u.id = x.id order by x.urut`,
  ]);
  return rows.map(({ isi }) => {
    const { belum_dibaca, terbaru } = digest.parse(isi);
    return [belum_dibaca, terbaru.map(({ data }) => String(data["judul"]))];
  });
}

describe("what somebody has not read", () => {
  it("is counted and listed exactly, whatever is said and read at the same time, as a simple model says", async () => {
    /** The model: of whom each thing is (by its text), and who has read it. */
    const said = new Map<string, readonly string[]>();
    const read = new Map<string, Set<string>>(readers.map((key) => [key, new Set()]));
    /** What each was shown after the round before. */
    const before = new Map<string, Shown[]>();
    let nth = 0;
    const property = async (rounds: readonly (readonly Act[])[]) => {
      for (const round of rounds) {
        await Promise.all(
          round.map(async ({ act, by, to, at }) => {
            const [reader = "D1", audience] = [readers[by], audiences[to]];
            if (act === "say" && audience) {
              const number = ++nth;
              said.set(`Kabar ${number}`, audience.who);
              await say(audience, number);
              return;
            }
            const list = before.get(reader) ?? [];
            const place = Math.min(at, list.length - 1);
            const one = list[place];
            if (!one) return;
            const seen = act === "read" ? [one] : list.slice(place);
            for (const { teks } of seen) read.get(reader)?.add(teks.judul.id);
            await (act === "read" ? markRead(work, idOf(reader), one.id) : markAllRead(work, idOf(reader), one.id));
          }),
        );
        const check = async (key: string) => {
          const mine = [...said].flatMap(([text, who]) => (who.includes(key) ? [text] : []));
          const open = mine.filter((text) => !read.get(key)?.has(text));
          const [count, all, unread] = await Promise.all([
            unreadOf(key),
            shownTo(key),
            shownTo(key, { "filter[belum_dibaca]": "ya" }),
          ]);
          before.set(key, all);
          const textOf = ({ teks }: Shown) => teks.judul.id;
          expect([key, count]).toEqual([key, open.length]);
          expect(all.map(textOf).toSorted()).toEqual(mine.toSorted());
          expect(all.map(({ id }) => id)).toEqual(
            all
              .map(({ id }) => id)
              .toSorted()
              .toReversed(),
          );
          expect(unread).toEqual(all.filter(({ dibaca }) => !dibaca));
          expect(unread.map(textOf).toSorted()).toEqual(open.toSorted());
        };
        await Promise.all(readers.map(check));
      }
    };
    await fc.assert(fc.asyncProperty(acts, property), { numRuns: 1, endOnFailure: true });
    expect(nth).toBeGreaterThan(20);
  }, 60_000);

  it("is in the digest of each, the newest of what was said since the one before", async () => {
    const [semua, dosen] = audiences;
    const [{ now } = { now: new Date() }] = await ownerRows<{ now: Date }>("select clock_timestamp() as now");
    const before = await Promise.all(readers.map(unreadOf));
    for (const nth of [501, 502, 503, 504]) await say(nth === 503 ? dosen : semua, nth);
    const [second] = (await shownTo("D2")).slice(2);
    await markRead(work, idOf("D2"), second?.id ?? "");
    const [d1 = 0, d2 = 0, d3 = 0, op = 0] = before;
    const newest = ["Kabar 504", "Kabar 503", "Kabar 502"];
    expect(await digests(now)).toEqual([
      [d1 + 4, newest],
      [d2 + 3, ["Kabar 504", "Kabar 503", "Kabar 501"]],
      [d3 + 4, newest],
      [op + 3, ["Kabar 504", "Kabar 502", "Kabar 501"]],
    ]);
    expect((await digests(new Date(Date.now() + 60_000))).map(([, told]) => told)).toEqual([[], [], [], []]);
  });

  it("has numbers without a gap and in the order of ids, however many speak to the same at once", async () => {
    const [semua, , , , both] = audiences;
    await Promise.all(Array.from({ length: 20 }, (_, at) => say(at % 2 === 0 ? semua : both, 1_000 + at)));
    const gaps = await ownerRows(
      `select s.id, s.terakhir, count(n.*), max(n.nomor) from notifikasi_saluran s
         left join (select *, rank() over (partition by saluran_id order by id) as urut from notifikasi where institution_id = $1) n on n.saluran_id = s.id
        where s.institution_id = $1 group by 1, 2 having s.terakhir <> count(n.*) or s.terakhir <> max(n.nomor) or bool_or(n.urut <> n.nomor)`,
      [institution.id],
    );
    expect(gaps).toEqual([]);
  });
});
