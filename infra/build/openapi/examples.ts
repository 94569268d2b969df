/** What stands for any id (whoever tries it out puts in one of theirs) and any day. */
const usual: Readonly<Record<string, string>> = { uuid: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b", date: "2026-04-13" };

interface Schema {
  readonly type?: unknown;
  readonly format?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  example?: unknown;
  examples?: readonly unknown[];
}

interface Operation {
  readonly operationId?: string;
  readonly parameters?: { readonly name: string; readonly schema?: Schema; example?: unknown }[];
}

/**
 * Gives each parameter of a document's operations its example: the one of its schema (`.meta({ examples: [2026] })`), or
 * what its shape already says (its default, the first of its values, an id, a day). Throws with operation and name where neither
 * does: a reader cannot try out what nobody shows.
 */
export function exemplifyParameters(paths: Readonly<Record<string, object>>): void {
  for (const path of Object.values(paths)) {
    for (const { operationId, parameters = [] } of Object.values(path) as Operation[]) {
      for (const parameter of parameters) {
        const { schema = {} } = parameter;
        parameter.example ??= exampleOf(schema);
        if (parameter.example === undefined) throw new Error(`${operationId}: ${parameter.name} has no example`);
        delete schema.example;
        delete schema.examples;
      }
    }
  }
}

function exampleOf(schema: Schema): unknown {
  const said = schema.examples?.[0] ?? schema.example ?? schema.default ?? schema.const ?? schema.enum?.[0];
  return said ?? usual[schema.format ?? ""];
}
