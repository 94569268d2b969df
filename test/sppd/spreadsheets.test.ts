import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { ask } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { approveFully, draft, issueBoth, orderE1 } from "../setup/orders.ts";

let institution: TestInstitution;
let treasurer: Actor;
let order: string;

/** The rows of a spreadsheet that somebody fetches, each without what is empty at its end. */
async function fetchSheet(
  actor: Actor,
  path: string,
): Promise<{ status: number; rows: unknown[][]; formulas: string[] }> {
  const response = await fetch(`${inject("stack").urls.edge}/api/v1/sppd/${path}`, {
    headers: { authorization: `Bearer ${actor.token}` },
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.status !== 200) return { status: response.status, rows: [], formulas: [] };
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  return {
    status: response.status,
    rows: sheets[0]?.rows ?? [],
    formulas: [...(sheets[0]?.cells?.values() ?? [])].flatMap(({ formula }) =>
      formula === undefined ? [] : [formula],
    ),
  };
}

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  const d1 = await institution.actor("D1");
  const companion = await ask(await institution.actor("ADM"), "POST", "/pegawai", {
    nip: "199003142019032005",
    status: "PNS",
    nama: "=Laras Kusumawati",
    tanggal_lahir: "1990-03-14",
    golongan: "III/b",
    jabatan: "Asisten Ahli",
    unit_id: institution.units["TI"],
    rekening: { bank: "Bank Jateng", nomor: "3012345678", nama: "Laras Kusumawati" },
  });
  const operator = await institution.actor("OP");
  const both = [d1.pegawaiId, String(companion.body["id"])];
  order = await draft(operator, orderE1(institution, both, { unit_id: institution.units["TI"] }));
  await approveFully(institution, operator, order);
  await issueBoth(institution, order);
  treasurer = await institution.actor("B1");
});

describe("the nominative list", () => {
  it("of an order counts each traveller's money in formulas; eighteen digits stay digits", async () => {
    const { rows, formulas } = await fetchSheet(treasurer, `nominatif.xlsx?sppd_id=${order}`);
    const [person, companion, sums] = rows.slice(4);
    expect(person?.slice(0, 4)).toEqual([1, "Dr. Ratna Wulandari, M.Si.", "19850312 201012 2 003", "III/d"]);
    expect(person?.slice(7, 15)).toEqual([3, 820_000, 530_000, 1_590_000, 1_400_000, 0, 0, 4_340_000]);
    expect(companion?.slice(0, 4)).toEqual([2, "=Laras Kusumawati", "19900314 201903 2 005", "III/b"]);
    expect(sums?.[14]).toBe(8_680_000);
    const wanted = ["2*105000+2*160000", "3*530000", "2*700000", "SUM(I5:N5)", "SUM(O5:O6)"];
    expect(formulas).toEqual(expect.arrayContaining(wanted));
  });

  it("of a month names whoever departs in it, of the units within reach", async () => {
    const april = await fetchSheet(treasurer, "nominatif.xlsx?bulan=2026-04");
    expect(april.rows.slice(4).map((row) => row[1])).toEqual([
      "Dr. Ratna Wulandari, M.Si.",
      "=Laras Kusumawati",
      "Jumlah",
    ]);
    const may = await fetchSheet(treasurer, "nominatif.xlsx?bulan=2026-05");
    expect(may.rows.slice(4).map((row) => row[1])).toEqual(["Jumlah"]);
  });

  it("shows bank accounts to whoever may see them, and to nobody else", async () => {
    const account = async (code: string) =>
      (await fetchSheet(await institution.actor(code), `nominatif.xlsx?sppd_id=${order}`)).rows[5]?.[15] ?? "";
    expect(await account("B1")).toBe("Bank Jateng 3012345678 a.n. Laras Kusumawati");
    expect(await account("P1")).toBe("");
  });

  it("asks for one trip or one month, and is not for travellers", async () => {
    for (const query of ["", `?unit=${order}`, "?bulan=2026-13"]) {
      expect((await ask(treasurer, "GET", `/sppd/nominatif.xlsx${query}`)).body["code"]).toBe("DATA_TIDAK_SAH");
    }
    expect((await ask(await institution.actor("D1"), "GET", `/sppd/nominatif.xlsx?sppd_id=${order}`)).status).toBe(403);
    const elsewhere = await (await makeInstitution()).actor("B1");
    const { rows } = await fetchSheet(elsewhere, `nominatif.xlsx?sppd_id=${order}`);
    expect(rows.slice(4).map((row) => row[1])).toEqual(["Jumlah"]);
  });
});

describe("a recapitulation", () => {
  it.each([
    ["unit", 1],
    ["pelaksana", 2],
    ["bulan", 1],
  ])("per %s adds up to the same", async (per, many) => {
    const { rows } = await fetchSheet(treasurer, `rekap.xlsx?per=${per}&tahun=2026`);
    expect(rows.slice(4)).toHaveLength(many + 1);
    expect(rows.at(-1)?.slice(4)).toEqual([2, 6, 8_680_000, 0]);
  });
});
