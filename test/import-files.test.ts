import { beforeAll, describe, expect, inject, it } from "vitest";
import { findListener, memoryOf } from "../infra/bench/machine.ts";
import { deliver, deliveryOf, endOf } from "./setup/deliveries.ts";
import { withFault } from "./setup/faults.ts";
import { ask } from "./setup/http.ts";
import { checked, fileOf, importOf, rowsOf, saved, upload } from "./setup/imports.ts";
import { makeInstitution, ownerRows, type Actor } from "./setup/institution.ts";
import { sharing, sheetOf, sheetOfRows, workbook, zipOf } from "./setup/workbooks.ts";

let adm: Actor;
beforeAll(async () => {
  adm = await (await makeInstitution()).actor("ADM");
});

/** Files that look like a workbook to whoever only looks at how they begin, and what their job ends with. */
const refused: readonly [code: string, what: string, file: () => Uint8Array<ArrayBuffer>][] = [
  [
    "BERKAS_TERLALU_BESAR",
    "five megabytes that inflate to five gigabytes, and say they are 64 megabytes",
    () => workbook({ bytes: Buffer.alloc(64 * 1024 * 1024, " "), times: 80 }),
  ],
  [
    "BERKAS_TERLALU_BESAR",
    "an endless table of texts",
    () => sharing(`<sst>${"<si><t>a</t></si>".repeat(400_000)}</sst>`),
  ],
  [
    "BARIS_TERLALU_BANYAK",
    "200,000 people",
    () => workbook(sheetOf(head + '<row><c t="inlineStr"><is><t>A</t></is></c></row>'.repeat(200_000))),
  ],
  ["BARIS_TERLALU_BANYAK", "one more than ten thousand people", () => fileOf(people(10_001, 4))],
  [
    "BERKAS_BERBAHAYA",
    "entities that grow",
    () => workbook(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${sheetOf(head)}`),
  ],
  [
    "BERKAS_BUKAN_XLSX",
    "an ODS",
    () => zipOf({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>" }),
  ],
  ["BERKAS_BUKAN_XLSX", "an archive of archives", () => zipOf({ "a.zip": zipOf({ "b.zip": zipOf({ c: "x" }) }) })],
  ["BERKAS_BERMAKRO", "macros", () => workbook(sheetOf(head), { "xl/vbaProject.bin": "x" })],
  [
    "BERKAS_RUSAK",
    "half of a file",
    () =>
      fileOf([
        ["Nama", "NIM"],
        ["A", "20260001"],
      ]).slice(0, 900),
  ],
  [
    "BERKAS_RUSAK",
    "another encoding",
    () => workbook(Buffer.from(sheetOf(head.replace("Nama", "N\u00e4ma")), "latin1")),
  ],
  ["BERKAS_RUSAK", "UTF-16", () => workbook(Buffer.from(`\ufeff${sheetOf(head)}`, "utf16le"))],
  ["KOLOM_TERLALU_BANYAK", "16,384 columns", () => fileOf([Array.from({ length: 16_384 }, (_, index) => `K${index}`)])],
  ["KEPALA_TIDAK_DIKENAL", "no headings", () => fileOf([["Siti", "20260001"]])],
  ["KOLOM_GANDA", "a heading twice", () => fileOf([["Nama", "NIM", "nama"]])],
  ["BERKAS_KOSONG", "headings alone", () => fileOf([["Nama", "NIM"]])],
];

const head = '<row><c t="inlineStr"><is><t>Nama</t></is></c><c t="inlineStr"><is><t>NIM</t></is></c></row>';

/** Bytes of memory that the functions' process holds, and the most that it ever held. */
function memory(): { rss: number; peak: number } | null {
  return memoryOf(findListener(Number(new URL(inject("stack").urls.functions).port)));
}

describe("a file that is not what it says, or too much", () => {
  it("is refused before it is stored when it is no archive at all: .xls, a file with a password, CSV", async () => {
    const wide = Buffer.from("\ufeffNama;NIM\r\nA;1", "utf16le").toString("latin1");
    const starts = [wide, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "Nama;NIM\r\nA;1", "", "PK"];
    for (const start of starts) {
      const { status, body } = await upload(adm, new Uint8Array(Buffer.from(start, "latin1")));
      expect([start, status, body.code]).toEqual([start, 422, "BERKAS_BUKAN_XLSX"]);
    }
    const large = await upload(adm, new Uint8Array(10 * 1024 * 1024 + 1));
    expect([large.status, large.body.code]).toEqual([413, "ISI_TERLALU_BESAR"]);
  });

  it("ends its job with a code that says why, and costs the function little more memory than the largest good one", async () => {
    const whole = await checked(adm, fileOf(people(10_000, 1)));
    expect(whole).toMatchObject({ status: "siap", error_code: null, jumlah: { sah: 10_000, galat: 0 } });
    const before = memory();
    const ended: unknown[] = [];
    for (const [, what, file] of refused) {
      const { status, error_code: code, job } = await checked(adm, file());
      ended.push([what, status, code, job.status]);
    }
    expect(ended).toEqual(refused.map(([code, what]) => [what, "gagal", code, "dead"]));
    const after = memory();
    // What a collector has not yet let go of counts as well. An isolate has 128 MB in all.
    if (before && after) expect((after.peak - before.peak) / 1_000_000).toBeLessThan(100);
  });

  it("harms nobody beside: a formula is its last value, a long text an error of its cell", async () => {
    const formula =
      '<row><c t="str"><f>HYPERLINK("http://x","Siti")</f><v>Siti Aminah</v></c><c t="str"><v>20265001</v></c></row>';
    const broken = '<row><c t="e"><v>#N/A</v></c><c t="str"><v>20265002</v></c></row>';
    const long = `<row><c t="str"><v>${"x".repeat(100_000)}</v></c><c t="str"><v>20265003</v></c></row>`;
    const found = await checked(adm, workbook(sheetOf(head + formula + broken + long)));
    expect((await rowsOf(adm, found.id)).map(({ putusan, galat }) => [putusan, ...galat])).toEqual([
      ["sah"],
      ["galat", { kolom: "nama", kode: "RUMUS_GALAT" }],
      ["galat", { kolom: "nama", kode: "TEKS_TERLALU_PANJANG" }],
    ]);
  });
});

/** A file of so many students, headings first. */
function people(count: number, batch: number): (string | number)[][] {
  const rows = Array.from({ length: count }, (_, index) => {
    const number = batch * 1_000_000 + index;
    return [
      `Mahasiswa ${number}`,
      `m${number}@kampus.example`,
      `2026${String(number).padStart(8, "0")}`,
      "dosen",
      "TI",
    ];
  });
  return [["Nama", "Surel", "NIM", "Peran", "Unit"], ...rows];
}

describe("a large file", () => {
  it("goes through in chunks that may each be delivered twice: everybody is made once", async () => {
    const found = await withFault({ service: "qstash-delivery", kind: "double", match: "identity.impor" }, async () => {
      const looked = await checked(adm, workbook(sheetOfRows(people(2_600, 2))));
      expect(looked).toMatchObject({ status: "siap", jumlah: { sah: 2_600, galat: 0 } });
      return await saved(adm, looked.id);
    });
    expect(found).toMatchObject({ status: "selesai", jumlah: { tersimpan: 2_600, sah: 0, galat: 0 } });
    // Delivered once more when all is over: nothing happens.
    const late = await deliver("/jobs/identity.impor_simpan", await deliveryOf(found.job_id));
    expect(late.status).toBe(200);
    const [{ count } = { count: 0 }] = await ownerRows<{ count: number }>(
      "select count(*)::int as count from users u join impor_baris b on b.user_id = u.id where b.impor_id = $1",
      [found.id],
    );
    expect(count).toBe(2_600);
  });

  it("is saved once by two who send the same at the same time: one makes people, the other hears of clashes", async () => {
    const file = workbook(sheetOfRows(people(600, 3)));
    const [one, other] = await Promise.all([checked(adm, file), checked(adm, file)]);
    expect([one.jumlah.sah, other.jumlah.sah]).toEqual([600, 600]);
    const ends = await Promise.all(
      [one, other].map(async ({ id }) => {
        const { body } = await ask<{ job_id: string }>(adm, "POST", `/identity/imports/${id}/commit`);
        expect((await endOf(adm, body.job_id)).status).toBe("done");
        return (await importOf(adm, id)).jumlah;
      }),
    );
    expect(ends.reduce((sum, { tersimpan }) => sum + tersimpan, 0)).toBe(600);
    expect(ends.reduce((sum, { galat }) => sum + galat, 0)).toBe(600);
  });
});
