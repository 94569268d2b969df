import { beforeAll, describe, expect, it } from "vitest";
import { manifests, type Slug } from "../../db/modules/registry.ts";
import { modules } from "../../workers/modules/index.ts";
import { makeInstitution } from "../setup/institution.ts";
import { arrangements } from "./arrangements.ts";
import { exportArrangements } from "./exports.ts";
import { Ground } from "./ground.ts";
import { readContract, type Contract, type Operation, type Schema } from "./document.ts";
import { send, type Got } from "./http.ts";
import { exampleParts, toRequest, type Parts } from "./requests.ts";

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

/** Fields that stand in no example: they exclude one that does, or what makes the example work leaves no place for them. */
const elsewhere: readonly string[] = [
  "amendTrip /etape/jam_mulai",
  "amendTrip /etape/jam_selesai",
  "broadcastNotification /unit_id",
  "correctTarif /kelompok",
  "createOrder /biaya/narasumber_luar",
  "createOrder /etape/jam_mulai",
  "createOrder /etape/jam_selesai",
  "createPegawai /gelar_depan",
  "createPegawai /kesetaraan",
  "createUser /pegawai_id",
  "issueSt /nomor",
  "linkMembership /otp",
  "logIn /otp",
  "updateOrder /biaya/narasumber_luar",
  "updateOrder /etape/jam_mulai",
  "updateOrder /etape/jam_selesai",
  "updateUser /password",
  "updateUser /pegawai_id",
];

/** One of many that are alike: of the permissions of a role, and of the kinds of identifiers, some stand for all. */
const alike = /^\/(izin|pengenal)\//;

/** The fields of a schema that an example leaves out, at every level that it reaches. */
function unsaidIn(schema: Schema | undefined, example: unknown, path = ""): string[] {
  if (Array.isArray(example)) return unsaidIn(schema?.items, Object.assign({}, ...(example as object[])), path);
  if (typeof example !== "object" || example === null) return [];
  const said = example as Readonly<Record<string, unknown>>;
  return Object.entries(schema?.properties ?? {}).flatMap(([name, one]) =>
    name in said ? unsaidIn(one, said[name], `${path}/${name}`) : [`${path}/${name}`],
  );
}

/** Lists as files. */
const exports = Object.keys(exportArrangements).filter((id) => id.startsWith("export"));

/** What may be done once only, however often it comes: a POST, and a PUT that names the version it was written against. */
function takesKey({ method, open, parameters }: Operation): boolean {
  return method === "POST" ? !open : method === "PUT" && parameters.some(({ name }) => name === "versi");
}

/** POSTs that take no key: see what docs/decisions.md says of each. */
const keyless = [
  "acceptInvitation",
  "confirmEmail",
  "describeLink",
  "logIn",
  "logOut",
  "onboardInstitution",
  "requestReset",
  "resetPassword",
];
/** Reads that answer with a file rather than with something that may have changed. */
const untagged = [
  "getImportErrors",
  "getImportTemplate",
  "getTariffErrors",
  "getTariffTemplate",
  "exportNominative",
  "exportRecapitulation",
  ...exports,
].sort();

/** Each time it is read there is one more of what it shows: that it was read; or others add to it all the time. */
const growing = ["listOperatorAccess", "summariseVitals"];

/** The example was sent before: what must be unlike everything else is made so. */
function changed(id: string, parts: Parts): Parts {
  if (id !== "createPegawai") return parts;
  const { nip: _, ...body } = parts.body as Record<string, unknown>;
  return { ...parts, body };
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
      const keyed = takesKey(one) ? { "idempotency-key": crypto.randomUUID() } : {};
      const token = await ground.tokenOf(arranged);
      const got = await send(toRequest(one, token, exampleParts(one, arranged, all), keyed));
      expect([id, all, faultsOf(one, got)]).toEqual([id, all, ""]);
    }
  });

  it("of a POST, or of a PUT that names a version, is done once under a key, however often it is sent, and answered alike", async () => {
    const posts = contract.operations.filter(({ method }) => method === "POST");
    const without = posts.filter(({ id, open }) => open || id === "logOut").map(({ id }) => id);
    expect(without.toSorted()).toEqual(keyless);
    for (const one of contract.operations.filter((each) => takesKey(each) && !keyless.includes(each.id))) {
      const arranged = await arrangements[one.id]?.(ground);
      if (!arranged) throw new Error(`${one.id} has no arrangement`);
      const parts = changed(one.id, exampleParts(one, arranged, true));
      const key = { "idempotency-key": crypto.randomUUID() };
      const once = await send(toRequest(one, await ground.tokenOf(arranged), parts, key));
      const twice = await send(toRequest(one, await ground.tokenOf(arranged), parts, key));
      expect([one.id, faultsOf(one, once), twice.status, twice.text]).toEqual([one.id, "", once.status, once.text]);
      expect([one.id, twice.headers["idempotency-replayed"]]).toEqual([one.id, "true"]);
    }
  }, 120_000);

  it("of a read is not sent again to whoever has it, unless it has changed since", async () => {
    const bare: string[] = [];
    for (const one of contract.operations.filter(({ method, open }) => method === "GET" && !open)) {
      if (growing.includes(one.id)) continue;
      const arranged = await arrangements[one.id]?.(ground);
      if (!arranged) throw new Error(`${one.id} has no arrangement`);
      const token = await ground.tokenOf(arranged);
      const ask = async (headers: Record<string, string>) =>
        await send(toRequest(one, token, exampleParts(one, arranged, false), headers));
      let { etag } = (await ask({})).headers;
      if (etag === undefined) {
        bare.push(one.id);
        continue;
      }
      let [same, any, other] = [await ask({}), await ask({}), await ask({})];
      // What was issued above is rendered meanwhile, and then it has changed: once more.
      for (let tries = 0; tries < 100; tries++) {
        same = await ask({ "if-none-match": etag });
        any = await ask({ "if-none-match": `"lain", W/${etag.replace(/^W\//, "")}` });
        other = await ask({ "if-none-match": '"lain"' });
        const { etag: last = "" } = other.headers;
        if (last === etag) break;
        etag = last;
      }
      expect([one.id, same.status, same.text, same.headers.etag]).toEqual([one.id, 304, "", etag]);
      expect([one.id, any.status, other.status]).toEqual([one.id, 304, 200]);
    }
    expect(bare.toSorted()).toEqual(untagged);
  }, 120_000);

  it("stands for everything that may be said: each parameter has one, and so has each body", () => {
    for (const { id, parameters, body } of contract.operations) {
      for (const { name, example } of parameters) expect([id, name, example]).not.toEqual([id, name, undefined]);
      if (body?.type === "application/json") expect([id, body.example]).toEqual([id, expect.any(Object)]);
    }
  });

  it("says every field of its body, so that what walks the examples walks them all", () => {
    const unsaid = contract.operations.flatMap(({ id, body }) =>
      body?.type === "application/json"
        ? unsaidIn(body.schema, body.example)
            .filter((name) => !alike.test(name))
            .map((name) => `${id} ${name}`)
        : [],
    );
    expect(unsaid.sort()).toEqual([...elsewhere].sort());
  });
});
