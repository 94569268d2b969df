import { beforeAll, describe, expect, it } from "vitest";
import { ask, newTrace, roundTrips } from "./setup/http.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "./setup/institution.ts";
import { median, rankDifference } from "./setup/ranks.ts";

/** Measurements of each kind. */
const times = 40;
let institution: TestInstitution;

beforeAll(async () => {
  institution = await makeInstitution();
  await ownerRows(
    `with orang as (insert into users (institution_id, nama, password_hash)
       select u.institution_id, 'Peserta ' || n, u.password_hash from users u, generate_series(1, $2::int) n where u.id = $1
       returning institution_id, id, nama)
     insert into user_identifiers (institution_id, value, kind, user_id)
       select institution_id, replace(lower(nama), ' ', '-'), 'username', id from orang`,
    [institution.people["D1"]?.user_id, times + 5],
  );
});

async function tryToLogIn(identifier: string, headers: Record<string, string> = {}) {
  const body = { identifier, password: "bukan kata sandinya", institution: institution.slug };
  const start = performance.now();
  const { status, body: answer } = await ask(null, "POST", "/identity/login", body, headers);
  return { ms: performance.now() - start, status, code: answer["code"], detail: answer["detail"] };
}

describe("whether a name exists", () => {
  it("is told by nothing that a login takes or does", async () => {
    const costs = await Promise.all(
      ["peserta-1", "tidak-ada-1"].map(async (identifier) => {
        const { traceId, traceparent } = newTrace();
        const { ms: _, ...told } = await tryToLogIn(identifier, { traceparent });
        return { ...told, trips: await roundTrips(traceId) };
      }),
    );
    expect(costs[0]).toEqual(costs[1]);
    expect(costs[0]).toMatchObject({ status: 401, trips: { neon: 1 } });
  });

  it("is told by no time: known and unknown ones, tried in turns, are one population", async () => {
    // Whatever is slow only once is over.
    for (const name of ["peserta-2", "tidak-ada-2", "peserta-3", "tidak-ada-3"]) await tryToLogIn(name);
    const known: number[] = [];
    const unknown: number[] = [];
    for (let at = 0; at < times; at++) {
      const pair = [
        { name: `peserta-${at + 5}`, list: known },
        { name: `tidak-ada-${at + 5}`, list: unknown },
      ];
      // Neither is always the first of a pair.
      for (const { name, list } of at % 2 === 0 ? pair : pair.toReversed()) {
        const { ms, status } = await tryToLogIn(name);
        expect(status).toBe(401);
        list.push(ms);
      }
    }
    const told = { known: median(known), unknown: median(unknown), sigmas: rankDifference(known, unknown) };
    expect(Math.abs(told.sigmas), JSON.stringify(told)).toBeLessThan(4);
  });

  it("would be told by a hash that is left out: the measure sees the difference it looks for", () => {
    const hashed = Array.from({ length: times }, (_, at) => 25 + (at % 7));
    const unhashed = hashed.map((ms, at) => ms - 20 + (at % 3));
    expect(Math.abs(rankDifference(hashed, unhashed))).toBeGreaterThan(4);
    expect(Math.abs(rankDifference(hashed, hashed.toReversed()))).toBeLessThan(1);
  });
});
