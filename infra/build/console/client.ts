import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";

/** As much of the OpenAPI document as the console's client is made of. */
export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId?: string;
  readonly "x-permission"?: string;
  readonly "x-scope"?: Readonly<Record<string, string>>;
}

/** The types of every operation, by its id. */
export async function writeTypes(document: Described): Promise<string> {
  return astToString(await openapiTS(JSON.parse(JSON.stringify(document)) as OpenAPI3));
}

/** What the console must know of an operation at run time: its method and address, and who may do it. */
export function writeOperations(document: Described): string {
  const scopes: Record<string, Readonly<Record<string, string>>> = {};
  const operations: Record<string, readonly [string, string, string]> = {};
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { operationId, "x-permission": permission = "", "x-scope": scope }] of Object.entries(
      methods,
    )) {
      if (operationId === undefined) continue;
      operations[operationId] = [method.toUpperCase(), path, permission];
      if (scope) scopes[permission] = scope;
    }
  return [
    "/** Method, address and permission of each operation. */",
    `export const operations = ${JSON.stringify(operations)} as const;`,
    "/** The roles of each permission that come with the platform. */",
    `export const scopes: Readonly<Record<string, Readonly<Record<string, string>>>> = ${JSON.stringify(scopes)};`,
    "",
  ].join("\n");
}
