import { describe, expect, it } from "vitest";
import { bacaDocx } from "../setup/baca-dokumen.ts";
import { ask, codeOf, until, type Reply } from "../setup/http.ts";
import { makeInstitution, type Actor } from "../setup/institution.ts";
import { approveFully, draft, issueBoth, orderE1 } from "../setup/orders.ts";
import { wordFile } from "../setup/word-files.ts";
import { cell, paragraph, row, run, table, templateOf } from "../setup/word-templates.ts";

const use = (as: Actor, jenis: string, file: Uint8Array<ArrayBuffer>): Promise<Reply> =>
  ask(as, "POST", `/sppd/templat/${jenis}?nama=Milik%20kami.docx`, undefined, {}, file);

const external = (type: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="https://jahat.example/x"/></Relationships>`;

interface Letter {
  readonly jenis: string;
  readonly docx: { readonly url: string } | null;
}

describe("an institution's own template", () => {
  it("makes the DOCX of letters issued from then on, and of no others", async () => {
    const institution = await makeInstitution({ today: "2026-04-06" });
    const [d1, g1] = [await institution.actor("D1"), await institution.actor("G1")];
    const rows = table(
      row(...["{{#pelaksana}}{{no}}", "{{jabatan}}{{/pelaksana}}"].map((text) => cell(paragraph(run(text))))),
    );
    const body = ["Surat kami {{nomor}}", "{{nama}}", "{{tabel_pelaksana}}"]
      .map((text) => paragraph(run(text)))
      .join("");
    expect((await use(g1, "surat_tugas", templateOf(body + rows + paragraph("")))).status).toBe(201);
    const order = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await approveFully(institution, d1, order);
    const { st } = await issueBoth(institution, order);
    const read = async () => (await ask<{ data: Letter[] }>(d1, "GET", `/sppd/${order}/dokumen`)).body.data;
    const letters = await until(read, (all) => all.length === 2 && all.every(({ docx }) => docx), 60_000);
    const [own, ours] = await Promise.all(
      ["surat_tugas", "spd"].map(async (kind) => {
        const file = await fetch(letters.find(({ jenis }) => jenis === kind)?.docx?.url ?? "");
        return bacaDocx(new Uint8Array(await file.arrayBuffer()));
      }),
    );
    const [nomor] = st.body["nomor"] as string[];
    expect(own?.slice(0, 2)).toEqual([`Surat kami ${nomor}`, "Dr. Ratna Wulandari, M.Si."]);
    expect(own?.join(" ")).toContain("Pangkat/Gol.");
    expect(own?.filter((line) => line !== "").slice(-2)).toEqual(["1", "Lektor"]);
    expect(ours?.join(" ")).toContain("SURAT PERJALANAN DINAS (SPD)");
  });

  it("is replaced by the next and dropped again; only those who keep templates touch it", async () => {
    const institution = await makeInstitution();
    const [g1, adm] = [await institution.actor("G1"), await institution.actor("ADM")];
    const current = async () => {
      const { body } = await ask<{ data: { jenis: string; penanda: unknown[]; templat: { oleh: string } | null }[] }>(
        adm,
        "GET",
        "/sppd/templat",
      );
      return body.data.map(({ jenis, templat }) => [jenis, templat !== null]);
    };
    await Promise.all([g1, adm].map((actor) => use(actor, "spd", wordFile("{{ppk_nama}}"))));
    expect(await current()).toEqual([
      ["surat_tugas", false],
      ["spd", true],
      ["rincian_biaya", false],
    ]);
    for (const code of ["D1", "P1", "A2"]) {
      expect(codeOf(await use(await institution.actor(code), "spd", wordFile("x")))).toBe("403 TIDAK_BERWENANG");
    }
    expect((await ask(adm, "DELETE", "/sppd/templat/spd")).status).toBe(204);
    expect(await current()).toEqual([
      ["surat_tugas", false],
      ["spd", false],
      ["rincian_biaya", false],
    ]);
  });

  it("is refused with the placeholders that nobody knows, and when it is no plain Word document", async () => {
    const g1 = await (await makeInstitution()).actor("G1");
    const unknown = await use(g1, "surat_tugas", wordFile("{{nomor}} {{nomer}}\n{{ppk_nama}} {{nomer}}"));
    expect([unknown.status, unknown.body]).toEqual([
      422,
      expect.objectContaining({ code: "PENANDA_TIDAK_DIKENAL", penanda: ["nomer", "ppk_nama"] }),
    ]);
    const open = wordFile("{{nomor}} {{#pelaksana}}\n{{nama}}\n{{/pelaksana}}");
    expect((await use(g1, "surat_tugas", open)).body["penanda"]).toEqual(["#pelaksana", "/pelaksana"]);
    const bad = {
      "no archive": new TextEncoder().encode("%PDF-1.7"),
      "an archive cut off": wordFile("x").slice(0, 200),
      macros: wordFile("x", { "word/vbaProject.bin": "x" }),
      "a template from elsewhere": wordFile("x", { "word/_rels/settings.xml.rels": external("attachedTemplate") }),
      "a picture from elsewhere": wordFile("x", { "word/_rels/document.xml.rels": external("image") }),
      "a workbook": wordFile("x", { "[Content_Types].xml": "<Types/>" }),
    };
    for (const [what, file] of Object.entries(bad)) {
      expect(codeOf(await use(g1, "spd", file)), what).toBe("422 TEMPLAT_TIDAK_DITERIMA");
    }
    expect(
      (await use(g1, "spd", wordFile("x", { "word/_rels/document.xml.rels": external("hyperlink") }))).status,
    ).toBe(201);
    expect(codeOf(await use(g1, "spd", new Uint8Array(2 * 1024 * 1024 + 1)))).toBe("413 ISI_TERLALU_BESAR");
  });
});
