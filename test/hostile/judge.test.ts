import { beforeAll, describe, expect, it } from "vitest";
import { arrangements } from "./arrangements.ts";
import type { Operation } from "./document.ts";
import type { Got, Sent } from "./http.ts";
import { partner } from "./protection.ts";
import { exampleParts, toRequest } from "./requests.ts";
import { makeWorld, type World } from "./world.ts";

let world: World;
let operation: Operation;
let sent: Sent;
let good: Got;
let refused: Got;

beforeAll(async () => {
  world = await makeWorld();
  const found = world.contract.operations.find(({ id }) => id === "getPegawai");
  const arranged = await arrangements["getPegawai"]?.(world.ground);
  if (!found || !arranged) throw new Error("there is no getPegawai");
  operation = found;
  sent = toRequest(operation, await world.ground.tokenOf(arranged), exampleParts(operation, arranged, true));
  good = (await world.probe(operation, sent)).got;
  const nobody = toRequest(operation, null, exampleParts(operation, arranged, true));
  refused = (await world.probe(operation, nobody)).got;
});

/** An answer with something of its JSON changed. */
function changed(got: Got, more: Record<string, unknown>): Got {
  const json = { ...got.json, ...more };
  return { ...got, json, text: JSON.stringify(json) };
}

describe("the judge of answers", () => {
  it("has nothing against a success as documented, nor against a problem", () => {
    expect(world.judge.faults(operation, sent, good)).toEqual([]);
    expect([refused.code, world.judge.faults(operation, sent, refused)]).toEqual(["BELUM_MASUK", []]);
  });

  it("sees a success of another shape or status", () => {
    const found = (got: Got) => world.judge.faults(operation, sent, got);
    expect(found(changed(good, { nip: 7 }))).not.toEqual([]);
    expect(found(changed(good, { kata_sandi: "x" }))).not.toEqual([]);
    expect(found({ ...good, status: 201 })).not.toEqual([]);
  });

  it("sees the neighbour's names and ids, but for those that were asked about", () => {
    const { order } = world.neighbour;
    const theirs = changed(good, { nama: `tetangga ${order}` });
    expect(world.judge.faults(operation, sent, theirs)).not.toEqual([]);
    const asking = { ...sent, path: sent.path.replace(/[\da-f-]{36}/, order) };
    expect(world.judge.faults(operation, asking, theirs)).toEqual([]);
  });

  it.each([
    'duplicate key value violates unique constraint "pegawai_nip"',
    "invalid input syntax for type uuid at or near approval_logs",
    "ZodError: expected string",
    "TypeError: x is not a function at handle (worker.js:1:2)",
    "redis is away",
    "[object Object]",
    "undefined",
  ])("sees what nobody should read in a problem: %s", (detail) => {
    expect(world.judge.faults(operation, sent, changed(refused, { detail }))).not.toEqual([]);
  });

  it("sees a fault of ours, a missing id, another language, an error that tells nothing", () => {
    const found = (got: Got) => world.judge.faults(operation, sent, got);
    expect(found({ ...refused, status: 500 })).not.toEqual([]);
    expect(found(changed(refused, { request_id: crypto.randomUUID() }))).not.toEqual([]);
    expect(found(changed(refused, { title: "Not logged in" }))).not.toEqual([]);
    expect(found(changed(refused, { code: "SALAH" }))).not.toEqual([]);
    expect(found(changed(refused, { errors: [{ pointer: "/nip", code: "NIP_PANJANG" }] }))).not.toEqual([]);
    expect(found({ ...refused, headers: { ...refused.headers, "content-type": "text/html" } })).not.toEqual([]);
    expect(found({ ...good, headers: { ...good.headers, "x-suntikan": "1" } })).not.toEqual([]);
  });

  it("sees a header of protection that is missing, and one that lets another origin read", () => {
    const found = (more: Got["headers"], asked = sent) =>
      world.judge.faults(operation, asked, { ...good, headers: { ...good.headers, ...more } });
    expect(found({ "x-frame-options": undefined })).toEqual(["its x-frame-options is undefined"]);
    expect(found({ "content-security-policy": "default-src *" })).toHaveLength(1);
    const shared = { "access-control-allow-origin": partner, "cross-origin-resource-policy": "cross-origin" };
    expect(found(shared)).toHaveLength(2);
    expect(found(shared, { ...sent, headers: { ...sent.headers, origin: "https://jahat.example" } })).toHaveLength(2);
    expect(found(shared, { ...sent, headers: { ...sent.headers, origin: partner } })).toEqual([]);
  });
});
