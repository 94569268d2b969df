import { beforeAll, describe, expect, it } from "vitest";
import { manifests, type Slug } from "../../db/modules/registry.ts";
import { modules } from "../../workers/modules/index.ts";
import { makeInstitution } from "../setup/institution.ts";
import { arrangements, Ground } from "./arrangements.ts";
import { readContract, type Contract, type Operation } from "./document.ts";
import { send, type Got } from "./http.ts";
import { exampleParts, toRequest } from "./requests.ts";

let contract: Contract;
let ground: Ground;
beforeAll(async () => {
  [contract, ground] = await Promise.all([
    readContract(),
    makeInstitution({ today: "2026-04-06" }).then((institution) => new Ground(institution)),
  ]);
});

/** Every operation, as the modules' routes name them: the document is asked for when the tests run. */
const slugs = Object.keys(manifests) as Slug[];
const ids = (await Promise.all(slugs.map((slug) => modules[slug]())))
  .flatMap(({ routes }) => routes)
  .map(({ operationId }) => operationId);

function operation(id: string): Operation {
  const found = contract.operations.find((one) => one.id === id);
  if (!found) throw new Error(`the document has no ${id}`);
  return found;
}

/** What is wrong with an answer that should be a success: its status, its type, its shape. */
function faultsOf({ answers }: Operation, got: Got): string {
  const documented = answers.get(got.status);
  if (!documented) return `${got.status} is not documented: ${got.text}`;
  if (documented.type === null) return got.text === "" ? "" : "a body where none is documented";
  const type = got.headers["content-type"] ?? "";
  if (documented.type === "application/octet-stream") return got.text.length > 0 ? "" : "an empty file";
  return type.startsWith(documented.type) ? documented.faults(got.json) : `it is ${type}`;
}

describe("the example of every operation", () => {
  it("is brought about here: whoever adds a route says how, and no arrangement outlives its route", () => {
    expect(Object.keys(arrangements).sort()).toEqual([...ids].sort());
  });

  it.each(ids)("%s works as it is documented, and its answer has the documented shape", async (id) => {
    const arranged = await arrangements[id]?.(ground);
    if (!arranged) throw new Error(`${id} has no arrangement`);
    const one = operation(id);
    const bare = one.method === "GET" ? [false, true] : [true];
    for (const all of bare) {
      const keyed = one.method === "POST" && !one.open ? { "idempotency-key": crypto.randomUUID() } : {};
      const got = await send(toRequest(one, arranged.token, exampleParts(one, arranged, all), keyed));
      expect([id, all, faultsOf(one, got)]).toEqual([id, all, ""]);
    }
  });

  it("stands for everything that may be said: each parameter has one, and so has each body", () => {
    for (const { id, parameters, body } of contract.operations) {
      for (const { name, example } of parameters) expect([id, name, example]).not.toEqual([id, name, undefined]);
      if (body?.type === "application/json") expect([id, body.example]).toEqual([id, expect.any(Object)]);
    }
  });
});
