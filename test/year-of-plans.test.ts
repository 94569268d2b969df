import { expect, it } from "vitest";
import { ownerRows } from "./setup/institution.ts";

it("the year that statements are planned for is asked by statements alone: plans of functions are kept over New Year's night", async () => {
  const [found] = await ownerRows<{ kept: number }>(
    `select ((select count(*) from pg_depend where refobjid = 'tahun_sekarang()'::regprocedure and deptype = 'n')
      + (select count(*) from pg_proc where prosrc ~ 'tahun_sekarang'))::int as kept`,
  );
  expect(found?.kept).toBe(0);
});
