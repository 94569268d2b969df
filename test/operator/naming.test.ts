import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, inject, it } from "vitest";
import { nameOperator } from "../../db/operators.ts";
import { sweep } from "../setup/deliveries.ts";
import { ask, until } from "../setup/http.ts";
import { makeInstitution, ownerRows } from "../setup/institution.ts";

const script = fileURLToPath(new URL("../../infra/database/operator.ts", import.meta.url));
const tsx = fileURLToPath(new URL("../../node_modules/tsx/dist/cli.mjs", import.meta.url));

it("somebody with an account is made an operator and unmade by the owner of the database; their sessions learn of it, and their log says so", async () => {
  const { ownerUrl } = inject("stack");
  const institution = await makeInstitution();
  const d1 = await institution.actor("D1");
  const whom = { institution: institution.slug, email: "Ratna@Uji.Example" };
  const me = () => ask<{ operator: boolean; wajib_otp: boolean }>(d1, "GET", "/identity/me");
  expect((await me()).body).toMatchObject({ operator: false, wajib_otp: false });

  const args = [tsx, script, "add", "--institution", whom.institution, "--email", whom.email];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: { ...process.env, OWNER_DATABASE_URL: ownerUrl },
  });
  expect(stdout).toContain("Ratna@Uji.Example is an operator of the platform now");
  await ownerRows("update tag_bumps set created_at = created_at - interval '10 minutes' where institution_id = $1", [
    institution.id,
  ]);
  await sweep();
  const { body } = await until(me, (seen) => seen.body.operator);
  expect(body).toMatchObject({ operator: true, wajib_otp: true });

  expect(await nameOperator(ownerUrl, "add", whom)).toBe("same");
  expect(await nameOperator(ownerUrl, "add", { ...whom, email: "siapa@uji.example" })).toBe("nobody");
  expect(await nameOperator(ownerUrl, "remove", whom)).toBe("done");
  expect(await nameOperator(ownerUrl, "remove", whom)).toBe("same");
  const log = await ownerRows(
    "select aksi, oleh from aktivitas where user_id = $1 and aksi like 'operator%' order by id",
    [d1.userId],
  );
  expect(log).toEqual(["operator_ditunjuk", "operator_dilepas"].map((aksi) => ({ aksi, oleh: null })));
});
