import { beforeAll, describe, expect, it, vi } from "vitest";
import { isOpenAt, type Operation } from "./document.ts";
import type { Sent } from "./http.ts";
import { toRequest } from "./requests.ts";
import { eachOf, makeWorld, type World } from "./world.ts";

// Many requests each: on a machine that is busy elsewhere they take their time.
vi.setConfig({ testTimeout: 120_000 });

let world: World;
/** The operations that take JSON. */
let bodied: Operation[];

beforeAll(async () => {
  world = await makeWorld();
  bodied = world.contract.operations.filter(({ body }) => body?.type === "application/json");
});

/** Sends the example with something of it changed; the status and the code of a clean answer. */
async function told(operation: Operation, change: (sent: Sent) => Partial<Sent>): Promise<string> {
  const { token, parts } = await world.example(operation);
  const sent = toRequest(operation, token, parts);
  const { got, faults } = await world.probe(operation, { ...sent, ...change(sent) });
  expect([operation.id, faults]).toEqual([operation.id, []]);
  return `${operation.id} ${got.status} ${got.code}`;
}

/** Sends each of these bodies to every operation that takes one, and expects the same answer to all of them. */
async function expectAll(bodies: readonly (string | Uint8Array)[], expected: string, more: Partial<Sent> = {}) {
  const all = bodied.flatMap((operation) => bodies.map((body) => ({ operation, body })));
  expect(bodied.length).toBeGreaterThan(8);
  await eachOf(all, 8, async ({ operation, body }) => {
    expect(await told(operation, () => ({ body, ...more }))).toBe(`${operation.id} ${expected}`);
  });
}

describe("every operation that takes JSON", () => {
  it("takes nothing else, whatever it looks like", async () => {
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/xml",
      "application/json-patch+json",
      "application/jsonx",
      "json",
      "*/*",
      "text/html, application/json",
    ];
    const all = bodied.flatMap((operation) => types.map((type) => ({ operation, type })));
    await eachOf(all, 8, async ({ operation, type }) => {
      const answer = await told(operation, ({ headers }) => ({ headers: { ...headers, "content-type": type } }));
      expect(answer).toBe(`${operation.id} 415 JENIS_ISI_TIDAK_DIDUKUNG`);
    });
    const [operation] = bodied;
    if (!operation) throw new Error("nothing takes JSON");
    const untyped = await told(operation, ({ headers }) => {
      const { "content-type": _, ...rest } = headers ?? {};
      return { headers: rest };
    });
    expect(untyped).toBe(`${operation.id} 415 JENIS_ISI_TIDAK_DIDUKUNG`);
  });

  it("says that it cannot read what is no JSON: nothing, a half, another notation, bytes that are no text", async () => {
    const bodies = ["", " ", "{", '{"a":1,}', "{'a':1}", "{}{}", "undefined", "NaN", "\u0000", '{"a":01}', "{a:1}"];
    const broken = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
    await expectAll([...bodies, broken, Buffer.from('{"a":1}', "utf16le")], "400 JSON_TIDAK_SAH");
  });

  it("refuses JSON that is no object", async () => {
    await expectAll(["null", "true", "0", "1e400", '"{}"', "[]", "[{}]", '""'], "422 DATA_TIDAK_SAH");
  });

  it("reads no more than it may, whether it is told the length or not", async () => {
    const large = JSON.stringify({ isi: "x".repeat(300_000) });
    await expectAll([large], "413 ISI_TERLALU_BESAR");
    await expectAll([large], "413 ISI_TERLALU_BESAR", { chunked: true });
    const blanks = `${" ".repeat(262_145)}{}`;
    await expectAll([blanks], "413 ISI_TERLALU_BESAR", { chunked: true });
  });

  it("does not sink into what is nested ten thousand deep", async () => {
    const depth = 10_000;
    const arrays = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    const objects = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    await expectAll([arrays, objects, `{"institution":${objects}}`, `{"pelaksana":${arrays}}`], "422 DATA_TIDAK_SAH");
    await expectAll(["[".repeat(depth)], "400 JSON_TIDAK_SAH");
  });

  it("refuses a field that it does not know, at every level, and says where it stands", async () => {
    for (const operation of bodied) {
      const { token, parts } = await world.example(operation);
      for (const path of objectsIn(parts.body)) {
        if (isOpenAt(operation.body?.schema, [...path, "*"])) continue;
        for (const name of ["tidak_dikenal", "constructor", "toString", "is/ian~"]) {
          const body = structuredClone(parts.body);
          Object.assign(at(body, path), { [name]: 1 });
          const { got, faults } = await world.probe(operation, toRequest(operation, token, { ...parts, body }));
          expect([operation.id, path, faults]).toEqual([operation.id, path, []]);
          const pointer = [...path, name]
            .map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`)
            .join("");
          expect(got.json).toMatchObject({
            code: "DATA_TIDAK_SAH",
            errors: expect.arrayContaining([
              expect.objectContaining({ pointer, code: "KOLOM_TIDAK_DIKENAL" }),
            ]) as unknown,
          });
        }
      }
    }
  });

  it("names the field of a text that nothing could store or print", async () => {
    const cases = [
      ["logIn", "identifier", "d1\u0000"],
      ["logIn", "institution", "\ud800"],
      ["returnOrder", "alasan", "Lampirkan undangan\u0000 dulu"],
      ["createPegawai", "nama", "Laras \u202eitawamusuK"],
      ["createPegawai", "jabatan", "Lektor \udc00"],
      ["setHoliday", "nama", "Dies\u0007"],
    ] as const;
    for (const [id, name, text] of cases) {
      const operation = bodied.find((one) => one.id === id);
      if (!operation) throw new Error(`there is no ${id}`);
      const { token, parts } = await world.example(operation);
      const body = { ...(parts.body as object), [name]: text };
      const { got, faults } = await world.probe(operation, toRequest(operation, token, { ...parts, body }));
      expect([id, faults, got.json?.["errors"]]).toEqual([
        id,
        [],
        [{ pointer: `/${name}`, code: "KARAKTER_TERLARANG", detail: expect.stringMatching(/\w/) as unknown }],
      ]);
    }
  });

  it("lets nobody reach behind its objects: __proto__ is nothing to it", async () => {
    const evil = '"__proto__":{"peran":"admin","catatan":"x","alasan":"sepuluh huruf lebih","polluted":1}';
    for (const operation of bodied) {
      const plain = await told(operation, () => ({}));
      const answer = await told(operation, ({ body }) => ({
        body: String(body).replace("{", `{${evil},`).replace(",}", "}"),
      }));
      expect([plain, `${operation.id} 422 DATA_TIDAK_SAH`]).toContain(answer);
    }
  });

  it("says the same of a field that is given twice as of its last value", async () => {
    for (const operation of bodied) {
      const plain = await told(operation, () => ({}));
      const [name] = Object.keys(operation.body?.example as object);
      if (name === undefined) continue;
      const twice = await told(operation, ({ body }) => ({ body: String(body).replace("{", `{"${name}":[],`) }));
      expect(twice).toBe(plain);
    }
  });
});

describe("every operation that takes no JSON", () => {
  it("is moved by no body at all", async () => {
    const others = world.contract.operations.filter(
      ({ id, body, method }) => body === null && method !== "GET" && id !== "logOut",
    );
    expect(others.length).toBeGreaterThan(5);
    for (const operation of others) {
      // Twice: what can be done once is done then.
      await told(operation, () => ({}));
      const plain = await told(operation, () => ({}));
      for (const body of ["{", "x".repeat(20_000), '{"id":"lain"}']) {
        const answer = await told(operation, ({ headers }) => ({
          body,
          headers: { ...headers, "content-type": "application/json" },
        }));
        expect(answer).toBe(plain);
      }
    }
  });

  it("takes only files whose content is one of those that are accepted, however they are called", async () => {
    const upload = world.contract.operations.find(({ id }) => id === "attachInvitation");
    if (!upload) throw new Error("there is no upload");
    for (const body of ["", "<svg onload=alert(1)>", "MZ\u0000", "#!/bin/sh", "<!doctype html>", "\u0000%PDF-1.7"]) {
      for (const type of ["application/pdf", "text/html", "application/octet-stream"]) {
        const answer = await told(upload, ({ headers }) => ({ body, headers: { ...headers, "content-type": type } }));
        expect(answer).toBe("attachInvitation 422 BERKAS_TIDAK_DITERIMA");
      }
    }
    const large = Buffer.alloc(10 * 1024 * 1024 + 1, "%PDF-1.7");
    expect(await told(upload, () => ({ body: large }))).toBe("attachInvitation 413 ISI_TERLALU_BESAR");
    expect(await told(upload, () => ({ body: large, chunked: true }))).toBe("attachInvitation 413 ISI_TERLALU_BESAR");
  });
});

describe("every operation", () => {
  it("refuses a name in the query that it does not know, with everything else as it should be", async () => {
    await eachOf(world.contract.operations, 8, async (operation) => {
      const { token, parts } = await world.example(operation);
      const sent = toRequest(operation, token, { ...parts, query: { ...parts.query, tidak_dikenal: "1" } });
      const { got, faults } = await world.probe(operation, sent);
      expect([operation.id, got.status, faults]).toEqual([operation.id, 422, []]);
      expect([operation.id, got.json?.["errors"]]).toEqual([
        operation.id,
        [
          {
            pointer: "/query/tidak_dikenal",
            code: "KOLOM_TIDAK_DIKENAL",
            detail: expect.stringMatching(/\w/) as unknown,
          },
        ],
      ]);
    });
  });
});

/** The paths of all objects in a value, itself included. */
function objectsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [];
  const below = Object.entries(value).flatMap(([key, one]) => objectsIn(one, [...path, key]));
  return Array.isArray(value) ? below : [[...path], ...below];
}

function at(value: unknown, path: readonly string[]): object {
  return path.reduce<unknown>((one, step) => (one as Record<string, unknown>)[step], value) as object;
}
