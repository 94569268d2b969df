import {
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type OperationDefinitionNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import { schema } from "./schema.ts";
import { weigh } from "./weigh.ts";

/** A document that may be run, as far as the schema is concerned. */
export interface Understood {
  readonly document: DocumentNode;
  /** It asks for the schema itself. */
  readonly introspects: boolean;
}

/** Documents that were understood before: clients send the same few over and over. */
const understood = new LRUCache<string, Understood>({ max: 500 });
/** Longer ones are rare and not worth the memory. */
const longest = 4_000;

/**
 * Reads a document and holds it to the limits and to the schema. Throws what is wrong with it: a syntax error, `KUERI_TERLALU_BERAT`, or
 * everything (of the first five) that does not fit the schema.
 */
export function understand(text: string): Understood {
  const known = understood.get(text);
  if (known) return known;
  const document = parse(text, { maxLexicalTokens: 1_000 });
  // Weighed first: to validate a flood of fields is what would hurt.
  const { introspects } = weigh(schema, document);
  const faults = validate(schema, document, undefined, { maxErrors: 5 });
  if (faults.length > 0) throw new InvalidDocument(faults);
  const read = { document, introspects };
  if (text.length <= longest) understood.set(text, read);
  return read;
}

/** The operation of a document that is meant; `GraphQLError` when that is none, or one that is not offered. */
export function operationOf({ document }: Understood, name: string | null): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (operation && operation.operation !== "subscription") return operation;
  throw new GraphQLError("No such operation in the document.");
}

/** All that is wrong with a document. */
export class InvalidDocument extends Error {
  readonly faults: readonly GraphQLError[];

  constructor(faults: readonly GraphQLError[]) {
    super("the document is not valid");
    this.faults = faults;
  }
}
