import { beforeAll, describe, expect, it } from "vitest";
import { ask, newTrace } from "./setup/http.ts";
import {
  asOwner,
  makeInstitution,
  ownerRows,
  testPassword,
  type Actor,
  type TestInstitution,
} from "./setup/institution.ts";

let institution: TestInstitution;
let adm: Actor;
/** Who may speak to everybody: in turn, since nobody may all the time. */
let speakers: Actor[];
beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  adm = await institution.actor("ADM");
  speakers = [adm, await institution.actor("R1"), await institution.actor("K1")];
});

interface Shown {
  readonly id: string;
  readonly kepada: string;
  readonly dibaca: boolean;
}
type Page = { readonly data: readonly Shown[]; readonly berikutnya: string | null };

let nth = 0;

/** Says something, to everybody unless told otherwise, and answers its id. */
async function say(to: Record<string, unknown> = { kepada: "semua" }): Promise<string> {
  const reply = await ask(speakers[nth % 3] ?? adm, "POST", "/notifications", {
    ...to,
    judul: `Kabar ${++nth}`,
    isi: "Isi",
  });
  expect([reply.status, reply.body]).toEqual([201, expect.anything()]);
  return String(reply.body["id"]);
}

const unread = async (actor: Actor) =>
  (await ask<{ jumlah: number }>(actor, "GET", "/notifications/unread")).body.jumlah;
const list = async (actor: Actor, query = "") => (await ask<Page>(actor, "GET", `/notifications${query}`)).body;
const read = (actor: Actor, id: string) => ask(actor, "POST", `/notifications/${id}/read`);
const readAll = (actor: Actor, sampai: string) => ask(actor, "POST", "/notifications/read-all", { sampai });

/** Somebody new, with one role. */
async function newcomer(peran: string, unit: string): Promise<Actor> {
  const username = `baru-${crypto.randomUUID().slice(0, 8)}`;
  const [person] = await ownerRows<{ id: string }>(
    `with orang as (insert into users (institution_id, nama, password_hash)
         select institution_id, 'Orang Baru', password_hash from users where id = $1 returning *),
       nama as (insert into user_identifiers (institution_id, value, kind, user_id) select institution_id, $2, 'username', id from orang),
       peran as (insert into user_roles (institution_id, user_id, peran, unit_id) select institution_id, id, $3, $4::uuid from orang)
     select id from orang`,
    [adm.userId, username, peran, institution.units[unit]],
  );
  const login = { identifier: username, password: testPassword, institution: institution.slug };
  const { body } = await ask<{ token: string }>(null, "POST", "/identity/login", login);
  return { token: body.token, userId: person?.id ?? "", pegawaiId: "" };
}

describe("a notification", () => {
  it("to everybody is marked read by each person for themselves alone", async () => {
    const [d1, d2] = [await newcomer("dosen", "TI"), await newcomer("dosen", "TI")];
    const id = await say();
    expect([await unread(d1), await unread(d2)]).toEqual([1, 1]);
    for (const _ of [1, 2]) expect((await read(d1, id)).status).toBe(200);
    expect([await unread(d1), await unread(d2)]).toEqual([0, 1]);
    expect((await list(d1)).data[0]).toMatchObject({ id, dibaca: true, kepada: "semua" });
    expect((await list(d2)).data[0]).toMatchObject({ id, dibaca: false });
  });

  it("reaches those of its role, its unit and the units below, and nobody else", async () => {
    const [dosenTi, dosenEk, operatorFt] = [
      await newcomer("dosen", "TI"),
      await newcomer("dosen", "EK"),
      await newcomer("operator", "FT"),
    ];
    const people = [dosenTi, dosenEk, operatorFt];
    const toRole = await say({ kepada: "peran", peran: "dosen" });
    const toUnit = await say({ kepada: "unit", unit_id: institution.units["FT"] });
    const seen = await Promise.all(people.map(async (one) => (await list(one)).data.map(({ id }) => id)));
    expect(seen).toEqual([[toUnit, toRole], [toRole], [toUnit]]);
    expect(await Promise.all(people.map(unread))).toEqual([2, 1, 1]);
    expect([await read(dosenEk, toUnit), await readAll(operatorFt, toRole)].map(({ status }) => status)).toEqual([
      404, 404,
    ]);
    expect(await Promise.all(people.map(unread))).toEqual([2, 1, 1]);
  });

  it("is not for those who come later, be it to the institution or to the role", async () => {
    const asked = { kepada: "peran", peran: "bendahara" };
    await say();
    await say(asked);
    const late = await newcomer("bendahara", "UNIV");
    const other = await newcomer("dosen", "EK");
    expect([await unread(late), (await list(late)).data]).toEqual([0, []]);
    const first = await say(asked);
    await ownerRows(
      "insert into user_roles (institution_id, user_id, peran, unit_id) values ($1, $2, 'bendahara', $3)",
      [institution.id, other.userId, institution.units["EK"]],
    );
    const second = await say(asked);
    expect([await unread(late), await unread(other)]).toEqual([2, 1]);
    expect((await list(late)).data.map(({ id }) => id)).toEqual([second, first]);
    expect((await list(other)).data.map(({ id }) => id)).toEqual([second]);
    await readAll(late, second);
    // Whoever leaves a role and comes back to it missed what was said meanwhile.
    const held = [institution.id, other.userId];
    await ownerRows("delete from user_roles where institution_id = $1 and user_id = $2 and peran = 'bendahara'", held);
    await say(asked);
    expect([await unread(late), await unread(other)]).toEqual([1, 0]);
    await ownerRows(
      "insert into user_roles select institution_id, user_id, 'bendahara', unit_id from user_roles where institution_id = $1 and user_id = $2",
      held,
    );
    const third = await say(asked);
    expect([await unread(late), await unread(other)]).toEqual([2, 1]);
    expect((await list(other)).data.map(({ id }) => id)).toEqual([third]);
    await read(other, third);
    expect([await unread(other), (await list(other)).data[0]?.dibaca]).toEqual([0, true]);
  });

  it("that arrives while everything is marked read stays unread", async () => {
    const d1 = await newcomer("dosen", "TI");
    const [, seen] = [await say(), await say({ kepada: "peran", peran: "dosen" })];
    const arrived = [await say(), await say({ kepada: "unit", unit_id: institution.units["TI"] })];
    expect(await unread(d1)).toBe(4);
    expect((await readAll(d1, seen)).status).toBe(200);
    expect(await unread(d1)).toBe(2);
    expect((await list(d1, "?filter[belum_dibaca]=ya")).data.map(({ id }) => id)).toEqual(arrived.toReversed());
  });

  it("that is on its way while everything is marked read, older than what was seen, stays unread", async () => {
    const d1 = await newcomer("dosen", "TI");
    const late = await asOwner(async (client) => {
      await client.query("begin");
      const { rows } = await client.query<{ id: string }>(
        `with s as (insert into notifikasi_saluran (institution_id, user_id, terakhir) values ($1, $2, 1) returning *, uuidv7() as baru)
         insert into notifikasi (institution_id, id, created_at, saluran_id, nomor, jenis, kode, data)
         select institution_id, baru, uuid_extract_timestamp(baru), id, 1, 'info', 'siaran', '{"judul":"Masih ditulis","isi":""}' from s returning id`,
        [institution.id, d1.userId],
      );
      expect((await readAll(d1, await say())).status).toBe(200);
      await client.query("commit");
      return rows[0]?.id;
    });
    expect(await unread(d1)).toBe(1);
    expect((await list(d1, "?filter[belum_dibaca]=ya")).data.map(({ id }) => id)).toEqual([late]);
  });

  it("of a kind is found among the others, read or not", async () => {
    const d1 = await newcomer("dosen", "TI");
    const warning = await say({ kepada: "semua", jenis: "warning" });
    await say();
    const error = await say({ kepada: "semua", jenis: "error" });
    const ids = async (query: string) => (await list(d1, query)).data.map(({ id }) => id);
    expect(await ids("?filter[jenis]=warning,error")).toEqual([error, warning]);
    await read(d1, error);
    expect(await ids("?filter[jenis]=warning,error&filter[belum_dibaca]=ya")).toEqual([warning]);
    expect((await list(d1, "?sort=dibuat&fields=jenis")).data[0]).toEqual({ id: warning, jenis: "warning" });
  });
});

describe("a list of notifications", () => {
  it("shows each once, page after page, while 200 more arrive", async () => {
    const d1 = await newcomer("dosen", "TI");
    const there: string[] = [];
    for (let at = 0; at < 24; at++)
      there.push(await say(at % 2 ? { kepada: "peran", peran: "dosen" } : { kepada: "semua" }));
    const arriving = ownerArrivals(200);
    const seen: string[] = [];
    for (let next: string | null = ""; next !== null;) {
      const page: Page = await list(d1, `?per_page=5${next ? `&setelah=${next}` : ""}`);
      seen.push(...page.data.map(({ id }) => id));
      next = page.berikutnya;
    }
    await arriving;
    expect((await list(d1)).data).toHaveLength(50);
    expect((await list(d1, "?per_page=100")).data).toHaveLength(100);
    expect((await ask(d1, "GET", "/notifications?per_page=101")).status).toBe(422);
    expect(await unread(d1)).toBeGreaterThanOrEqual(there.length);
    expect(seen.filter((id) => there.includes(id))).toEqual(there.toReversed());
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });

  it("and the number of what is unread are read from memory until something is said or read", async () => {
    const d1 = await newcomer("dosen", "TI");
    const id = await say();
    const cost = async (path: string) => {
      const reply = await ask(d1, "GET", path, undefined, { traceparent: newTrace().traceparent });
      return [reply.headers.get("x-cache"), /(^|, )db;/.test(reply.headers.get("server-timing") ?? "")];
    };
    for (const path of ["/notifications", "/notifications/unread"]) {
      await untilWarm(d1, path);
      expect([path, await cost(path)]).toEqual([path, ["HIT", false]]);
    }
    const { headers } = await ask(d1, "GET", "/notifications/unread");
    const known = { "if-none-match": headers.get("etag") ?? "" };
    expect((await ask(d1, "GET", "/notifications/unread", undefined, known)).status).toBe(304);
    await read(d1, id);
    const after = await ask<{ jumlah: number }>(d1, "GET", "/notifications/unread", undefined, known);
    expect([after.status, after.body]).toEqual([200, { jumlah: 0 }]);
  });
});

/** Things said to everybody by a statement of their own each, faster than one can ask for them. */
function ownerArrivals(count: number): Promise<void> {
  return asOwner(async (client) => {
    for (let at = 0; at < count; at++)
      await client.query(
        `with s as (update notifikasi_saluran set terakhir = terakhir + 1 where institution_id = $1 and user_id is null and peran is null
             and unit_id is null returning *, uuidv7() as baru)
         insert into notifikasi (institution_id, id, created_at, saluran_id, nomor, jenis, kode, data)
         select institution_id, baru, uuid_extract_timestamp(baru), id, terakhir, 'info', 'siaran', '{"judul":"Ramai","isi":""}' from s`,
        [institution.id],
      );
  });
}

async function untilWarm(actor: Actor, path: string): Promise<void> {
  for (let at = 0; at < 100; at++) if ((await ask(actor, "GET", path)).headers.get("x-cache") === "HIT") return;
}
