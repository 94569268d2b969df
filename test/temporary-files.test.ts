import { beforeAll, describe, expect, it } from "vitest";
import { crons } from "../infra/schedules.ts";
import { endOf, sweep } from "./setup/deliveries.ts";
import { ask, codeOf } from "./setup/http.ts";
import { checked, fileOf, saved } from "./setup/imports.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";
import { listFiles } from "./setup/stores.ts";

let institution: TestInstitution;
let adm: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  adm = await institution.actor("ADM");
});

/** A file of two people, one of them with an error. */
const file = (nim: string) =>
  fileOf([
    ["Nama", "NIM", "Peran"],
    ["Siti Aminah", nim],
    ["Tri Wahyuni", "7", "rektorat"],
  ]);

const filesIn = async (store: "documents" | "uploads") =>
  (await listFiles(store, institution.id)).map(({ key }) => key);

/** For how many days from now each file is kept, by how its name ends. */
async function daysKept(): Promise<Record<string, number>> {
  const rows = await ownerRows<{ kunci: string; hari: number }>(
    "select kunci, round(extract(epoch from sampai - now()) / 86400)::int as hari from berkas_sementara where institution_id = $1",
    [institution.id],
  );
  return Object.fromEntries(rows.map(({ kunci, hari }) => [/[^_-]+$/.exec(kunci)?.[0] ?? "", hari]));
}

/** Lets so many days go by for the institution's files, and what removes them run. */
async function letPass(days: number): Promise<void> {
  await ownerRows("update berkas_sementara set sampai = sampai - make_interval(days => $2) where institution_id = $1", [
    institution.id,
    days,
  ]);
  await sweep(crons.edge[0]);
  await sweep();
}

describe("files that hold people", () => {
  it("are removed when they have had their time: uploads a day after they were saved, or after seven", async () => {
    const [kept, waiting] = [await checked(adm, file("20260001")), await checked(adm, file("20260002"))];
    expect(await daysKept()).toEqual({ "impor.xlsx": 7, "galat.xlsx": 7 });
    await saved(adm, kept.id);
    expect(await filesIn("uploads")).toHaveLength(2);
    await letPass(2);
    expect(await filesIn("uploads")).toHaveLength(1);
    expect(await filesIn("documents")).toHaveLength(2);
    await letPass(6);
    expect([await filesIn("uploads"), await filesIn("documents"), await daysKept()]).toEqual([[], [], {}]);

    expect(codeOf(await ask(adm, "GET", `/identity/imports/${kept.id}/errors.xlsx`))).toBe("410 BERKAS_SUDAH_DIHAPUS");
    expect(codeOf(await ask(adm, "POST", `/identity/imports/${waiting.id}/commit`))).toBe("410 BERKAS_SUDAH_DIHAPUS");
  });

  it("are exports for seven days; then they say that they are gone, and so does a link of before", async () => {
    const { body } = await ask<{ job_id: string }>(adm, "GET", "/referensi/tarif/export?tahun=2026&format=csv");
    expect(await endOf(adm, body.job_id)).toMatchObject({ status: "done" });
    const read = async () =>
      (await ask<{ url: string; dihapus: boolean }>(adm, "GET", `/berkas/ekspor/${body.job_id}`)).body;
    await letPass(6);
    const { url, dihapus } = await read();
    expect([(await fetch(url)).status, dihapus]).toEqual([200, false]);
    await letPass(1);
    expect(await read()).toMatchObject({ status: "done", url: null, dihapus: true });
    const gone = await fetch(url);
    expect([gone.status, await gone.json()]).toMatchObject([410, { code: "BERKAS_SUDAH_DIHAPUS" }]);
  });
});
