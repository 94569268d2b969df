import { Ajv2020 } from "ajv/dist/2020.js";
import { inject } from "vitest";

/** A JSON schema, as far as the document uses it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
}

/** The schema of what stands at a path of a value; of what the document leaves open, none. */
export function schemaAt(schema: Schema | undefined, path: readonly string[]): Schema | undefined {
  return path.reduce<Schema | undefined>(
    (one, step) => (one?.items && /^\d+$/.test(step) ? one.items : one?.properties?.[step]),
    schema,
  );
}

/** Whether what stands at a path, or around it, has fields that the document does not name: something else judges those. */
export function isOpenAt(schema: Schema | undefined, path: readonly string[]): boolean {
  return path.some((_, index) => typeof schemaAt(schema, path.slice(0, index))?.additionalProperties === "object");
}

/** One parameter of an operation, with the example that the document shows. */
export interface Parameter {
  readonly in: "path" | "query" | "header";
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example: unknown;
}

/** An operation, as whoever reads the document knows it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** With `{id}` where an id stands. */
  readonly path: string;
  readonly summary: string;
  /** Nothing where it is public. */
  readonly permission: string | undefined;
  readonly open: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly type: string; readonly schema: Schema; readonly example: unknown } | null;
  /** By documented status: the content type (null for an empty answer) and what is wrong with a body of it. */
  readonly answers: ReadonlyMap<number, { readonly type: string | null; readonly faults: (body: unknown) => string }>;
}

interface Described {
  readonly operationId?: string;
  readonly summary?: string;
  readonly security?: unknown[];
  readonly "x-permission"?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema; example?: unknown }>> };
  readonly responses: Readonly<Record<string, { content?: Record<string, { schema?: object }> }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: { readonly Problem: object } };
}

/** The document as it is served: its operations, and what is wrong with an answer that says what went wrong. */
export interface Contract {
  readonly operations: readonly Operation[];
  readonly problemFaults: (body: unknown) => string;
  /** Names of everything that requests and answers consist of. */
  readonly names: ReadonlySet<string>;
}

/** The formats that the document names; one that is not here fails the reading. */
const formats = {
  uuid: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/,
  date: (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toISOString().startsWith(text),
  "date-time": (text: string) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text)),
  uri: (text: string) => URL.canParse(text),
};

/** Reads the document from the edge. */
export async function readContract(): Promise<Contract> {
  const response = await fetch(`${inject("stack").urls.edge}/api/openapi.json`);
  const document = (await response.json()) as Document;
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  ajv.addVocabulary(["components"]);
  const faultsOf = (schema: object) => {
    const validate = ajv.compile({ ...schema, components: document.components });
    return (body: unknown) => (validate(body) ? "" : ajv.errorsText(validate.errors));
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(path, method, described, faultsOf)),
  );
  const fields = [...JSON.stringify(document).matchAll(/"([\w[\]]+)":/g)].map(([, name]) => name ?? "");
  const names = new Set([...fields, ...operations.flatMap(({ parameters }) => parameters.map(({ name }) => name))]);
  return { operations, problemFaults: faultsOf(document.components.schemas.Problem), names };
}

function operationOf(
  path: string,
  method: string,
  described: Described,
  faultsOf: (schema: object) => (body: unknown) => string,
): Operation {
  const [content] = Object.entries(described.requestBody?.content ?? {});
  const statuses = Object.entries(described.responses).filter(([status]) => /^2\d\d$/.test(status));
  return {
    id: described.operationId ?? "",
    method: method.toUpperCase(),
    path,
    summary: described.summary ?? "",
    permission: described["x-permission"],
    open: described.security?.length === 0,
    parameters: described.parameters ?? [],
    body: content ? { type: content[0], schema: content[1].schema, example: content[1].example } : null,
    answers: new Map(
      statuses.map(([status, answer]) => {
        const [type, { schema = {} } = {}] = Object.entries(answer.content ?? {})[0] ?? [null];
        const faults = type === "application/json" ? faultsOf(schema) : () => "";
        return [Number(status), { type, faults }];
      }),
    ),
  };
}
