import { expect, inject, it } from "vitest";
import { readConfig } from "../db/core/env.ts";
import { connectDatabase, sql } from "../db/core/postgres.ts";
import { continueTrace } from "../db/core/trace.ts";
import { makeInstitution, ownerRows } from "./setup/institution.ts";

it("transactions that lock each other out both end well: who is undone runs again", async () => {
  const { id, budgets } = await makeInstitution();
  const config = readConfig(inject("stack").env);
  const pass = async (order: readonly (string | undefined)[]) => {
    const trace = continueTrace(null);
    const [first, second] = order.map(
      (budget) => sql`update anggaran set komitmen = komitmen + 1 where id = ${budget}`,
    );
    if (!first || !second) throw new Error("two budget lines were wanted");
    await connectDatabase(config, trace).batch(id, [first, sql`select pg_sleep(0.5)`, second]);
    return trace.spans.length;
  };
  const roundTrips = await Promise.all([pass([budgets[0], budgets[1]]), pass([budgets[1], budgets[0]])]);
  expect(roundTrips.toSorted()).toEqual([1, 2]);
  const rows = await ownerRows<{ komitmen: string }>(
    "select komitmen::text from anggaran where id = any($1) order by id",
    [budgets.slice(0, 2)],
  );
  expect(rows).toEqual([{ komitmen: "2" }, { komitmen: "2" }]);
});
