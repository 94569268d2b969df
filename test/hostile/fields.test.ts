import { beforeAll, describe, expect, it, vi } from "vitest";
import { ask } from "../setup/http.ts";
import { arrangements } from "./arrangements.ts";
import { isOpenAt, schemaAt, type Operation, type Schema } from "./document.ts";
import {
  eachType,
  essentialTexts,
  fieldsIn,
  hostileNumbers,
  hostileTexts,
  replaceAt,
  typeOf,
  valueAt,
} from "./inputs.ts";
import { exampleParts, toRequest, type Arranged, type Parts } from "./requests.ts";
import { eachOf, makeWorld, type World } from "./world.ts";

// Many requests each: on a machine that is busy elsewhere they take their time.
vi.setConfig({ testTimeout: 120_000 });

interface Arrangement {
  readonly operation: Operation;
  readonly arranged: Arranged;
  readonly parts: Parts;
}

let world: World;
/** Every operation with an example that worked once; one that ends its own session is no place to try things. */
let tried: Arrangement[];

beforeAll(async () => {
  world = await makeWorld();
  tried = [];
  // One after the other: some keep the institution's jobs from the queue for a moment.
  for (const operation of world.contract.operations.filter(({ id }) => id !== "logOut")) {
    const arranged = await arrangements[operation.id]?.(world.ground);
    if (!arranged) throw new Error(`${operation.id} has no arrangement`);
    // A changed password would end sessions; a wrong one does not.
    const safe = operation.id === "changePassword" ? { as: "D3", body: { lama: "bukan sandi saya" } } : arranged;
    tried.push({ operation, arranged: safe, parts: exampleParts(operation, safe, true) });
  }
});

interface Attempt extends Arrangement {
  readonly where: string;
  readonly value: unknown;
}

/** The operations with JSON bodies; of those with the same schema one stands for all. */
function bodied(): Arrangement[] {
  const seen = new Set<string>();
  return tried.filter(({ operation: { body } }) => {
    if (body?.type !== "application/json") return false;
    const schema = JSON.stringify(body.schema);
    return !seen.has(schema) && Boolean(seen.add(schema));
  });
}

/** Sends what was changed and has the answer judged; gives back the errors by pointer, and the status. */
async function attempt({ operation, arranged, parts, where, value }: Attempt) {
  const token = await world.ground.tokenOf(arranged);
  const keyed = operation.method === "POST" ? { "accept-language": "en" } : {};
  const { got, faults } = await world.probe(operation, toRequest(operation, token, parts, keyed));
  expect([operation.id, where, value, faults]).toEqual([operation.id, where, value, []]);
  const errors = (got.json?.["errors"] ?? []) as { pointer: string }[];
  return { got, pointers: errors.map(({ pointer }) => pointer) };
}

describe("a hostile text", () => {
  it("in a path or a query is found out, or is just a text", async () => {
    const attempts = tried.flatMap((one) =>
      one.operation.parameters
        .filter((parameter) => parameter.in !== "header")
        .flatMap((parameter) =>
          textsFor(one.operation, parameter.schema).map((value): Attempt => {
            const place = parameter.in === "path" ? "params" : "query";
            const changed = { ...one.parts[place], [parameter.name]: value };
            return { ...one, parts: { ...one.parts, [place]: changed }, where: parameter.name, value };
          }),
        ),
    );
    expect(attempts.length).toBeGreaterThan(300);
    await eachOf(attempts, 12, async (one) => void (await attempt(one)));
  });

  it("in any field of a body is found out, or is just a text", async () => {
    const attempts = bodied().flatMap((one) =>
      fieldsIn(one.parts.body)
        .filter((path) => typeof valueAt(one.parts.body, path) === "string")
        .flatMap((path) =>
          textsFor(one.operation, schemaAt(one.operation.body?.schema, path)).map((value): Attempt => {
            const body = replaceAt(one.parts.body, path, value);
            return { ...one, parts: { ...one.parts, body }, where: path.join("/"), value };
          }),
        ),
    );
    expect(attempts.length).toBeGreaterThan(300);
    await eachOf(attempts, 12, async (one) => void (await attempt(one)));
  });

  it("that is taken comes back as it was written, whatever it would mean elsewhere", async () => {
    const create = tried.find(({ operation }) => operation.id === "createOrder");
    const d1 = await world.ground.institution.actor("D1");
    const texts = hostileTexts.map((text) => `Perjalanan ${text} dinas`);
    let taken = 0;
    await eachOf(texts, 8, async (maksud) => {
      const body = { ...(create?.parts.body as Record<string, unknown>), maksud };
      const made = await ask(d1, "POST", "/sppd", body);
      if (made.status !== 201) return expect(made.body["code"]).toBe("DATA_TIDAK_SAH");
      const read = await ask(d1, "GET", `/sppd/${String(made.body["id"])}`);
      expect(read.body["maksud"]).toBe(maksud.normalize("NFC").trim());
      taken += 1;
    });
    expect(taken).toBeGreaterThan(25);
  });
});

describe("a hostile number", () => {
  it("is found out wherever a number is expected, or was one all the same", async () => {
    const attempts = bodied().flatMap((one) =>
      fieldsIn(one.parts.body)
        .filter((path) => typeof valueAt(one.parts.body, path) === "number")
        .flatMap((path) =>
          hostileNumbers.map((value): Attempt => {
            const body = replaceAt(one.parts.body, path, value);
            return { ...one, parts: { ...one.parts, body }, where: path.join("/"), value };
          }),
        ),
    );
    expect(attempts.length).toBeGreaterThan(50);
    await eachOf(attempts, 12, async (one) => void (await attempt(one)));
  });
});

describe("a number or a day that hardly a column holds", () => {
  it("is found out in every place that takes one, or was held all the same", async () => {
    const attempts = tried.flatMap((one): Attempt[] => [
      ...one.operation.parameters.flatMap((parameter) => {
        const place = ({ path: "params", query: "query", header: null } as const)[parameter.in];
        if (place === null) return [];
        return extremesFor(parameter.schema).map((value): Attempt => {
          const changed = { ...one.parts[place], [parameter.name]: String(value) };
          return { ...one, parts: { ...one.parts, [place]: changed }, where: parameter.name, value };
        });
      }),
      ...fieldsIn(one.parts.body).flatMap((path) =>
        extremesFor(schemaAt(one.operation.body?.schema, path)).map((value): Attempt => {
          const body = replaceAt(one.parts.body, path, value);
          return { ...one, parts: { ...one.parts, body }, where: path.join("/"), value };
        }),
      ),
    ]);
    expect(attempts.length).toBeGreaterThan(60);
    await eachOf(attempts, 12, async (one) => void (await attempt(one)));
  });
});

describe("a value of another type", () => {
  it("is refused in every field, and the answer says in which", async () => {
    const attempts = bodied().flatMap((one) =>
      fieldsIn(one.parts.body).flatMap((path) => {
        if (isOpenAt(one.operation.body?.schema, path)) return [];
        const expected = typesOf(one.operation.body?.schema, path);
        return eachType
          .filter((value) => !expected.includes(typeOf(value)))
          .map((value): Attempt => {
            const body = replaceAt(one.parts.body, path, value);
            return { ...one, parts: { ...one.parts, body }, where: `/${path.join("/")}`, value };
          });
      }),
    );
    expect(attempts.length).toBeGreaterThan(200);
    await eachOf(attempts, 12, async (one) => {
      const { got, pointers } = await attempt(one);
      expect([one.operation.id, one.where, one.value, got.code]).toEqual([
        one.operation.id,
        one.where,
        one.value,
        "DATA_TIDAK_SAH",
      ]);
      expect(pointers).toContain(one.where);
    });
  });
});

describe("a field that must be there", () => {
  it("is asked for by name when it is not", async () => {
    for (const one of bodied()) {
      for (const name of one.operation.body?.schema.required ?? []) {
        const { [name]: _, ...body } = one.parts.body as Record<string, unknown>;
        const { got, pointers } = await attempt({ ...one, parts: { ...one.parts, body }, where: name, value: "" });
        expect([one.operation.id, name, got.code]).toEqual([one.operation.id, name, "DATA_TIDAK_SAH"]);
        expect(pointers).toContain(`/${name}`);
      }
      for (const { in: place, name, required } of one.operation.parameters) {
        if (place !== "query" || !required) continue;
        const { [name]: _, ...query } = one.parts.query;
        const { got, pointers } = await attempt({ ...one, parts: { ...one.parts, query }, where: name, value: "" });
        expect([one.operation.id, name, got.code]).toEqual([one.operation.id, name, "DATA_TIDAK_SAH"]);
        expect(pointers).toContain(`/query/${name}`);
      }
    }
  });
});

let turn = 0;

/**
 * The essential texts, and a fourth of the hostile ones for a free text, a twelfth of them for what is an id, a day, a choice or
 * a number: others each time, so that every kind of field meets them all.
 */
function textsFor({ id, body }: Operation, schema: Schema | undefined): readonly string[] {
  // A password is slow to check, by design.
  const slow = ["password", "baru"].some((name) => name in (body?.schema.properties ?? {}));
  const free =
    !["logIn", "changePassword"].includes(id) &&
    schema?.type === "string" &&
    !schema.format &&
    !schema.enum &&
    !schema.pattern;
  const among = free ? 4 : 12;
  const first = turn++ % among;
  const turned = hostileTexts.filter((_, index) => index % among === first);
  return slow ? turned : [...new Set([...essentialTexts, ...turned])];
}

/** The ends of what is a whole number or a day by its schema, the values beside them, and the first beyond what columns hold. */
function extremesFor(schema: Schema | undefined): readonly (string | number)[] {
  if (schema?.format === "date") return ["0000-01-01", "0001-01-01", "9999-12-31"];
  if (schema?.type !== "integer") return [];
  const { minimum = -2_147_483_649, maximum = Number.MAX_SAFE_INTEGER } = schema;
  return [...new Set([-1, minimum - 1, minimum, 32_768, 2_147_483_648, maximum, maximum + 1])];
}

/** The JSON types that a schema takes at a path. */
function typesOf(schema: Schema | undefined, path: readonly string[]): string[] {
  const found = schemaAt(schema, path);
  const types = [found, ...(found?.anyOf ?? [])].flatMap((one) => one?.type ?? []);
  return types.includes("number") ? [...types, "integer"] : types;
}
