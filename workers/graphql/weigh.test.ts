import { buildSchema, getIntrospectionQuery, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { Problem } from "../../db/core/problem.ts";
import { limits, weigh } from "./weigh.ts";

const schema = buildSchema(`
  type Query { modules: [Module!]! userModules: [UserModule!]! me: Me! }
  type Module { id: ID! name: String! }
  type UserModule { id: ID! module: Module! }
  type Me { id: ID! }
`);

/** What a document comes to: fine, or which limit it is beyond. */
function judge(text: string): unknown {
  try {
    weigh(schema, parse(text));
    return "fine";
  } catch (error) {
    return error instanceof Problem ? error.values["ukuran"] : error;
  }
}

const nested = (levels: number) => `{ userModules ${"{ module ".repeat(levels - 1)}${"}".repeat(levels)}`;

describe("a document", () => {
  it("may go ten levels deep, and not eleven, whether it writes them out or has them in fragments", () => {
    expect(judge(nested(10))).toBe("fine");
    expect(judge(nested(11))).toBe("depth");
    const steps = Array.from({ length: 10 }, (_, at) => `fragment f${at} on Module { module { ...f${at + 1} } }`);
    expect(judge(`{ userModules { ...f0 } } ${steps.join(" ")} fragment f10 on Module { id }`)).toBe("depth");
  });

  it("costs ten times as much for each list that it goes through", () => {
    const lists = (times: number) => Array.from({ length: times }, () => "userModules { id module { id } }").join(" ");
    // 1 + 10 × (1 + 1 + 1) each
    expect(judge(`{ ${lists(15)} }`)).toBe("fine");
    const names = Array.from({ length: 50 }, () => "name").join(" ");
    expect(judge(`{ modules { ${names} } }`)).toBe("fine");
    expect(judge(`{ modules { ${names} } userModules { module { ${names} } } }`)).toBe("cost");
  });

  it("cannot hide its cost in fragments that spread each other twice", () => {
    const doubling = Array.from({ length: 30 }, (_, at) => `fragment f${at} on Module { ...f${at + 1} ...f${at + 1} }`);
    expect(judge(`{ modules { ...f0 } } ${doubling.join(" ")} fragment f30 on Module { id }`)).toBe("cost");
    expect(judge("{ modules { ...a } } fragment a on Module { id ...b } fragment b on Module { ...a }")).toBe("fine");
  });

  it("has so many aliases, fields at its root, and fields in all", () => {
    const aliases = (count: number) => Array.from({ length: count }, (_, at) => `a${at}: name`).join(" ");
    expect(judge(`{ modules { ${aliases(limits.aliases)} } }`)).toBe("fine");
    expect(judge(`{ modules { ${aliases(limits.aliases + 1)} } }`)).toBe("aliases");
    expect(judge(`{ ${"me { id } ".repeat(limits["root fields"])} }`)).toBe("fine");
    expect(judge(`{ ${"me { id } ".repeat(limits["root fields"] + 1)} }`)).toBe("root fields");
    expect(judge(`{ ...r ...r } fragment r on Query { ${"me { id } ".repeat(8)} }`)).toBe("root fields");
    expect(judge(`{ me { ${"id ".repeat(limits.fields - 1)} } }`)).toBe("fine");
    expect(judge(`{ me { ${"id ".repeat(limits.fields)} } }`)).toBe("fields");
  });

  it("that asks for the schema is told apart, wherever it does, and may be what tools send", () => {
    expect(weigh(schema, parse(getIntrospectionQuery()))).toEqual({ introspects: true });
    for (const text of [
      "{ a: __schema { types { name } } }",
      '{ ... on Query { __type(name: "Me") { name } } }',
      "{ ...q } fragment q on Query { __schema { types { name } } }",
    ])
      expect(weigh(schema, parse(text)), text).toEqual({ introspects: true });
    expect(weigh(schema, parse("{ __typename me { __typename } }"))).toEqual({ introspects: false });
  });
});
