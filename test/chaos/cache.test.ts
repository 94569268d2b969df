import { afterAll, beforeAll, expect, it } from "vitest";
import { withFault } from "../setup/faults.ts";
import { ask, newTrace, roundTrips, until } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { draft, orderE1 } from "../setup/orders.ts";
import { kill, start } from "../setup/processes.ts";

let d1: Actor;
let institution: TestInstitution;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
});
afterAll(() => start("postgres"));

const draftsPath = "/sppd?per_page=8";
const paths = ["/sppd?per_page=9", "/referensi/unit", "/sppd/ringkasan"];

async function read(path: string): Promise<{ cache: string | null; body: unknown; postgres: number }> {
  const { traceId, traceparent } = newTrace();
  const { headers, body } = await ask(d1, "GET", path, undefined, { traceparent });
  return { cache: headers.get("x-cache"), body, postgres: (await roundTrips(traceId)).neon };
}

/**
 * Reads again, and with an edge that begins anew. What is asked for a second time is put into KV, after the answer: an edge may
 * be killed before that.
 */
function readAnew(...all: string[]) {
  return until(
    async () => {
      await Promise.all(all.map(read));
      await restartEdge();
      return await Promise.all(all.map(read));
    },
    (replies) => replies.every(({ cache }) => cache === "HIT"),
  );
}

async function restartEdge(): Promise<void> {
  await kill("edge");
  await start("edge");
}

it("an edge that begins anew takes from KV what it knew, and from then on from its memory; without Postgres, and without KV", async () => {
  const before = await Promise.all(paths.map(read));
  expect(before.map(({ cache }) => cache)).toEqual(["MISS", "MISS", "MISS"]);
  const known = before.map(({ body }) => ({ cache: "HIT", body, postgres: 0 }));
  expect(await readAnew(...paths)).toEqual(known);
  await withFault({ service: "kv", kind: "error", match: institution.id }, async () => {
    expect(await Promise.all(paths.map(read))).toEqual(known);
  });
  await kill("postgres");
  await restartEdge();
  expect(await Promise.all(paths.map(read))).toEqual(known);
});

it("what it took from KV is shown, marked stale, also when it was dropped since and Postgres is away", async () => {
  await start("postgres");
  const { body } = await read(draftsPath);
  expect(await readAnew(draftsPath)).toEqual([{ cache: "HIT", body, postgres: 0 }]);
  await draft(d1, orderE1(institution, [d1.pegawaiId]));
  await kill("postgres");
  expect(await read(draftsPath)).toMatchObject({ cache: "STALE", body });
});
