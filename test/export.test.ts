import { beforeAll, describe, expect, it } from "vitest";
import { csvRows, fetchFile, sheetRows } from "./setup/exports.ts";
import { ask } from "./setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";
import { draft, orderE1 } from "./setup/orders.ts";

const formula = '=HYPERLINK("http://x";"klik")';

let institution: TestInstitution;
let adm: Actor;
beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  adm = await institution.actor("ADM");
  const { D1, D2, D3 } = institution.people;
  await ownerRows("update users set nama = $2 where id = $1", [D2?.user_id, formula]);
  await ownerRows("update pegawai set nama = $2 where id = $1", [
    D2?.pegawai_id,
    `${formula}\r\n😀${"x".repeat(40_000)}`,
  ]);
  await ownerRows("update users set aktif = false where id = $1", [D3?.user_id]);
  await ask(adm, "PUT", `/identity/users/${D1?.user_id}/profile`, {
    nama: "Ratna Wulandari",
    telepon: "0812-3456-7890",
    alamat: null,
    ringkasan_surel: "tidak",
    bahasa: "id",
  });
});

describe("a list of up to a hundred rows", () => {
  it("comes at once as CSV that spreadsheets open as it is: semicolons, UTF-8, and no cell a formula", async () => {
    const { status, bytes, headers } = await fetchFile(adm, "/identity/users/export?format=csv");
    const [head, ...rows] = csvRows(bytes);
    expect([status, rows.length, headers.get("content-type")]).toEqual([200, 13, "text/csv; charset=utf-8"]);
    expect(head).toBe(
      "Nama;Nama Pengguna;Surel;NIP;NI PPPK;NID;NIDN;NUPTK;NIM;NISN;Telepon;Peran;Aktif;Terakhir masuk;Dibuat",
    );
    expect(rows.find((row) => row.includes("ratna@"))).toMatch(
      /^Ratna Wulandari;d1;ratna@uji\.example;198503122010122003;;0401;0412038501;;;;'\+6281234567890;dosen \(TI\);ya;/,
    );
    expect(rows.find((row) => row.includes(";d2;"))).toMatch(/^"'=HYPERLINK\(""http:\/\/x"";""klik""\)";d2;/);
    for (const row of rows) expect(row).not.toMatch(/(^|;)"?[=+\-@]/);
  });

  it("is that of its filters and sort, in the language and the kind of file that are asked for", async () => {
    const namesOf = async (query: string) =>
      csvRows((await fetchFile(adm, `/identity/users/export?${query}`, { accept: "text/csv" })).bytes)
        .slice(1)
        .map((row) => row.split(";")[1]);
    expect(await namesOf("filter[aktif]=false")).toEqual(["d3"]);
    expect(await namesOf("filter[telepon]=0812-3456-7890")).toEqual(["d1"]);
    expect((await namesOf("sort=-nama")).toReversed()).toEqual(await namesOf("sort=nama"));
    const english = await fetchFile(adm, "/pegawai/export?format=csv", { "accept-language": "en" });
    expect(csvRows(english.bytes)[0]).toBe("Name;NIP / NI PPPK;Status;Grade;Position;Equivalence;Unit;Active");
    for (const wrong of ["per_page=10", "setelah=x", "format=pdf", "fields=nama", "hitung=true", "sort=tiada"])
      expect([wrong, (await fetchFile(adm, `/identity/users/export?${wrong}`)).status]).toEqual([wrong, 422]);
  });

  it("comes as a workbook in which texts are texts, and dates and amounts can be reckoned with", async () => {
    const { D1, D2 } = institution.people;
    const op = await institution.actor("OP");
    const maksud = '@SUM(1+1) "rapat"';
    await draft(op, orderE1(institution, [D1?.pegawai_id ?? "", D2?.pegawai_id ?? ""], { maksud }));
    const { rows, formulas } = await sheetRows((await fetchFile(op, "/sppd/export")).bytes);
    expect([rows.length, formulas]).toEqual([1, 0]);
    const [order] = rows;
    expect(order).toMatchObject({
      Maksud: maksud,
      Status: "draft",
      NIP: "198503122010122003; 199203152023211011",
      "Banyak pelaksana": 2,
      "Nomor Surat Tugas": null,
    });
    expect(order?.["Perkiraan biaya"]).toBeTypeOf("number");
    expect(new Date(order?.["Berangkat"] as string).toISOString()).toBe("2026-04-13T00:00:00.000Z");
    const travellers = String(order?.["Pelaksana"]);
    expect([travellers.length, travellers.includes(formula)]).toEqual([32_767, true]);
    const staff = await sheetRows((await fetchFile(adm, "/pegawai/export?filter[nip]=198503122010122003")).bytes);
    expect(staff.rows.map((row) => row["NIP / NI PPPK"])).toEqual(["198503122010122003"]);
  });

  it("is had of every list that people keep, by whoever may read it and no other", async () => {
    const d1 = await institution.actor("D1");
    const lists = [
      "notifications",
      "identity/activity",
      "referensi/anggaran?tahun=2026",
      "referensi/hari-libur?tahun=2026",
      "referensi/unit",
    ];
    for (const list of lists) {
      const [path, query = ""] = list.split("?");
      const { status, bytes } = await fetchFile(d1, `/${path}/export?${query}`, { accept: "text/csv" });
      expect([list, status, csvRows(bytes).length > 0]).toEqual([list, 200, true]);
    }
    expect((await fetchFile(d1, "/identity/users/export")).status).toBe(403);
    expect((await fetchFile(await institution.actor("OP"), "/identity/users/export")).status).toBe(403);
  });
});
