import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { bacaDocx, bacaPdf, bacaQrCetak, gabungTeks, sidik } from "../setup/baca-dokumen.ts";
import { ask, until, within } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, approveFully, cancelIssued, draft, issueBoth, orderE1 } from "../setup/orders.ts";

/** What the form of PMK 113/PMK.05/2012 says, as it says it: the ten items of the front page with what they are of E1, then the back. */
const spdInOrder = [
  ["SURAT PERJALANAN DINAS (SPD)"],
  ["1", "Pejabat Pembuat Komitmen", "Dewi Lestari"],
  ["2", "Nama/NIP Pegawai yang melaksanakan perjalanan dinas", "Dr. Ratna Wulandari, M.Si."],
  ["3", "Pangkat dan Golongan", "Jabatan/Instansi", "Tingkat Biaya Perjalanan Dinas", "C"],
  ["4", "Maksud Perjalanan Dinas", "Mengikuti rapat koordinasi kurikulum nasional"],
  ["5", "Alat angkutan yang dipergunakan", "Kereta api"],
  ["6", "Tempat berangkat", "Semarang", "Tempat tujuan", "Jakarta Pusat"],
  ["7", "Lamanya perjalanan dinas", "3 (tiga) hari", "Tanggal berangkat", "13 April 2026"],
  ["Tanggal harus kembali", "15 April 2026"],
  ["8", "Pengikut", "Tanggal Lahir", "Keterangan"],
  ["Siti Aminah", "11 Februari 1988", "Joko Susilo", "30 Juli 1990"],
  ["9", "Pembebanan Anggaran", "Instansi", "Akun", "524111"],
  ["10", "Keterangan lain-lain", "Dikeluarkan di", "Pejabat Pembuat Komitmen"],
  ["Tiba di", "Berangkat dari", "sesingkat-singkatnya", "Catatan Lain-lain", "PERHATIAN"],
].flat();

/** The first of these words that does not follow the one before it in a text. */
function outOfOrder(text: string, wanted: readonly string[]): string | undefined {
  let at = 0;
  return wanted.find((words) => {
    const next = text.indexOf(words, at);
    at = next + words.length;
    return next < 0;
  });
}

interface Document {
  readonly id: string;
  readonly jenis: "surat_tugas" | "spd" | "pembatalan";
  readonly nomor: string;
  readonly status: string;
  readonly verifikasi: string;
  readonly pdf: { url: string; sha256: string } | null;
  readonly docx: { url: string; sha256: string } | null;
}

let institution: TestInstitution;
let d1: Actor;
let order: string;
let letters: { st: Document; spd: Document };

/** The documents of an order, once both files of each are there. */
async function documentsOf(actor: Actor, id: string): Promise<Document[]> {
  const read = async () => (await ask<{ data: Document[] }>(actor, "GET", `/sppd/${id}/dokumen`)).body.data;
  return await until(read, (all) => all.length > 0 && all.every(({ pdf, docx }) => pdf && docx), 25_000);
}

async function download(
  url: string | undefined,
): Promise<{ status: number; bytes: Uint8Array<ArrayBuffer>; type: string | null }> {
  const response = await fetch(url ?? "");
  return {
    status: response.status,
    bytes: new Uint8Array(await response.arrayBuffer()),
    type: response.headers.get("content-type"),
  };
}

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
  const pengikut = [
    { nama: "Siti Aminah", tanggal_lahir: "1988-02-11", keterangan: "Asisten" },
    { nama: "Joko Susilo", tanggal_lahir: "1990-07-30", keterangan: "Pengemudi" },
  ];
  order = await draft(d1, orderE1(institution, [d1.pegawaiId], { pengikut }));
  await approveFully(institution, d1, order);
  await issueBoth(institution, order);
  const all = await documentsOf(d1, order);
  const [st, spd] = [all.find(({ jenis }) => jenis === "surat_tugas"), all.find(({ jenis }) => jenis === "spd")];
  if (!st || !spd) throw new Error("both letters should have been rendered");
  letters = { st, spd };
});

describe("E5: documents", () => {
  it("the SPD's DOCX says the ten items and the back page, in order, with both followers", async () => {
    const { status, bytes, type } = await download(letters.spd.docx?.url);
    expect([status, type]).toEqual([200, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"]);
    const text = bacaDocx(bytes).join("\n");
    expect(outOfOrder(text, spdInOrder)).toBeUndefined();
    expect(text).not.toMatch(/\{\{|undefined|null/);
    const pages = (await bacaPdf((await download(letters.spd.pdf?.url)).bytes)).map(gabungTeks);
    expect(pages).toHaveLength(2);
    const [front = "", back = ""] = pages;
    for (const words of ["SURAT PERJALANAN DINAS (SPD)", "Tingkat Biaya", "524111", "Joko Susilo"])
      expect(front).toContain(words);
    for (const words of ["Tiba di", "Berangkat dari", "sesingkat-singkatnya", "PERHATIAN"])
      expect(back).toContain(words);
  });

  it("are the same bytes at every download, with the hash that was recorded", async () => {
    for (const { pdf, docx } of [letters.st, letters.spd]) {
      for (const file of [pdf, docx]) {
        const [first, second] = [await download(file?.url), await download(file?.url)];
        expect(sidik(first.bytes)).toBe(file?.sha256);
        expect(sidik(second.bytes)).toBe(file?.sha256);
      }
    }
    expect(new TextDecoder().decode((await download(letters.spd.pdf?.url)).bytes.slice(0, 4))).toBe("%PDF");
  });

  it("carry a code that leads to the page of their verification, which knows their hash", async () => {
    const { bytes } = await download(letters.st.pdf?.url);
    const code = await bacaQrCetak(bytes, 1);
    expect(code).toBe(letters.st.verifikasi);
    const page = await fetch(code ?? "");
    const html = await page.text();
    expect(page.status).toBe(200);
    for (const words of [letters.st.nomor, letters.st.pdf?.sha256 ?? "-", "Ratna Wulandari", "13 s.d. 15 April 2026"]) {
      expect(html).toContain(words);
    }
    expect(html).not.toContain("198503122010122003");
  });

  it("name the order's numbers, people, purpose and budget on the Surat Tugas", async () => {
    const pages = await bacaPdf((await download(letters.st.pdf?.url)).bytes);
    const text = gabungTeks(pages[0]);
    for (const words of [
      "SURAT TUGAS",
      "001/FT/000.1.2.3/IV/2026",
      "Dr. Ratna Wulandari, M.Si.",
      "19850312 201012 2 003",
      "Penata Tk. I, III/d",
      "Mengikuti rapat koordinasi kurikulum nasional",
      "13 s.d. 15 April 2026",
      "524111",
      "Prof. Dr. Agus Santoso",
      "6 April 2026",
    ]) {
      expect(text).toContain(words);
    }
  });
});

describe("links to files", () => {
  it("are refused when altered, expired or turned to another file", async () => {
    const url = new URL(letters.st.pdf?.url ?? "");
    const altered = new URL(url);
    altered.searchParams.set("e", String(Number(url.searchParams.get("e")) + 1));
    const other = new URL(url);
    other.pathname = other.pathname.replace(letters.st.id, letters.spd.id);
    const named = new URL(url);
    named.searchParams.set("nama", "lain.pdf");
    for (const bad of [altered, other, named]) expect((await download(bad.href)).status).toBe(403);

    // One that we signed ourselves, and whose time is over.
    const late = new URL(url);
    const expired = Math.floor(Date.now() / 1000) - 1;
    const [, key = ""] = late.pathname.split("/api/v1/berkas/documents/");
    const text = ["link", "documents", key, late.searchParams.get("nama"), expired].join("\n");
    late.searchParams.set("e", String(expired));
    late.searchParams.set("s", createHmac("sha256", inject("stack").env.LINK_KEY).update(text).digest("base64url"));
    expect((await download(late.href)).status).toBe(403);
  });

  it("begin with the institution, and are given to whoever sees the order alone", async () => {
    expect(new URL(letters.st.pdf?.url ?? "").pathname).toMatch(
      new RegExp(`^/api/v1/berkas/documents/${institution.id}/2026/04/sppd/${d1.userId}/`),
    );
    expect((await ask(await institution.actor("D3"), "GET", `/sppd/${order}/dokumen`)).status).toBe(404);
  });
});

describe("cancelling after the issue", () => {
  it("shows DIBATALKAN to whoever verifies within five seconds, and keeps the files", async () => {
    const d2 = await institution.actor("D2");
    const id = await draft(d2, orderE1(institution, [d2.pegawaiId]));
    await approveFully(institution, d2, id);
    await issueBoth(institution, id);
    const [letter] = await documentsOf(d2, id);
    const page = async () => await (await fetch(letter?.verifikasi ?? "")).text();
    expect(await page()).not.toContain("DIBATALKAN");
    await cancelIssued(institution, id);
    expect(await within(5_000, page, (html) => html.includes("DIBATALKAN"))).toContain("DIBATALKAN");
    expect((await download(letter?.pdf?.url)).status).toBe(200);
  });

  it("hands out the letters stamped from then on, page by page, and no editable ones", async () => {
    const d2 = await institution.actor("D2");
    const id = await draft(d2, orderE1(institution, [d2.pegawaiId]));
    await approveFully(institution, d2, id);
    await issueBoth(institution, id);
    const whole = await documentsOf(d2, id);
    await cancelIssued(institution, id);
    const stamped = await until(
      async () => {
        const all = (await ask<{ data: Document[] }>(d2, "GET", `/sppd/${id}/dokumen`)).body.data;
        // The statement under which they were taken back stands.
        return all.filter(({ jenis }) => jenis !== "pembatalan");
      },
      (documents) => documents.every(({ pdf }) => pdf !== null),
    );
    expect(stamped.map(({ docx, status }) => [docx, status])).toEqual(whole.map(() => [null, "dibatalkan"]));
    for (const [at, { pdf, nomor }] of stamped.entries()) {
      expect(pdf?.sha256).not.toBe(whole[at]?.pdf?.sha256);
      const pages = (await bacaPdf((await download(pdf?.url)).bytes)).map(gabungTeks);
      expect(pages.filter((page) => !page.includes("DIBATALKAN"))).toEqual([]);
      expect(pages.join(" ")).toContain(nomor);
    }
  });
});

describe("many travellers", () => {
  it("get one Surat Tugas and an SPD each, with numbers in a row", async () => {
    const op = await institution.actor("OP");
    const travellers = [
      d1.pegawaiId,
      (await institution.actor("D2")).pegawaiId,
      (await institution.actor("A1")).pegawaiId,
    ];
    const body = orderE1(institution, travellers, {
      etape: [
        {
          ...(orderE1(institution, travellers)["etape"] as object[])[0],
          berangkat: "2026-05-11",
          kembali: "2026-05-13",
        },
      ],
      unit_id: institution.units["TI"],
    });
    const id = await draft(op, body);
    await act(op, id, "ajukan");
    await act(await institution.actor("A2"), id, "setujui");
    const { spd } = await issueBoth(institution, id);
    const numbers = spd.body["nomor"] as string[];
    expect(numbers).toHaveLength(3);
    const urut = numbers.map((nomor) => Number(nomor.slice(0, 3)));
    expect(urut).toEqual([0, 1, 2].map((step) => (urut[0] ?? 0) + step));
    const all = await documentsOf(op, id);
    expect(all.map(({ jenis }) => jenis).toSorted()).toEqual(["spd", "spd", "spd", "surat_tugas"]);
  });
});
