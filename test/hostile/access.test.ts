import { beforeAll, describe, expect, inject, it, vi } from "vitest";
import { issueToken, type TokenClaims } from "../../db/modules/identity/token.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, type TestInstitution } from "../setup/institution.ts";
import { makeJudge, type Judge } from "./answers.ts";
import { arrangements } from "./arrangements.ts";
import { Ground } from "./ground.ts";
import { readContract, type Contract, type Operation, type Schema } from "./document.ts";
import { replaceAt } from "./inputs.ts";
import { makeNeighbour, type Neighbour } from "./neighbour.ts";
import { exampleParts, toRequest, type Parts } from "./requests.ts";
import { forgetTries, sendAnyway } from "./tries.ts";

// Many requests each: on a machine that is busy elsewhere they take their time.
vi.setConfig({ testTimeout: 120_000 });

const host = () => `kampus-${crypto.randomUUID()}.localhost:${new URL(inject("stack").urls.edge).port}`;
const hosts = { ours: host(), theirs: host() };

let contract: Contract;
let ours: TestInstitution;
let neighbour: Neighbour;
let judge: Judge;
/** The operations that ask who somebody is. */
let closed: readonly Operation[];

/** Of all tests here, so that no two orders share a day. */
let ground: Ground;
beforeAll(async () => {
  [contract, ours, neighbour] = await Promise.all([
    readContract(),
    makeInstitution({ today: "2026-04-06", host: hosts.ours }),
    makeNeighbour(hosts.theirs),
  ]);
  judge = await makeJudge(contract, neighbour);
  ground = new Ground(ours);
  closed = contract.operations.filter(({ open }) => !open);
});

/** The example of an operation, with ids that nobody has. */
function example(operation: Operation, ids: Record<string, string> = {}): Parts {
  const params = Object.fromEntries(
    operation.parameters
      .filter(({ in: place, schema }) => place === "path" && schema.format === "uuid")
      .map(({ name }) => [name, ids[name] ?? crypto.randomUUID()]),
  );
  return exampleParts(operation, { as: null, params, file: new TextEncoder().encode("%PDF-1.7") }, false);
}

/** Asks and has the answer judged; the status and the code. */
async function codeOf(
  operation: Operation,
  token: string | null,
  parts = example(operation),
  headers: Record<string, string> = {},
): Promise<string> {
  const sent = toRequest(operation, token, parts, headers);
  const got = await sendAnyway([ours], sent);
  expect([operation.id, judge.faults(operation, sent, got)]).toEqual([operation.id, []]);
  return `${operation.id} ${got.status} ${got.code}`;
}

describe("every operation that is not public", () => {
  it("says nothing to nobody: no token, a broken one, a forged one, one of another key", async () => {
    const { SESSION_KEY, LINK_KEY } = inject("stack").env;
    const d1 = await ours.actor("D1");
    const [payload = "", signature = ""] = d1.token.split(".");
    const claims: TokenClaims = {
      institutionId: ours.id,
      userId: d1.userId,
      sessionId: crypto.randomUUID(),
      expires: 9_999_999_999,
    };
    const text = JSON.stringify({ i: ours.id, u: d1.userId, s: crypto.randomUUID(), x: 9_999_999_999 });
    const headers: Record<string, string>[] = [
      {},
      ...[
        "",
        "Bearer",
        "Bearer ",
        `Basic ${btoa("d1:sandi")}`,
        `bearer ${d1.token}`,
        `Bearer ${d1.token} `.replace(/ $/, "\tx"),
        `Bearer ${d1.token}, Bearer ${d1.token}`,
        `Bearer ${payload}`,
        `Bearer ${payload}.`,
        `Bearer .${signature}`,
        `Bearer ${payload}.${signature}.${signature}`,
        `Bearer ${payload}.${signature.slice(0, -2)}`,
        `Bearer ${payload}.${"A".repeat(signature.length)}`,
        `Bearer ${btoa(text).replaceAll("=", "")}.${signature}`,
        `Bearer ${"A".repeat(6_000)}.${signature}`,
        `Bearer ${await issueToken(LINK_KEY, claims)}`,
        `Bearer ${await issueToken("x".repeat(40), claims)}`,
        `Bearer ${await issueToken(`${SESSION_KEY} `, claims)}`,
        `Bearer eyJhbGciOiJub25lIn0.${payload}.`,
      ].map((authorization) => ({ authorization })),
    ];
    for (const [turn, operation] of closed.entries()) {
      // No token everywhere, and of the others a fourth: another fourth at the next operation.
      const tried = headers.filter((_, index) => index === 0 || index % 4 === turn % 4);
      const answers = await Promise.all(tried.map((one) => codeOf(operation, null, example(operation), one)));
      expect(new Set(answers)).toEqual(new Set([`${operation.id} 401 BELUM_MASUK`]));
    }
  });

  it("says to whoever was here before that their session is over: expired, ended, never begun", async () => {
    const { SESSION_KEY } = inject("stack").env;
    const gone = await ground.freshActor("D2");
    expect((await ask(gone, "POST", "/identity/logout")).status).toBe(204);
    const now = Math.floor(Date.now() / 1000);
    const claims = { institutionId: ours.id, userId: gone.userId, sessionId: crypto.randomUUID() };
    const tokens = [
      gone.token,
      await issueToken(SESSION_KEY, { ...claims, expires: now - 1 }),
      await issueToken(SESSION_KEY, { ...claims, expires: -1 }),
      await issueToken(SESSION_KEY, { ...claims, expires: now + 1_000 }),
      // Of our institution, with the session of a neighbour.
      await issueToken(SESSION_KEY, { ...claims, expires: now + 1_000, sessionId: neighbour.ids["sessions"] ?? "" }),
    ];
    for (const operation of closed) {
      const answers = await Promise.all(tokens.map((token) => codeOf(operation, token)));
      expect(new Set(answers)).toEqual(new Set([`${operation.id} 401 SESSION_EXPIRED`]));
    }
  });

  it("takes nobody's token on the host of another institution", async () => {
    const { token } = await ours.actor("D1");
    for (const operation of closed) {
      const answer = await codeOf(operation, token, example(operation), { host: hosts.theirs });
      expect(answer).toBe(`${operation.id} 403 INSTITUSI_LAIN`);
    }
    const me = closed.find(({ id }) => id === "whoAmI");
    for (const own of [hosts.ours, new URL(inject("stack").urls.edge).host]) {
      if (me) expect(await codeOf(me, token, example(me), { host: own })).toBe("whoAmI 200 -");
    }
  });
});

/** Ids in bodies that need not be known, each with its reason. */
const harmless: Readonly<Record<string, string>> = {};

/** What goes with an id that the example has no room for. */
const besides: Readonly<Record<string, object>> = {
  "broadcastNotification unit_id": { kepada: "unit", peran: undefined },
  "createOrder biaya/narasumber_luar/0": { biaya: { narasumber_luar: [] } },
  "updateOrder biaya/narasumber_luar/0": { biaya: { narasumber_luar: [] } },
};

/** The paths of all ids in a body of a schema; of a list's items in its first. */
function uuidsIn(schema: Schema, path: readonly string[] = []): string[][] {
  const own = schema.format === "uuid" ? [[...path]] : [];
  const choices = (schema.anyOf ?? []).flatMap((one) => uuidsIn(one, path));
  const items = schema.items ? uuidsIn(schema.items, [...path, "0"]) : [];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => uuidsIn(one, [...path, name]));
  return [...own, ...choices, ...items, ...fields];
}

/** Everything of the neighbour's that has an id: an order, and one of each table. */
const theirIds = () => [neighbour.order, ...Object.values(neighbour.ids)];

/** What most things refer to. */
const essential = ["unit_kerja", "pegawai", "pejabat", "anggaran", "users", "notifikasi"];

/**
 * Of these, what a change could mean: what most things refer to, and rows of the tables that its path or its field's name mentions.
 * Changes wait for each other, and whoever waits too long is told 503: all of them at once would be told so on a busy machine.
 */
function idsMeantBy(words: string): string[] {
  const meant = Object.entries(neighbour.ids).filter(
    ([table]) => essential.includes(table) || table.split("_").some((word) => words.includes(word)),
  );
  return [neighbour.order, ...meant.map(([, id]) => id)];
}

describe("what belongs to another institution", () => {
  it("does not exist for whoever names it: each id in a path is answered as one that nobody has", async () => {
    const pathed = closed.filter(({ parameters }) =>
      parameters.some((one) => one.in === "path" && one.schema.format === "uuid"),
    );
    expect(pathed.length).toBeGreaterThan(10);
    for (const operation of pathed) {
      // What was sent to the one before counts against what this one needs: uploads.
      await forgetTries([ours]);
      const arranged = await arrangements[operation.id]?.(ground);
      if (!arranged) throw new Error(`${operation.id} has no arrangement`);
      const asked = async (id: string) =>
        await codeOf(
          operation,
          await ground.tokenOf(arranged),
          exampleParts(operation, { ...arranged, params: { ...arranged.params, id } }, false),
        );
      const unknown = await asked(crypto.randomUUID());
      const ids = operation.method === "GET" ? theirIds() : idsMeantBy(operation.path);
      expect(new Set(await Promise.all(ids.map(asked)))).toEqual(new Set([unknown]));
      expect(unknown).toMatch(/ 404 TIDAK_DITEMUKAN$/);
    }
  });

  it("cannot be referred to: each id in a body or a query is as good as none", async () => {
    let tried = 0;
    for (const operation of closed) {
      const paths = operation.body?.type === "application/json" ? uuidsIn(operation.body.schema) : [];
      if (paths.length > 0) await forgetTries([ours]);
      const arranged = paths.length > 0 ? await arrangements[operation.id]?.(ground) : undefined;
      for (const path of paths) {
        const name = `${operation.id} ${path.join("/")}`;
        if (!arranged) throw new Error(`${operation.id} has no arrangement`);
        tried += 1;
        const parts = exampleParts(operation, arranged, true);
        const asked = async (id: string) => {
          const body = replaceAt({ ...(parts.body as object), ...besides[name] }, path, id);
          return await codeOf(operation, await ground.tokenOf(arranged), { ...parts, body });
        };
        const unknown = await asked(crypto.randomUUID());
        const theirs = await Promise.all(idsMeantBy(name).map(asked));
        expect([name, new Set(theirs)]).toEqual([name, new Set([unknown])]);
        if (name in harmless) continue;
        expect([name, unknown]).toEqual([name, expect.stringMatching(/ 4(?!29)\d\d /) as unknown]);
      }
    }
    expect(tried).toBeGreaterThan(8);
    for (const operation of closed.filter(({ method }) => method === "GET")) {
      const named = operation.parameters.filter((one) => one.in === "query" && one.schema.format === "uuid");
      const arranged = named.length > 0 ? await arrangements[operation.id]?.(ground) : undefined;
      for (const { name } of named) {
        if (!arranged) throw new Error(`${operation.id} has no arrangement`);
        const { query, ...parts } = exampleParts(operation, arranged, false);
        const token = await ground.tokenOf(arranged);
        const answers = await Promise.all(
          theirIds().map((id) => codeOf(operation, token, { ...parts, query: { ...query, [name]: id } })),
        );
        for (const one of answers) expect(one).toMatch(/ 200 -$/);
      }
    }
  });
});
