import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { endOf } from "./setup/deliveries.ts";
import { fetchFile } from "./setup/exports.ts";
import { ask } from "./setup/http.ts";
import { fileOf } from "./setup/imports.ts";
import { makeInstitution, type Actor } from "./setup/institution.ts";

interface Imported {
  readonly status: string;
  readonly error_code: string | null;
  readonly jumlah: Readonly<Record<string, number>>;
  readonly baris: readonly { nomor: number; putusan: string; galat: readonly object[]; isi: object | null }[];
  readonly lembar_galat: string | null;
}

/** Uploads a table and waits until it has been looked at. */
async function looked(actor: Actor, file: Uint8Array<ArrayBuffer>): Promise<Imported & { readonly id: string }> {
  const { status, body } = await ask<{ id: string; job_id: string }>(
    actor,
    "POST",
    "/referensi/tarif/impor?nama=SBM.xlsx",
    undefined,
    {},
    file,
  );
  expect(status).toBe(202);
  await endOf(actor, body.job_id);
  return { id: body.id, ...(await ask<Imported>(actor, "GET", `/referensi/tarif/impor/${body.id}`)).body };
}

/** The cells of a workbook's one sheet as texts, row by row. */
async function cellsOf(bytes: Uint8Array): Promise<string[][]> {
  const { sheets } = await readXlsx(bytes);
  return (sheets[0]?.rows ?? []).map((row) => row.map((cell) => String(cell ?? "")));
}

const heading = ["Tahun", "Provinsi", "Komponen", "Kelompok", "Tarif", "Satuan", "Sumber"];
const right = [2027, "DKI Jakarta", "uang_harian_luar_kota", "", 540_000, "orang/hari", "SK Rektor 1/2027"];

describe("importing tariffs", () => {
  it("says of each row what would become of it, saves the right ones once, and finds nothing new the second time", async () => {
    const institution = await makeInstitution({ today: "2026-12-01" });
    const p1 = await institution.actor("P1");
    const file = fileOf([
      heading,
      right,
      [2027, "Jawa Barat", "penginapan", "eselon_2", "Rp2.755.000", "orang/malam", "SK Rektor 1/2027"],
      [2027, "Jawa", "taksi", "", "murah", "orang/kali", ""],
      right,
    ]);
    const seen = await looked(p1, file);
    expect([seen.status, seen.jumlah]).toEqual(["siap", { sah: 2, galat: 2, tak_berubah: 0 }]);
    expect(seen.baris.map(({ nomor, putusan, galat }) => [nomor, putusan, galat])).toEqual([
      [2, "sah", []],
      [3, "sah", []],
      [
        4,
        "galat",
        [
          { kolom: "provinsi", kode: "PROVINSI_TIDAK_DIKENAL" },
          { kolom: "tarif", kode: "NILAI_TIDAK_SAH" },
          { kolom: "sumber", kode: "WAJIB_DIISI" },
        ],
      ],
      [5, "galat", [{ kolom: "komponen", kode: "DUPLIKAT" }]],
    ]);
    const tariffs = async () => (await ask<object[]>(p1, "GET", "/referensi/tarif?tahun=2027")).body;
    expect(await tariffs()).toEqual([]);
    const save = () => ask(p1, "POST", `/referensi/tarif/impor/${seen.id}/simpan`);
    const both = await Promise.all([save(), save()]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 200)?.body).toEqual({ tersimpan: 2 });
    expect(await tariffs()).toEqual([
      expect.objectContaining({ provinsi_kode: "31", tarif: 540_000, sumber: "SK Rektor 1/2027", dikoreksi: true }),
      expect.objectContaining({ provinsi_kode: "32", tarif: 2_755_000, kelompok: "eselon_2" }),
    ]);
    expect((await looked(p1, file)).jumlah).toEqual({ sah: 0, galat: 2, tak_berubah: 2 });
  });

  it("takes tariffs back as they are had as a file, in either language: one file is the template of the next", async () => {
    const institution = await makeInstitution({ today: "2026-12-01" });
    const p1 = await institution.actor("P1");
    const had = async (format: string, language: string) => {
      const path = `/referensi/tarif/export?tahun=2026&provinsi=31&format=${format}`;
      const { status, bytes } = await fetchFile(p1, path, { "accept-language": language });
      expect(status).toBe(200);
      return new Uint8Array(bytes);
    };
    for (const [format, language] of [
      ["xlsx", "id"],
      ["xlsx", "en"],
      ["csv", "id"],
    ] as const) {
      const { jumlah } = await looked(p1, await had(format, language));
      expect([format, language, jumlah]).toEqual([
        format,
        language,
        { sah: 0, galat: 0, tak_berubah: expect.any(Number) as number },
      ]);
      expect(jumlah["tak_berubah"]).toBeGreaterThan(10);
    }
    const corrected = new TextDecoder().decode(await had("csv", "id")).replace("530000", "540000");
    expect((await looked(p1, new TextEncoder().encode(corrected))).jumlah).toMatchObject({ sah: 1, galat: 0 });
  });

  it("begins with a template whose headings are all known, and gives back what is wrong in it, to be corrected and sent again", async () => {
    const institution = await makeInstitution({ today: "2026-12-01" });
    const p1 = await institution.actor("P1");
    const template = await fetchFile(p1, "/referensi/tarif/impor/templat.xlsx");
    const [headings = []] = await cellsOf(template.bytes);
    expect(headings).toEqual([...heading, "Berlaku mulai"]);
    const wrong = [2027, "Jawa", "taksi", "", "murah", "orang/kali", "SK Rektor 1/2027", 46_419];
    const seen = await looked(p1, fileOf([headings, right, wrong]));
    const sheet = await fetchFile(p1, `/referensi/tarif/impor/${seen.id}/galat.xlsx`);
    expect(new Uint8Array(await (await fetch(seen.lembar_galat ?? "")).arrayBuffer())).toEqual(sheet.bytes);
    const [head = [], ...rows] = await cellsOf(sheet.bytes);
    expect(head).toEqual([...headings, "Keterangan"]);
    const reasons =
      "Baris 3. Provinsi: bukan nama atau kode provinsi. Tarif: bukan rupiah bulat, seperti 530000 atau Rp530.000";
    const text = ["2027", "Jawa", "taksi", "", "murah", "orang/kali", "SK Rektor 1/2027", "2027-02-01"];
    expect(rows).toEqual([[...text, reasons]]);
    const mended = await looked(p1, fileOf([head, [...text.with(1, "Jawa Tengah").with(4, "110.000"), reasons]]));
    expect([mended.jumlah, mended.lembar_galat]).toEqual([{ sah: 1, galat: 0, tak_berubah: 0 }, null]);
    expect(mended.baris).toMatchObject([{ isi: { provinsi_kode: "33", tarif: 110_000, berlaku_mulai: "2027-02-01" } }]);
    const none = await fetchFile(p1, `/referensi/tarif/impor/${mended.id}/galat.xlsx`);
    expect(none.status).toBe(404);
  });

  it("reads text with separators, says why a file cannot be read, and is for those who correct tariffs", async () => {
    const institution = await makeInstitution({ today: "2026-12-01" });
    const p1 = await institution.actor("P1");
    const text = (said: string) => new TextEncoder().encode(said);
    const csv = await looked(p1, text(`${heading.join(";")}\n${right.join(";")}\n`));
    expect(csv.jumlah).toEqual({ sah: 1, galat: 0, tak_berubah: 0 });
    const unknown = await looked(p1, text("nama,nim\nBima,1\n"));
    expect([unknown.status, unknown.error_code]).toEqual(["gagal", "KEPALA_TIDAK_DIKENAL"]);
    const d1 = await institution.actor("D1");
    expect((await ask(d1, "GET", `/referensi/tarif/impor/${csv.id}`)).status).toBe(403);
    const elsewhere = await (await makeInstitution({ today: "2026-12-01" })).actor("P1");
    expect((await ask(elsewhere, "GET", `/referensi/tarif/impor/${csv.id}`)).status).toBe(404);
    expect((await ask(elsewhere, "POST", `/referensi/tarif/impor/${csv.id}/simpan`)).status).toBe(404);
  });
});
