import { readFile } from "node:fs/promises";
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
  type GraphQLSchema,
  type IntrospectionQuery,
} from "graphql";
import { expect, it } from "vitest";
import { query } from "../setup/graphql.ts";
import { makeInstitution } from "../setup/institution.ts";

/** A schema without its descriptions, in one order. */
const plain = (schema: GraphQLSchema): string => printSchema(lexicographicSortSchema(schema));

it("the schema is the one that its document shows", async () => {
  const adm = await (await makeInstitution()).actor("ADM");
  const { body } = await query<IntrospectionQuery>(adm, getIntrospectionQuery({ descriptions: false }));
  if (!body.data) throw new Error(JSON.stringify(body.errors));
  const document = await readFile(new URL("../../docs/graphql.md", import.meta.url), "utf8");
  const shown = /```graphql\n([^`]+)```/.exec(document)?.[1] ?? "";
  expect(plain(buildClientSchema(body.data))).toBe(plain(buildSchema(shown)));
});
