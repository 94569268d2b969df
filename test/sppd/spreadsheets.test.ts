import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { csvRows, fetchFile, written } from "../setup/exports.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
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

/** As many more orders like this one, each of so many others who travel; nothing but what lists read of them. */
async function multiply(like: string, orders: number, travellers: number): Promise<void> {
  await ownerRows(
    `with orang as (
       insert into pegawai (institution_id, status, nama, jabatan, unit_id)
       select p.institution_id, 'Honorer', 'Pelaksana ' || n, 'Staf', p.unit_id from sppd s
         join sppd_pelaksana t on t.sppd_id = s.id and t.urut = 1 join pegawai p on p.id = t.pegawai_id, generate_series(1, $2::int * $3::int) n
        where s.id = $1 returning id, split_part(nama, ' ', 2)::int % $2::int + 1 as n
     ), baru as materialized (select uuidv7(s.created_at - now()) as id, n from sppd s, generate_series(1, $2::int) n where s.id = $1),
     perjalanan as (
       insert into sppd select (jsonb_populate_record(s, jsonb_build_object('id', b.id, 'created_at', uuid_extract_timestamp(b.id)))).*
         from sppd s, baru b where s.id = $1
     )
     insert into sppd_pelaksana
     select (jsonb_populate_record(t, jsonb_build_object('sppd_id', b.id, 'sppd_created_at', uuid_extract_timestamp(b.id), 'pegawai_id', o.id,
         'urut', row_number() over (partition by b.id order by o.id), 'nomor_spd', 'SPD ' || b.n))).*
       from sppd_pelaksana t, baru b join orang o using (n) where t.sppd_id = $1 and t.urut = 1`,
    [like, orders, travellers],
  );
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
    const { rows, formulas } = await fetchSheet(treasurer, `nominatif/export?sppd_id=${order}`);
    const [person, companion, sums] = rows.slice(4);
    expect(person?.slice(0, 4)).toEqual([1, "Dr. Ratna Wulandari, M.Si.", "19850312 201012 2 003", "III/d"]);
    expect(person?.slice(7, 15)).toEqual([3, 820_000, 530_000, 1_590_000, 1_400_000, 0, 0, 4_340_000]);
    expect(companion?.slice(0, 4)).toEqual([2, "=Laras Kusumawati", "19900314 201903 2 005", "III/b"]);
    expect(sums?.[14]).toBe(8_680_000);
    const wanted = ["2*105000+2*160000", "3*530000", "2*700000", "SUM(I5:N5)", "SUM(O5:O6)"];
    expect(formulas).toEqual(expect.arrayContaining(wanted));
  });

  it("of a month names whoever departs in it, of the units within reach", async () => {
    const april = await fetchSheet(treasurer, "nominatif/export?bulan=2026-04");
    expect(april.rows.slice(4).map((row) => row[1])).toEqual([
      "Dr. Ratna Wulandari, M.Si.",
      "=Laras Kusumawati",
      "Jumlah",
    ]);
    const may = await fetchSheet(treasurer, "nominatif/export?bulan=2026-05");
    expect(may.rows.slice(4).map((row) => row[1])).toEqual(["Jumlah"]);
  });

  it("shows bank accounts to whoever may see them, and to nobody else", async () => {
    const account = async (code: string) =>
      (await fetchSheet(await institution.actor(code), `nominatif/export?sppd_id=${order}`)).rows[5]?.[15] ?? "";
    expect(await account("B1")).toBe("Bank Jateng 3012345678 a.n. Laras Kusumawati");
    expect(await account("P1")).toBe("");
  });

  it("says whose it is above, and as CSV what its formulas come to, with nothing that a spreadsheet would run", async () => {
    const { rows } = await fetchSheet(treasurer, `nominatif/export?sppd_id=${order}`);
    expect(rows[1]?.[0]).toMatch(/^Surat Tugas Nomor \S+\/2026$/);
    expect((await fetchSheet(treasurer, "nominatif/export?bulan=2026-04")).rows[1]?.[0]).toBe("Bulan April 2026");
    const { bytes } = await fetchFile(treasurer, `/sppd/nominatif/export?sppd_id=${order}&format=csv`);
    const [head, person, companion, ...more] = csvRows(bytes);
    expect([head?.split(";").length, more]).toEqual([16, []]);
    expect(person).toMatch(
      /^1;Dr\. Ratna Wulandari, M\.Si\.;19850312 201012 2 003;.*;3;820000;530000;1590000;1400000;0;0;4340000;/,
    );
    expect(companion).toMatch(/^2;'=Laras Kusumawati;/);
  });

  it("asks for one trip or one month, and is not for travellers", async () => {
    for (const query of ["", `?unit=${order}`, "?bulan=2026-13"]) {
      expect((await ask(treasurer, "GET", `/sppd/nominatif/export${query}`)).body["code"]).toBe("DATA_TIDAK_SAH");
    }
    expect((await ask(await institution.actor("D1"), "GET", `/sppd/nominatif/export?sppd_id=${order}`)).status).toBe(
      403,
    );
    const elsewhere = await (await makeInstitution()).actor("B1");
    const { rows } = await fetchSheet(elsewhere, `nominatif/export?sppd_id=${order}`);
    expect(rows.slice(4).map((row) => row[1])).toEqual(["Jumlah"]);
  });
});

describe("a recapitulation", () => {
  it.each([
    ["unit", 1, "Teknik Informatika"],
    ["pelaksana", 2, "=Laras Kusumawati"],
    ["bulan", 1, "April 2026"],
  ])("per %s adds up to the same", async (per, many, first) => {
    const { rows } = await fetchSheet(treasurer, `rekap/export?per=${per}&tahun=2026`);
    expect(rows.slice(4)).toHaveLength(many + 1);
    expect(rows[4]?.[1]).toBe(first);
    expect(rows.at(-1)?.slice(4)).toEqual([2, 6, 8_680_000, 0]);
  });
});

describe("a report of more than a hundred rows", () => {
  it("is written behind, page after page, and its sums are over all of it", async () => {
    await multiply(order, 23, 50);
    const { state, bytes } = await written(treasurer, "/sppd/nominatif/export?bulan=2026-04");
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    const [sheet] = sheets;
    const rows = sheet?.rows.slice(4) ?? [];
    // The two of the order, and 50 each of 23 others; numbered through, and each once.
    expect([state.banyak, rows.length]).toEqual([1_152, 1_153]);
    expect(rows.slice(0, -1).map((row) => row[0])).toEqual(Array.from({ length: 1_152 }, (_, index) => index + 1));
    expect(new Set(rows.slice(0, -1).map((row) => [row[1], row[4]].join(" "))).size).toBe(1_152);
    const sums = rows.at(-1) ?? [];
    expect([sums[1], sums[14]]).toEqual(["Jumlah", 1_152 * 4_340_000]);
    expect(sheet?.cells?.get("1156,14")?.formula).toBe("SUM(O5:O1156)");
    const summary = csvRows((await written(treasurer, "/sppd/rekap/export?per=pelaksana&tahun=2026&format=csv")).bytes);
    expect(new Set(summary.slice(1).map((row) => row.split(";")[1])).size).toBe(1_152);
  });
});
