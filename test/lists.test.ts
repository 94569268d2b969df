import { beforeAll, describe, expect, it } from "vitest";
import { arrangements } from "./hostile/arrangements.ts";
import { readContract, type Operation } from "./hostile/document.ts";
import { Ground } from "./hostile/ground.ts";
import { emptyRows } from "./setup/empty-rows.ts";
import { ask, codeOf, type Reply } from "./setup/http.ts";
import { makeInstitution, ownerRows, type Actor } from "./setup/institution.ts";

/** What every list of the document promises by its parameters, tried on a few rows of each. */

interface Page {
  data: ({ id: string } & Record<string, unknown>)[];
  berikutnya: string | null;
  errors?: { pointer: string }[];
}

/** A list with somebody who may read it. */
interface Tried {
  readonly operation: Operation;
  read(query: Readonly<Record<string, string>>): Promise<Reply<Page>>;
}

let lists: Tried[];
beforeAll(async () => {
  const [{ operations }, institution] = await Promise.all([readContract(), makeInstitution({ today: "2026-04-06" })]);
  const ground = new Ground(institution);
  for (let row = 0; row < 3; row++)
    await Promise.all([ground.draft(), ground.user(), ground.told(), ground.unsentJob()]);
  for (let row = 0; row < 3; row++) await ownerRows(emptyRows["arsip"] ?? "", [institution.id]);
  lists = await Promise.all(operations.filter(isList).map((operation) => listOf(operation, ground)));
});

/** Lists of an institution; those of the whole platform, where others are made meanwhile, are walked in test/operator. */
const isList = ({ method, path, parameters }: Operation) =>
  method === "GET" && !path.startsWith("/api/v1/operator/") && parameters.some(({ name }) => name === "per_page");

async function listOf(operation: Operation, ground: Ground): Promise<Tried> {
  const arranged = await arrangements[operation.id]?.(ground);
  const actor: Actor | null = arranged?.as ? await ground.freshActor(arranged.as) : null;
  const path = operation.path
    .replace(/^\/api\/v1/, "")
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => arranged?.params?.[name] ?? "");
  const wanted = operation.parameters.filter(({ in: place, required }) => place === "query" && required);
  const always = Object.fromEntries(
    wanted.map(({ name, example }) => [name, arranged?.query?.[name] ?? String(example)]),
  );
  return {
    operation,
    read: (query) => ask<Page>(actor, "GET", `${path}?${new URLSearchParams({ ...always, ...query }).toString()}`),
  };
}

/** The names that a parameter takes, several with commas between. */
function namesOf({ parameters }: Operation, name: string): string[] {
  const pattern = parameters.find((one) => one.name === name)?.schema.pattern ?? "";
  return /^\^\(\(([\w|]+)\)/.exec(pattern)?.[1]?.split("|") ?? [];
}

const sortsOf = ({ parameters }: Operation) =>
  (parameters.find(({ name }) => name === "sort")?.schema.enum ?? []) as string[];
const idsOf = ({ body }: Reply<Page>) => body.data.map(({ id }) => id);
const pointersOf = ({ body }: Reply<Page>) => body.errors?.map(({ pointer }) => pointer);

/** All rows in an order, twice the same: what is logged meanwhile belongs to nobody's order. */
async function settled(read: () => Promise<Reply<Page>>): Promise<string[]> {
  for (let before = idsOf(await read()), tries = 0; ; tries++) {
    const now = idsOf(await read());
    if (before.join() === now.join() || tries === 20) return now;
    before = now;
  }
}

describe("a list", () => {
  it("is one of those that are tried here, and has rows to try", async () => {
    expect(lists.length).toBeGreaterThanOrEqual(7);
    for (const { operation, read } of lists) {
      const rows = (await read({})).body.data;
      expect([operation.id, rows.length > 0]).toEqual([operation.id, true]);
    }
  });

  it("has pages of one to a hundred rows", async () => {
    for (const { operation, read } of lists) {
      for (const wrong of ["0", "101", "-1", "1.5", "banyak"]) {
        const refused = await read({ per_page: wrong });
        expect([operation.id, wrong, codeOf(refused), pointersOf(refused)]).toEqual([
          operation.id,
          wrong,
          "422 DATA_TIDAK_SAH",
          ["/query/per_page"],
        ]);
      }
      for (const right of ["1", "100"])
        expect((await read({ per_page: right })).body.data.length).toBeLessThanOrEqual(Number(right));
    }
  });

  it("goes forwards and backwards in each order that it declares, page by page as at once", async () => {
    for (const { operation, read } of lists) {
      const sorts = sortsOf(operation);
      expect([operation.id, sorts.length >= 2]).toEqual([operation.id, true]);
      for (const sort of sorts.filter((name) => !name.startsWith("-"))) {
        const up = await settled(() => read({ sort, per_page: "100" }));
        const down = await settled(() => read({ sort: `-${sort}`, per_page: "100" }));
        if (up.length === 100) continue;
        expect([operation.id, sort, down]).toEqual([operation.id, sort, up.toReversed()]);
        const walked: string[] = [];
        for (let setelah: string | null = ""; setelah !== null;) {
          const page: Reply<Page> = await read({ sort, per_page: "2", ...(setelah ? { setelah } : {}) });
          expect([operation.id, page.status, page.body.data.length <= 2]).toEqual([operation.id, 200, true]);
          walked.push(...idsOf(page));
          setelah = page.body.berikutnya;
        }
        expect([operation.id, sort, walked]).toEqual([operation.id, sort, up]);
      }
      const unknown = await read({ sort: "tiada" });
      expect([operation.id, codeOf(unknown), pointersOf(unknown)]).toEqual([
        operation.id,
        "422 DATA_TIDAK_SAH",
        ["/query/sort"],
      ]);
    }
  });

  it("takes no cursor that it did not give, nor one of another order", async () => {
    for (const { operation, read } of lists) {
      const [one = "", other = ""] = [sortsOf(operation)[0], sortsOf(operation)[1]];
      const { body } = await read({ sort: one, per_page: "1" });
      const given = body.berikutnya;
      const tried = ["x", "AAAA", `${given ?? "A"}A`].map((setelah) => ({ setelah }));
      const elsewhere = given === null ? [] : [{ setelah: given, sort: other }];
      for (const query of [...tried, ...elsewhere]) {
        const refused = await read(query);
        expect([operation.id, query, codeOf(refused), pointersOf(refused)]).toEqual([
          operation.id,
          query,
          "422 DATA_TIDAK_SAH",
          ["/query/setelah"],
        ]);
      }
    }
  });

  it("shows the fields and relations that are asked for, and no other", async () => {
    for (const { operation, read } of lists) {
      const fields = namesOf(operation, "fields");
      const relations = namesOf(operation, "include");
      expect([operation.id, fields.includes("id")]).toEqual([operation.id, true]);
      const keysOf = async (query: Record<string, string>) => {
        const { body } = await read({ per_page: "3", ...query });
        return [...new Set(body.data.flatMap((row) => Object.keys(row)))].toSorted();
      };
      for (const field of fields) {
        const keys = await keysOf({ fields: field });
        expect([operation.id, field, keys]).toEqual([operation.id, field, [...new Set(["id", field])].toSorted()]);
      }
      for (const relation of relations) {
        const keys = await keysOf({ fields: "id", include: relation });
        expect([operation.id, relation, keys]).toEqual([operation.id, relation, ["id", relation].toSorted()]);
      }
      expect([operation.id, await keysOf({})]).toEqual([operation.id, [...fields, ...relations].toSorted()]);
      for (const name of ["fields", ...(relations.length > 0 ? ["include"] : [])]) {
        const refused = await read({ [name]: "tiada" });
        expect([operation.id, codeOf(refused), pointersOf(refused)]).toEqual([
          operation.id,
          "422 DATA_TIDAK_SAH",
          [`/query/${name}`],
        ]);
      }
    }
  });

  it("narrows to what a filter that it declares lets through, and refuses every other", async () => {
    for (const { operation, read } of lists) {
      const all = new Set(idsOf(await read({ per_page: "100" })));
      for (const { name, example } of operation.parameters.filter((one) => one.name.startsWith("filter["))) {
        const found = await read({ [name]: String(example), per_page: "100" });
        expect([operation.id, name, found.status]).toEqual([operation.id, name, 200]);
        if (all.size < 100)
          for (const id of idsOf(found)) expect([operation.id, name, all.has(id)]).toEqual([operation.id, name, true]);
      }
      const refused = await read({ "filter[tiada]": "1" });
      expect([operation.id, codeOf(refused), pointersOf(refused)]).toEqual([
        operation.id,
        "422 DATA_TIDAK_SAH",
        ["/query/filter[tiada]"],
      ]);
    }
  });
});
