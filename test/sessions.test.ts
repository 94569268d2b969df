import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { personSeconds, sessionIdleSeconds, type KeptSession } from "../db/modules/identity/session.ts";
import { withFault } from "./setup/faults.ts";
import { ask, newTrace, pause, roundTrips, until, within } from "./setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";

let institution: TestInstitution;
let redis: Redis;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  redis = new Redis(inject("stack").redisUrl);
  // Redis remembers for longer than sessions last: one that it does not know has ended, and was not lost by it.
  await redis.set("sessions:since", Math.floor(Date.now() / 1000) - sessionIdleSeconds);
});
afterAll(() => redis.disconnect());

const sessionOf = ({ token }: Actor) =>
  (JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as { s: string }).s;
const keyOf = (actor: Actor) => `session:${institution.id}:${sessionOf(actor)}`;
const kept = async (actor: Actor) => JSON.parse((await redis.get(keyOf(actor))) ?? "null") as KeptSession | null;
/** Somebody, once the record of their login, which follows its answer, is there. */
async function loggedIn(key: string): Promise<Actor> {
  const actor = await institution.actor(key);
  await until(
    () => kept(actor),
    (session) => session !== null,
  );
  return actor;
}
const nameOf = async (actor: Actor) => (await ask(actor, "GET", "/identity/me")).body["nama"];

/** A change of a person as the application makes it: in the database, and then their tag is dropped. */
async function rename(actor: Actor, nama: string, drop = true): Promise<void> {
  await ownerRows("update users set nama = $1 where id = $2", [nama, actor.userId]);
  if (drop) await dropPerson(actor);
}

async function dropPerson({ userId }: Actor, version = `v${crypto.randomUUID()}`): Promise<void> {
  await redis.set(`tag:${institution.id}:orang:${userId}`, version);
}

describe("what a session keeps of a person", () => {
  it("is read at login, and not again with each request", async () => {
    const actor = await loggedIn("D1");
    await ask(actor, "GET", "/identity/me");
    await pause(1_000);
    const { traceId, traceparent } = newTrace();
    expect((await ask(actor, "GET", "/identity/me", undefined, { traceparent })).status).toBe(200);
    expect(await roundTrips(traceId)).toMatchObject({ neon: 0, upstash: 1 });
  });

  it("is read again within a second of a change, and kept as it then is", async () => {
    const actor = await loggedIn("D2");
    const before = await nameOf(actor);
    await rename(actor, "Nama Baru", false);
    await dropPerson(actor, "v-baru");
    expect(
      await within(
        3_000,
        () => nameOf(actor),
        (name) => name !== before,
      ),
    ).toBe("Nama Baru");
    const renewed = await until(
      () => kept(actor),
      (session) => session?.person.nama === "Nama Baru",
    );
    expect(renewed?.versi).toMatch(/^v-baru/);
  });

  it("takes a role away at once: what was allowed is refused", async () => {
    const actor = await loggedIn("B1");
    const staff = institution.people["D1"]?.pegawai_id ?? "";
    const account = () => ask(actor, "GET", `/pegawai/${staff}/rekening`);
    expect((await account()).status).not.toBe(403);
    await ownerRows("delete from user_roles where user_id = $1", [actor.userId]);
    await dropPerson(actor);
    expect((await within(3_000, account, ({ status }) => status === 403)).body["code"]).toBe("TIDAK_BERWENANG");
  });

  it("is read again after six hours, or used a little longer while the database is away", async () => {
    const actor = await loggedIn("D3");
    const before = await nameOf(actor);
    await rename(actor, "Tanpa Tanda", false);
    await pause(1_000);
    expect(await nameOf(actor)).toBe(before);
    const session = await kept(actor);
    await redis.set(
      keyOf(actor),
      JSON.stringify({ ...session, dibaca: (session?.dibaca ?? 0) - personSeconds - 1 }),
      "EX",
      600,
    );
    await pause(1_000);
    await withFault({ service: "neon", kind: "error", match: institution.id }, async () => {
      expect(await nameOf(actor)).toBe(before);
    });
    await pause(1_000);
    expect(await nameOf(actor)).toBe("Tanpa Tanda");
  });

  it("is not brought back by being read again when the session has ended meanwhile", async () => {
    const actor = await loggedIn("OP");
    await nameOf(actor);
    await dropPerson(actor);
    await redis.del(keyOf(actor));
    await pause(1_000);
    expect((await ask(actor, "GET", "/identity/me")).body).toMatchObject({ status: 401, code: "SESSION_EXPIRED" });
    expect(await redis.exists(keyOf(actor))).toBe(0);
  });

  it("is not believed for longer because it is busy: an ended session stays ended", async () => {
    const actor = await loggedIn("A1");
    await nameOf(actor);
    await redis.del(keyOf(actor));
    // Each asks for tags that this isolate does not know yet.
    const look = async () => (await ask(actor, "GET", `/sppd/${crypto.randomUUID()}`)).status;
    expect(await within(2_000, look, (status) => status === 401)).toBe(401);
  });
});
