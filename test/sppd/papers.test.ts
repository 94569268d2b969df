import { beforeAll, describe, expect, it } from "vitest";
import { bacaDocx, bacaPdf, gabungTeks, sidik } from "../setup/baca-dokumen.ts";
import { ask, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, bandung, leg, orderE1 } from "../setup/orders.ts";
import { acceptAll, costsE1, issued, money, receipt, saveCosts } from "../setup/settlements.ts";
import { passNight } from "../setup/nights.ts";
import { addFile, fullReport, issuedTrip, reportsOf } from "../setup/trips.ts";
import { cell, paragraph, row, run, table, templateOf } from "../setup/word-templates.ts";

const today = "2026-04-06";

interface Paper {
  readonly id: string;
  readonly jenis: string;
  readonly sifat: string | null;
  readonly nomor: string;
  readonly status: string;
  readonly verifikasi: string;
  readonly pdf: { url: string; sha256: string } | null;
  readonly docx: { url: string; sha256: string } | null;
}

let institution: TestInstitution;
let d1: Actor;
let order: string;
let papers: Paper[];

/** The papers of an order once there are so many of them, and all their files; what was taken back has its stamped PDF alone. */
async function papersOf(actor: Actor, id: string, many: number): Promise<Paper[]> {
  const read = async () => (await ask<{ data: Paper[] }>(actor, "GET", `/sppd/${id}/dokumen`)).body.data;
  const whole = ({ status, pdf, docx }: Paper) => pdf !== null && (docx !== null || status === "dibatalkan");
  const all = await until(read, (found) => found.length === many && found.every(whole));
  expect(all.filter(whole)).toHaveLength(many);
  return all;
}

async function wordsOf({ pdf, docx }: Paper): Promise<{ words: string; twin: string; name: string | null }> {
  const [issuedFile, twinFile] = await Promise.all([fetch(pdf?.url ?? ""), fetch(docx?.url ?? "")]);
  const bytes = new Uint8Array(await issuedFile.arrayBuffer());
  expect(sidik(bytes)).toBe(pdf?.sha256);
  const docxBytes = new Uint8Array(await twinFile.arrayBuffer());
  // What stays on a line is held together there; to a reader it is a space.
  const spaced = (texts: readonly string[]) => texts.join(" ").replaceAll("\u00a0", " ");
  const words = spaced((await bacaPdf(bytes)).map(gabungTeks));
  // Reading keeps everything else waiting: what was closed meanwhile is noticed before anything is sent over it.
  await new Promise((lanjut) => {
    setTimeout(lanjut, 50);
  });
  const twin = spaced(bacaDocx(docxBytes));
  for (const text of [words, twin]) expect(text).not.toMatch(/[{}]|undefined|null/);
  return { words, twin, name: issuedFile.headers.get("content-disposition") };
}

/** What the numbers of those who sign the papers of an order are called, by kind of paper. */
async function signersOf(id: string): Promise<Record<string, string>> {
  const text = `select jenis, concat_ws(', ', snapshot #>> '{penandatangan,nip_label}', snapshot #>> '{ppk,nip_label}',
    snapshot #>> '{atasan,nip_label}', snapshot #>> '{bendahara,nip_label}') as sebutan from dokumen where sppd_id = $1`;
  const rows = await ownerRows<{ jenis: string; sebutan: string }>(text, [id]);
  return Object.fromEntries(rows.map(({ jenis, sebutan }) => [jenis, sebutan]));
}

function one(jenis: string, nth = 0): Paper {
  const paper = papers.filter((each) => each.jenis === jenis)[nth];
  if (!paper) throw new Error(`no ${jenis} was issued`);
  return paper;
}

beforeAll(async () => {
  institution = await makeInstitution({ today });
  d1 = await institution.actor("D1");
  const [b1, p1] = [await institution.actor("B1"), await institution.actor("P1")];
  const rows = table(
    row(cell(paragraph(run("{{#biaya}}{{uraian}} {{hitungan}}: {{jumlah}} ({{keterangan}}){{/biaya}}")))),
  );
  const sums = paragraph(run("Susunan kami: {{ditetapkan}}, {{terbilang}}; {{uang_muka}}; {{sisa}}; {{nama}}"));
  const use = "/sppd/templat/rincian_biaya?nama=Rincian.docx";
  expect((await ask(await institution.actor("G1"), "POST", use, undefined, {}, templateOf(rows + sums))).status).toBe(
    201,
  );
  order = await issued(institution, d1, orderE1(institution, [d1.pegawaiId]));
  await money(b1, order, "uang-muka", d1.pegawaiId, { jumlah: 3_000_000, nomor_bukti: "UM-001", tanggal: today });
  await passNight(institution, "2026-04-13");
  await passNight(institution, "2026-04-16");
  await saveCosts(d1, order, costsE1(await receipt(d1, order)));
  const [foto, lampiran] = await Promise.all([addFile(d1, order, "foto"), addFile(d1, order, "lampiran_laporan")]);
  const report = { ...fullReport, hasil: "Naskah pertama.", foto: [foto.body.id], lampiran: [lampiran.body.id] };
  await sendReport(report, 1);
  const returned = { pegawai_id: d1.pegawaiId, alasan: "Hasil belum menyebut naskah akhirnya." };
  expect((await ask(b1, "POST", `/sppd/${order}/laporan/kembalikan`, returned)).status).toBe(200);
  const [{ versi } = { versi: 0 }] = await reportsOf(d1, order);
  await sendReport({ ...report, hasil: "Naskah akhir.\nDaftar hadir." }, versi);
  await acceptAll(b1, order);
  expect((await money(p1, order, "rampung", d1.pegawaiId)).status).toBe(200);
  const paid = await money(b1, order, "bayar", d1.pegawaiId, { tanggal: "2026-04-16", nomor_bukti: "KK-001" });
  expect(paid.body).toMatchObject({ status: "selesai", jumlah: 1_340_000 });
  papers = await papersOf(d1, order, 8);
});

async function sendReport(report: Record<string, unknown>, versi: number): Promise<void> {
  expect((await ask(d1, "PUT", `/sppd/${order}/laporan?versi=${versi}`, report)).body).toEqual({ versi: versi + 1 });
  expect((await ask(d1, "POST", `/sppd/${order}/laporan/kirim`)).status).toBe(200);
}

describe("the papers of a trip", () => {
  it("are issued by the steps that they attest, under the number of their letter", () => {
    expect(papers.map(({ jenis, sifat, status }) => `${sifat ?? jenis} ${status}`)).toEqual([
      "surat_tugas berlaku",
      "spd berlaku",
      "uang_muka berlaku",
      "rampung berlaku",
      // The one that was returned stands no more.
      "laporan dibatalkan",
      "laporan berlaku",
      "rincian_biaya berlaku",
      "pengeluaran_riil berlaku",
    ]);
    for (const { nomor } of papers.slice(1)) expect(nomor).toBe(one("spd").nomor);
  });

  it("say what was reported, line by line, and name its photographs", async () => {
    const { words, twin } = await wordsOf(one("laporan", 1));
    for (const text of [words, twin]) {
      for (const said of [
        "Rapat pleno.",
        "Naskah akhir.",
        "Daftar hadir.",
        "foto.pdf",
        "lampiran_laporan.pdf",
        "Mengetahui,",
      ])
        expect(text).toContain(said);
      expect(text).not.toContain("Naskah pertama.");
    }
  });

  it("count the costs of E1: 4,340,000, of which 1,340,000 was still due", async () => {
    const { words, twin } = await wordsOf(one("rincian_biaya"));
    for (const text of [words, twin]) {
      for (const said of [
        "Rp1.590.000",
        "3 hari × Rp530.000",
        "Penginapan DKI Jakarta",
        "2 malam × Rp700.000",
        "Rp4.340.000",
        "Empat Juta Tiga Ratus Empat Puluh Ribu Rupiah",
        "Rp3.000.000",
        "Kurang Rp1.340.000",
        "Dr. Ratna Wulandari, M.Si.",
      ])
        expect(text).toContain(said);
      expect(text).toContain("PMK 32 Tahun 2025 (SBM TA 2026)");
      expect(text).not.toContain("transkripsi");
    }
    // The institution's own template, with a row for each cost.
    expect(twin).toContain("Susunan kami: Rp4.340.000");
  });

  it("list what was spent without proof, and nothing else", async () => {
    const { words } = await wordsOf(one("pengeluaran_riil"));
    expect(words).toContain("Taksi Jawa Tengah: 2 kali × Rp105.000");
    expect(words).toContain("Rp210.000");
    expect(words).toContain("Dua Ratus Sepuluh Ribu Rupiah");
    expect(words).not.toContain("Rp320.000");
  });

  it("receipt the advance and the whole trip, each with its proof", async () => {
    const [advance, whole] = [await wordsOf(one("kuitansi")), await wordsOf(one("kuitansi", 1))];
    expect(advance.words).toContain("Nomor Bukti : UM-001");
    expect(advance.words).toContain("Mata Anggaran : 4471.EBA.994.524111");
    expect(advance.words).toContain("Tiga Juta Rupiah");
    expect(whole.words).toContain("Nomor Bukti : KK-001");
    expect(whole.words).toContain("Uang muka : Rp3.000.000");
    expect(whole.words).toContain("Dibayarkan : Rp1.340.000");
    expect(advance.name).toContain("003_kuitansi_uang_muka_");
    expect(whole.name).toContain("008_kuitansi_rampung_");
  });

  it("are verified as letters are: people masked, money not told", async () => {
    const response = await fetch(one("rincian_biaya").verifikasi, { headers: { accept: "application/json" } });
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      jenis: "rincian_biaya",
      status: "berlaku",
      pelaksana: [{ nama: "Dr. Ratna Wulandari, M.Si.", nip: "••••••••••••••2003" }],
    });
    expect(text).not.toMatch(/4340000|198503122010122003/);
    const page = await fetch(one("kuitansi").verifikasi, { headers: { accept: "text/html", "accept-language": "id" } });
    expect(await page.text()).toContain("Kuitansi");
  });
});

describe("the papers of an order", () => {
  it("say what an addendum changed, and on whose word the order was taken back; receipts stand all the same", async () => {
    const own = await makeInstitution({ today });
    // None of the officials has an NIP: one is on contract, the others are no civil servants.
    await ownerRows(
      `update pegawai g set status = case when exists (select from pejabat p where p.pegawai_id = g.id and p.jenis = 'ppk') then 'PPPK' else 'Honorer' end
        where g.institution_id = $1 and exists (select from pejabat p where p.pegawai_id = g.id)`,
      [own.id],
    );
    const [d1, b1, p1, a2] = await Promise.all(["D1", "B1", "P1", "A2"].map((key) => own.actor(key)));
    if (!d1 || !b1 || !p1 || !a2) throw new Error("somebody is missing");
    const changed = await issuedTrip(own, [d1], ["2026-04-13", "2026-04-14"]);
    const cancelled = await issuedTrip(own, [d1], ["2026-06-08", "2026-06-09"]);
    await money(b1, cancelled, "uang-muka", d1.pegawaiId, { jumlah: 200_000, nomor_bukti: "UM-001", tanggal: today });
    const proof = await receipt(d1, cancelled);
    const biaya = [{ pegawai_id: d1.pegawaiId, uraian: "Tiket hangus", jumlah: 205_000, berkas_id: proof }];
    await act(a2, cancelled, "pembatalan", { alasan: "Kegiatan dibatalkan oleh penyelenggara", biaya });
    expect((await act(p1, cancelled, "pembatalan/sahkan")).status).toBe(200);
    await passNight(own, "2026-04-13");
    const etape = [leg("2026-04-13", "2026-04-16", bandung)];
    expect((await act(p1, changed, "ubah-perjalanan", { etape, alasan: "Penyajian hasil diundur" })).status).toBe(200);

    papers = await papersOf(d1, changed, 3);
    const { words } = await wordsOf(one("adendum"));
    for (const said of [
      "ADENDUM I SURAT TUGAS",
      "13 April 2026 s.d. 14 April 2026",
      "13 April 2026 s.d. 16 April 2026",
    ])
      expect(words).toContain(said);
    expect(words).not.toContain("Tempat tujuan");
    expect(await signersOf(changed)).toEqual({ surat_tugas: "Nomor Induk", spd: "NI PPPK", adendum: "Nomor Induk" });

    papers = await papersOf(d1, cancelled, 4);

    expect(papers.map(({ jenis, status }) => `${jenis} ${status}`)).toEqual([
      "surat_tugas dibatalkan",
      "spd dibatalkan",
      "kuitansi berlaku",
      "pembatalan berlaku",
    ]);
    expect(await signersOf(cancelled)).toMatchObject({
      pembatalan: "NI PPPK, Nomor Induk",
      kuitansi: "NI PPPK, Nomor Induk",
    });
    const statement = await wordsOf(one("pembatalan"));
    for (const said of [
      "Kegiatan dibatalkan oleh penyelenggara",
      "PEMBEBANAN BIAYA",
      "Tiket hangus",
      "Rp205.000",
      one("spd").nomor,
    ])
      expect(statement.words).toContain(said);
    expect(statement.words).toMatch(/NI PPPK : \d{8} \d{6} \d \d{3}/);
    expect(statement.words).not.toMatch(/\bNIP \d/);
  });
});
