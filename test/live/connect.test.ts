import { beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { readToken, issueToken } from "../../db/modules/identity/token.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, testPassword, type Actor, type TestInstitution } from "../setup/institution.ts";
import { closingOf, hear, knock, openPage, openStream } from "../setup/live.ts";
import { openSessionOf } from "../setup/log-in.ts";

const { urls, env } = inject("stack");
let institution: TestInstitution;
let d1: Actor;
beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
});

const cookie = ({ token }: { token: string }) => ({ cookie: `__Host-serambi=${token}` });
const protocolOf = (token: string) => ({ "sec-websocket-protocol": `serambi, ${token}` });
/** A session of their own, which may end. */
const oneMore = async (key: string) => ({ token: await openSessionOf(institution.slug, key) });

describe("a page connects", () => {
  it.each([
    ["with its cookie", () => ({ ...cookie(d1), origin: urls.edge }), null],
    ["with its token as a protocol, which is not said back", () => protocolOf(d1.token), "serambi"],
    ["as a program does, with the token in a header", () => ({ authorization: `Bearer ${d1.token}` }), null],
  ])("%s", async (_, headers, protocol) => {
    const page = await knock({ headers: headers() });
    expect(page).toMatchObject({ protocol });
    if (typeof page !== "string") page.close();
  });

  it.each([
    ["without a token", {}, "401 BELUM_MASUK"],
    ["with a token in the address", { path: "/live?token=x" }, "401 BELUM_MASUK"],
    ["with a token that is none", { headers: protocolOf("a.b") }, "401 BELUM_MASUK"],
    ["at an address below", { path: "/live/x" }, "404 TIDAK_DITEMUKAN"],
    ["with an API key that is none", { headers: protocolOf("srb_x") }, "401 KUNCI_TIDAK_BERLAKU"],
  ])("never %s", async (_, connecting, refusal) => {
    expect(await knock(connecting)).toBe(refusal);
  });

  it("never from a stranger's site, whatever its browser sends", async () => {
    for (const stranger of [
      { origin: "https://jahat.example" },
      { origin: "null" },
      { origin: `${urls.edge}.jahat.example` },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ])
      for (const who of [cookie(d1), protocolOf(d1.token)])
        expect(await knock({ headers: { ...who, ...stranger } })).toBe("403 ASAL_DITOLAK");
  });

  it("only by asking for a socket", async () => {
    const asked = async (method: string) => {
      const response = await fetch(`${urls.edge}/live`, { method, headers: { authorization: `Bearer ${d1.token}` } });
      return [response.status, ((await response.json()) as { code: string }).code];
    };
    expect(await asked("GET")).toEqual([426, "BUTUH_WEBSOCKET"]);
    expect(await asked("POST")).toEqual([405, "METODE_TIDAK_DIDUKUNG"]);
  });

  it("and the oldest of twenty-one of one person makes room", async () => {
    const op = await institution.actor("OP");
    const pages = [];
    for (let count = 0; count < 21; count++) pages.push(await openPage(op));
    const closed = await Promise.race(pages.map(async (page, index) => [index, await closingOf(page)]));
    expect(closed?.[1]).toBe(4429);
    expect(pages.filter((page) => page.closed() !== null)).toHaveLength(1);
    for (const page of pages) page.close();
  });
});

describe("a page is closed with 4401", () => {
  it("when its token expires", async () => {
    const { SESSION_KEY } = readConfig(env);
    const claims = await readToken(SESSION_KEY, d1.token);
    if (!claims) throw new Error("not a token");
    const soon = { ...claims, expires: Math.floor(Date.now() / 1000) + 3 };
    const page = await knock({ headers: protocolOf(await issueToken(SESSION_KEY, soon)) });
    if (typeof page === "string") throw new Error(page);
    expect(await closingOf(page)).toBe(4401);
    const late = { ...claims, expires: Math.floor(Date.now() / 1000) - 1 };
    expect(await knock({ headers: protocolOf(await issueToken(SESSION_KEY, late)) })).toBe("401 SESSION_EXPIRED");
  });

  // Another person each time: the pages of somebody who was changed are closed once more, to come again.
  it.each([
    ["whoever has it logs out", "D2", async (own: Actor) => await ask(own, "POST", "/identity/logout")],
    [
      "an administrator ends their sessions",
      "A1",
      async (own: Actor) =>
        await ask(await institution.actor("ADM"), "DELETE", `/identity/users/${own.userId}/sessions`),
    ],
    [
      "they choose another password elsewhere",
      "W1",
      async (own: Actor) =>
        await ask({ ...own, ...(await oneMore("w1")) }, "PUT", "/identity/password", {
          lama: testPassword,
          baru: "kata sandi lain yang panjang",
        }),
    ],
  ])("within five seconds when %s", async (_, key, end) => {
    const own = {
      userId: institution.people[key]?.user_id ?? "",
      pegawaiId: "",
      ...(await oneMore(key.toLowerCase())),
    };
    const page = await openPage(own);
    const ended = await end(own);
    expect(ended.status).toBeLessThan(300);
    expect(await closingOf(page, 5_000)).toBe(4401);
  });

  it("when another device takes its session over", async () => {
    const strict = await makeInstitution({ perangkat: "ambil_alih" });
    const first = await strict.actor("D1");
    const page = await openPage(first);
    await openSessionOf(strict.slug, "d1");
    expect(await closingOf(page)).toBe(4401);
  });
});

describe("a page connects anew", () => {
  it("when its person's roles were changed, and is spoken to by those they have then", async () => {
    const [adm, userId] = [await institution.actor("ADM"), institution.people["D2"]?.user_id ?? ""];
    const page = await openPage({ ...d1, ...(await oneMore("d2")) });
    const peran = [{ peran: "auditor", unit_id: institution.units["UNIV"] }];
    const roles = await ask(adm, "PUT", `/identity/users/${userId}/roles`, { peran });
    expect(roles.status).toBe(200);
    expect(await closingOf(page, 10_000)).toBe(1012);
    const again = await openPage({ ...d1, ...(await oneMore("d2")) });
    await ask(adm, "POST", "/notifications", { kepada: "peran", peran: "auditor", judul: "Kabar", isi: "Isi" });
    expect(await hear(again, "notification.new")).toHaveLength(1);
    again.close();
  });
});

describe("a stream of events, where there can be no socket,", () => {
  const connected = async (headers: Record<string, string>) => {
    const stream = await openStream(headers);
    await expect.poll(() => stream.heard.length).toBeGreaterThan(0);
    return stream;
  };

  it("brings the same, goes on after the last number, and ends with the session", async () => {
    const own = { ...d1, ...(await oneMore("a2")) };
    const first = await connected(cookie(own));
    expect(first.response.headers.get("content-type")).toBe("text/event-stream");
    const adm = await institution.actor("ADM");
    const say = () => ask(adm, "POST", "/notifications", { kepada: "semua", judul: "Kabar", isi: "Isi" });
    const kinds = (stream: typeof first) => stream.heard.filter(({ type }) => type === "notification.new");
    await say();
    await expect.poll(() => kinds(first).length).toBe(1);
    await first.close();
    await say();
    const second = await connected({ ...cookie(own), "last-event-id": first.heard.at(-1)?.under ?? "" });
    await say();
    await expect.poll(() => kinds(second).length).toBe(2);
    for (const { under, id } of second.heard) expect(under).toBe(id);
    await ask(own, "POST", "/identity/logout");
    await expect.poll(second.ended).toBe(true);
    expect((await openStream(cookie(own))).response.status).toBe(401);
  });

  it("is refused to strangers, and one person has five at the most", async () => {
    expect((await openStream({})).response.status).toBe(401);
    expect((await openStream({ ...cookie(d1), origin: "https://jahat.example" })).response.status).toBe(403);
    const op = await institution.actor("OP");
    const streams: Awaited<ReturnType<typeof connected>>[] = [];
    for (let count = 0; count < 6; count++) streams.push(await connected(cookie(op)));
    await expect.poll(() => streams.filter((stream) => stream.ended()).length).toBe(1);
    for (const stream of streams) await stream.close();
  });
});

describe("pages have nothing to say", () => {
  it.each([
    ["a message of more than 4 kB", ["x".repeat(5_000)], 1009],
    ["one of bytes as long", [new Uint8Array(5_000)], 1009],
    ["twenty-one messages at once", Array.from({ length: 21 }, () => "halo"), 1008],
  ])("%s ends it", async (_, messages, code) => {
    const page = await openPage(d1);
    for (const message of messages) page.send(message);
    expect(await closingOf(page)).toBe(code);
  });

  it("but ping, which is answered as often as they like", async () => {
    const page = await openPage(d1);
    for (let count = 0; count < 50; count++) page.send("ping");
    await expect.poll(page.pongs).toBe(50);
    expect(page.closed()).toBeNull();
    page.close();
  });
});
