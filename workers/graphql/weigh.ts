import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import { Problem } from "../../db/core/problem.ts";

/** What one document may ask for. Each field costs 1, and what is asked of each row of a list ten times that. */
export const limits = { depth: 10, cost: 1_000, aliases: 15, "root fields": 15, fields: 200 } as const;

/** How many rows a list is taken to have. */
const rows = 10;

/** A selection: how deep it goes, what it costs, how many fields stand in it side by side. */
interface Weight {
  readonly depth: number;
  readonly cost: number;
  readonly width: number;
}

const nothing: Weight = { depth: 0, cost: 0, width: 0 };

/**
 * Weighs a document before anything else is done with it: fragments count wherever they are spread, each being weighed once. Says whether it asks for the schema
 * itself, whose own depth graphql-js holds down. `KUERI_TERLALU_BERAT` with the limit that it is beyond.
 */
export function weigh(schema: GraphQLSchema, document: DocumentNode): { readonly introspects: boolean } {
  const scales = new Scales(schema, document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, cost, width } = scales.weigh(definition.selectionSet, schema.getRootType(definition.operation));
    refuseBeyond({ depth, cost, "root fields": width });
  }
  refuseBeyond({ aliases: scales.aliases, fields: scales.fields });
  return { introspects: scales.introspects };
}

function refuseBeyond(measured: Partial<Record<keyof typeof limits, number>>): void {
  for (const [ukuran, nilai] of Object.entries(measured)) {
    const batas = limits[ukuran as keyof typeof limits];
    if (nilai > batas) throw new Problem("KUERI_TERLALU_BERAT", { values: { ukuran, batas } });
  }
}

class Scales {
  aliases = 0;
  /** As they are written, wherever they are spread. */
  fields = 0;
  introspects = false;
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, { readonly on: string; readonly set: SelectionSetNode }>;
  readonly #known = new Map<string, Weight>();

  constructor(schema: GraphQLSchema, { definitions }: DocumentNode) {
    this.#schema = schema;
    this.#fragments = new Map(
      definitions.flatMap((one) =>
        one.kind === Kind.FRAGMENT_DEFINITION
          ? [[one.name.value, { on: one.typeCondition.name.value, set: one.selectionSet }] as const]
          : [],
      ),
    );
  }

  weigh(set: SelectionSetNode, parent: GraphQLNamedType | null | undefined): Weight {
    let { depth, cost, width } = nothing;
    for (const selection of set.selections) {
      const one =
        selection.kind === Kind.FIELD
          ? this.#field(selection, parent)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? this.#fragment(selection.name.value)
            : this.weigh(selection.selectionSet, this.#typeOf(selection.typeCondition?.name.value) ?? parent);
      depth = Math.max(depth, one.depth);
      cost += one.cost;
      width += one.width;
    }
    return { depth, cost, width };
  }

  #field(
    { name: { value: name }, alias, selectionSet }: FieldNode,
    parent: GraphQLNamedType | null | undefined,
  ): Weight {
    this.fields += 1;
    if (alias) this.aliases += 1;
    // What the schema does not have is refused afterwards; until then it counts as something plain.
    const type = isObjectType(parent) ? parent.getFields()[name]?.type : undefined;
    const inner = selectionSet ? this.weigh(selectionSet, type && getNamedType(type)) : nothing;
    if (name === "__schema" || name === "__type") {
      this.introspects = true;
      return { depth: 1, cost: 1, width: 1 };
    }
    const times = type && isListType(getNullableType(type)) ? rows : 1;
    return { depth: 1 + inner.depth, cost: 1 + times * inner.cost, width: 1 };
  }

  #fragment(name: string): Weight {
    const known = this.#known.get(name);
    const fragment = this.#fragments.get(name);
    if (known || !fragment) return known ?? nothing;
    // One that contains itself is refused afterwards.
    this.#known.set(name, nothing);
    const weight = this.weigh(fragment.set, this.#typeOf(fragment.on));
    this.#known.set(name, weight);
    return weight;
  }

  #typeOf(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.#schema.getType(name);
  }
}
