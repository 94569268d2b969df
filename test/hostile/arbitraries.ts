import fc from "fast-check";
import type { Operation, Schema } from "./document.ts";
import { eachType, fieldsIn, hostileNumbers, hostileTexts, replaceAt } from "./inputs.ts";
import type { Parts } from "./requests.ts";

/** Values that exist, by the name of the field that takes them: what gets an input past the first questions. */
export type Known = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const hex = (length: number) => fc.stringMatching(new RegExp(`^[\\da-f]{${length}}$`));
const anyUuid = fc
  .tuple(hex(8), hex(4), hex(3), hex(3), hex(12))
  .map(([a, b, c, d, e]) => `${a}-${b}-7${c}-8${d}-${e}`);
const day = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

/** Values that fit a schema; `known` has those that also exist. */
function fitting(schema: Schema, known: Known, name = ""): fc.Arbitrary<unknown> {
  const some = fittingShape(schema, known);
  const real = known[name] ?? known[schema.format ?? ""];
  return real ? fc.oneof({ weight: 4, arbitrary: real }, { weight: 1, arbitrary: some }) : some;
}

function fittingShape(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: schema.minimum ?? -(2 ** 31), max: schema.maximum ?? 2 ** 31 });
    case "array": {
      const { minItems = 0, maxItems = 3 } = schema;
      return fc.array(fitting(schema.items ?? {}, known), {
        minLength: minItems,
        maxLength: Math.min(maxItems, minItems + 2),
      });
    }
    case "object": {
      const { properties = {}, required = [] } = schema;
      const model = Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [
          name,
          one.items
            ? fc.array(fitting(one.items, known, name), { minLength: one.minItems ?? 0, maxLength: 2 })
            : fitting(one, known, name),
        ]),
      );
      return fc.record(model, { requiredKeys: [...required] });
    }
    default:
      return fittingText(schema);
  }
}

function fittingText(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === "uuid") return anyUuid;
  if (schema.format === "date") return fc.oneof(day("2026-03-01", "2026-12-31"), day("0001-01-01", "9999-12-31"));
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern));
  const { minLength = 0, maxLength = 60 } = schema;
  const bounds = { minLength, maxLength: Math.min(maxLength, minLength + 60) };
  return fc.oneof(
    fc.string({ ...bounds, unit: "grapheme" }),
    fc.lorem({ maxCount: 12 }).filter((text) => text.length >= minLength && text.length <= maxLength),
  );
}

/** Anything that a stranger may put where a value should be. */
const wild: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.constantFrom(...hostileNumbers),
  fc.constantFrom(...eachType),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  anyUuid,
  day("-000100-01-01", "+012000-01-01"),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A body that fits but for one or two of its fields: another value, none, or one too many. */
function nearly(body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.record({ at: fc.nat(), how: fc.constantFrom("replace", "remove", "add"), value: wild });
  return fc.tuple(body, fc.array(change, { minLength: 1, maxLength: 2 })).map(([value, changes]) =>
    changes.reduce((one, { at, how, value: other }) => {
      const fields = fieldsIn(one);
      const path = fields[at % Math.max(1, fields.length)];
      if (!path) return other;
      return how === "replace"
        ? replaceAt(one, path, other)
        : how === "remove"
          ? replaceAt(one, path, undefined)
          : replaceAt(one, [...path.slice(0, -1), "tambahan"], other);
    }, value),
  );
}

/** A body that works, with one or two of its fields replaced by others that fit: another one, and likely to be taken. */
function like(schema: Schema, known: Known, works: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  const { properties = {} } = schema;
  const names = Object.keys(properties);
  if (names.length === 0) return fc.constant(works);
  const others = fitting({ type: "object", properties, required: names }, known) as fc.Arbitrary<typeof works>;
  return fc
    .tuple(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }), others)
    .map(([replaced, other]) => ({ ...works, ...Object.fromEntries(replaced.map((name) => [name, other[name]])) }));
}

/** Inputs of an operation: some are like one that works, some fit, some nearly, some not at all. */
export function inputsOf(
  operation: Operation,
  known: Known,
  works: Readonly<Record<string, unknown>> = {},
): fc.Arbitrary<Parts> {
  const text = (schema: Schema, name: string) =>
    fc.oneof(
      { weight: 6, arbitrary: fitting(schema, known, name).map(String) },
      { weight: 1, arbitrary: fc.constantFrom(...hostileTexts) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
    );
  const place = (wanted: "path" | "query") => {
    const taken = operation.parameters.filter((one) => one.in === wanted);
    const model = Object.fromEntries(taken.map(({ name, schema }) => [name, text(schema, name)]));
    const requiredKeys = taken.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(model, { requiredKeys }) as fc.Arbitrary<Record<string, string>>;
  };
  const odd = fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), { maxKeys: 1 });
  const query = fc.oneof(
    { weight: 8, arbitrary: place("query") },
    { weight: 1, arbitrary: fc.tuple(place("query"), odd).map(([one, more]) => ({ ...one, ...more })) },
  );
  return fc.record({ params: place("path"), query, body: bodyOf(operation, known, works) });
}

function bodyOf({ body }: Operation, known: Known, works: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  if (!body) return fc.constant(undefined);
  if (body.type !== "application/json") return fileOf();
  const example = { ...(body.example as Record<string, unknown>), ...works };
  const near = like(body.schema, known, example);
  return fc.oneof(
    { weight: 6, arbitrary: near },
    { weight: 2, arbitrary: fitting(body.schema, known) },
    { weight: 4, arbitrary: nearly(near) },
    { weight: 1, arbitrary: wild },
  );
}

function fileOf(): fc.Arbitrary<Uint8Array> {
  const beginning = fc.constantFrom("", "%PDF-1.7", "\u00ff\u00d8\u00ff", "RIFF....WEBP");
  return fc
    .tuple(beginning, fc.uint8Array({ maxLength: 200 }))
    .map(([text, bytes]) => new Uint8Array([...Buffer.from(text, "latin1"), ...bytes]));
}
