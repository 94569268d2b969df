import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import { endOf } from "./setup/deliveries.ts";
import { ask } from "./setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";

let institution: TestInstitution;
let adm: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  adm = await institution.actor("ADM");
  await ownerRows("update users set nama = $2 where id = $1", [
    institution.people["D2"]?.user_id,
    '=HYPERLINK("http://x";"klik")',
  ]);
  await ownerRows("update users set aktif = false where id = $1", [institution.people["D3"]?.user_id]);
  await ownerRows(
    "insert into user_identifiers (institution_id, value, kind, user_id) values ($1, '0401018501', 'nidn', $2) on conflict (institution_id, user_id, kind) do update set value = excluded.value",
    [institution.id, institution.people["D1"]?.user_id],
  );
  await ask(adm, "PUT", `/identity/users/${institution.people["D1"]?.user_id}/profile`, {
    nama: "Ratna Wulandari",
    telepon: "0812-3456-7890",
    alamat: null,
    ringkasan_surel: "tidak",
    bahasa: "id",
  });
});

interface Exported {
  readonly status: string;
  readonly banyak: number | null;
  readonly url: string | null;
}

/** Has people exported, and fetches the file. */
async function exported(asked: object): Promise<{ banyak: number | null; bytes: Uint8Array; type: string | null }> {
  const { status, body } = await ask<{ job_id: string }>(adm, "POST", "/identity/exports", asked);
  expect(status).toBe(202);
  expect(await endOf(adm, body.job_id)).toMatchObject({ status: "done", error_code: null });
  const found = await ask<Exported>(adm, "GET", `/identity/exports/${body.job_id}`);
  const response = await fetch(found.body.url ?? "");
  expect(response.status).toBe(200);
  const type = response.headers.get("content-type");
  return { banyak: found.body.banyak, bytes: new Uint8Array(await response.arrayBuffer()), type };
}

/** The rows of a CSV whose cells hold no line ends. */
function csvRows(bytes: Uint8Array): string[] {
  expect(Buffer.from(bytes.slice(0, 3)).toString("hex")).toBe("efbbbf");
  return new TextDecoder().decode(bytes).split("\r\n").slice(0, -1);
}

describe("the people of an institution", () => {
  it("come as CSV that spreadsheets open as it is: semicolons, UTF-8, and no cell a formula", async () => {
    const { banyak, bytes, type } = await exported({ format: "csv" });
    const [head, ...rows] = csvRows(bytes);
    expect([banyak, rows.length, type]).toEqual([13, 13, "text/csv; charset=utf-8"]);
    expect(head).toBe(
      "Nama;Nama Pengguna;Surel;NIP;NI PPPK;NID;NIDN;NUPTK;NIM;NISN;Telepon;Peran;Status;Terakhir Masuk;Dibuat",
    );
    expect(rows.find((row) => row.includes("ratna@"))).toMatch(
      /^Ratna Wulandari;d1;ratna@uji\.example;198503122010122003;;0401;0401018501;;;;'\+6281234567890;dosen \(TI\);aktif;/,
    );
    expect(rows.find((row) => row.includes(";d2;"))).toMatch(/^"'=HYPERLINK\(""http:\/\/x"";""klik""\)";d2;/);
    for (const row of rows) expect(row).not.toMatch(/(^|;)"?[=+\-@]/);
  });

  it("come as a workbook in which every cell is text: an identifier keeps its zeros, a formula is none", async () => {
    const { bytes } = await exported({ format: "xlsx" });
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    const rows = sheets[0]?.rows ?? [];
    expect(rows).toHaveLength(14);
    expect(rows.find((row) => row[1] === "d1")?.[6]).toBe("0401018501");
    expect(rows.find((row) => row[1] === "d2")?.[0]).toBe('=HYPERLINK("http://x";"klik")');
    for (const cell of sheets[0]?.cells?.values() ?? []) expect(cell.formula).toBeUndefined();
  });

  it("can be those of a unit and all below it, of a role, or those who may log in", async () => {
    const names = async (asked: object) =>
      csvRows((await exported({ format: "csv", ...asked })).bytes)
        .slice(1)
        .map((row) => row.split(";").find((cell) => /^[a-z]\w{1,2}$/.test(cell)) ?? "")
        .toSorted((one, other) => one.localeCompare(other));
    expect(await names({ unit_id: institution.units["FE"] })).toEqual(["d3"]);
    expect(await names({ unit_id: institution.units["FE"], aktif: true })).toEqual([]);
    expect(await names({ peran: "kaprodi" })).toEqual(["a1"]);
    expect(await names({ peran: "dosen", aktif: true })).toEqual(["a1", "d1", "d2"]);
  });

  it("are an administrator's to export, and the file is theirs alone", async () => {
    const { body } = await ask<{ job_id: string }>(adm, "POST", "/identity/exports", { format: "csv" });
    await endOf(adm, body.job_id);
    const stranger = await (await makeInstitution()).actor("ADM");
    expect((await ask(await institution.actor("OP"), "POST", "/identity/exports", { format: "csv" })).status).toBe(403);
    for (const one of [stranger, adm]) {
      const { status } = await ask(one, "GET", `/identity/exports/${body.job_id}`);
      expect(status).toBe(one === adm ? 200 : 404);
    }
    const { body: found } = await ask<Exported>(adm, "GET", `/identity/exports/${body.job_id}`);
    const altered = (found.url ?? "").replace(/.csv\?/, "x.csv?");
    expect((await fetch(altered)).status).toBe(403);
  });

  it("in their thousands are written in pages, and the parts of the file are put together again", async () => {
    const large = await makeInstitution();
    await ownerRows(
      "insert into users (institution_id, nama) select $1, 'Orang ' || n || repeat('x', 900) from generate_series(1, 7000) n",
      [large.id],
    );
    const admin = await large.actor("ADM");
    const { body } = await ask<{ job_id: string }>(admin, "POST", "/identity/exports", { format: "csv" });
    expect(await endOf(admin, body.job_id)).toMatchObject({ status: "done" });
    const { body: found } = await ask<Exported>(admin, "GET", `/identity/exports/${body.job_id}`);
    const rows = csvRows(new Uint8Array(await (await fetch(found.url ?? "")).arrayBuffer()));
    expect([found.banyak, rows.length, new Set(rows).size]).toEqual([7_013, 7_014, 7_014]);
  });
});
