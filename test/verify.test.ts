import { describe, expect, inject, it } from "vitest";
import { kelompokkanKode } from "../db/modules/sppd/rules/kode-verifikasi.ts";
import { issueDocument, sha256 } from "./setup/document.ts";
import { withFault } from "./setup/faults.ts";
import { newTrace, roundTrips, within } from "./setup/http.ts";

const html = { accept: "text/html", "accept-language": "id" };
const json = { accept: "application/json" };

async function get(path: string, headers: Record<string, string>): Promise<{ response: Response; text: string }> {
  const response = await fetch(`${inject("stack").urls.edge}${path}`, { headers, redirect: "manual" });
  return { response, text: await response.text() };
}

describe("verifying a document", () => {
  it("tells programs what the letter says: NIPs masked, nothing of ours", async () => {
    const { kode, nomor, pdf, docx } = await issueDocument();
    const { response, text } = await get(`/verify/${kode}`, json);
    expect(response.status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      kode,
      nomor,
      jenis: "surat_tugas",
      tanggal: "2026-09-01",
      status: "berlaku",
      institusi: "Universitas Uji Semarang",
      maksud: 'Pemakalah <b>"Beton"</b> & Baja',
      tempat_tujuan: "Kota Surabaya",
      tanggal_berangkat: "2026-09-10",
      tanggal_kembali: "2026-09-13",
      penandatangan: "Agus Santoso",
      pelaksana: [
        { nama: "Dr. Ratna Wulandari, M.Si.", nip: "••••••••••••••2003" },
        { nama: "Tono Sugiarto", nip: null },
      ],
      pdf_sha256: sha256(pdf),
      docx_sha256: sha256(docx),
    });
  });

  it("escapes what people wrote", async () => {
    const { kode } = await issueDocument();
    const { text } = await get(`/verify/${kode}`, html);
    expect(text).toContain("Pemakalah &lt;b&gt;&quot;Beton&quot;&lt;/b&gt; &amp; Baja");
  });

  it("costs one round trip the first time and none for a while after", async () => {
    const { kode } = await issueDocument();
    const cold = newTrace();
    await get(`/verify/${kode}`, { ...html, traceparent: cold.traceparent });
    expect(await roundTrips(cold.traceId)).toEqual({ neon: 1, upstash: 0, qstash: 0 });
    const warm = newTrace();
    await get(`/verify/${kode}`, { ...html, traceparent: warm.traceparent });
    expect(await roundTrips(warm.traceId)).toEqual({ neon: 0, upstash: 0, qstash: 0 });
  });

  it("is never kept by a browser or a search engine", async () => {
    const { kode } = await issueDocument();
    for (const accept of [html, json]) {
      const { headers } = (await get(`/verify/${kode}`, accept)).response;
      expect(headers.get("cache-control")).toBe("no-cache");
      expect(headers.get("x-robots-tag")).toBe("noindex");
      expect(headers.get("vary")).toContain("Accept");
    }
  });

  it("shows a cancellation within five seconds, also to an isolate that has just shown it valid", async () => {
    const document = await issueDocument();
    const status = async () =>
      (JSON.parse((await get(`/verify/${document.kode}`, json)).text) as { status: string }).status;
    expect(await status()).toBe("berlaku");
    await document.cancel();
    expect(await within(5_000, status, (shown) => shown === "dibatalkan")).toBe("dibatalkan");
  });
});

describe("a code", () => {
  it("is read in small letters and groups, and the form leads to its page", async () => {
    const { kode, nomor } = await issueDocument();
    const written = ` ${kelompokkanKode(kode).toLowerCase().replaceAll("0", "o")} `;
    expect((await get(`/verify/${encodeURIComponent(written)}`, html)).text).toContain(nomor);
    const { response } = await get(`/verify?kode=${encodeURIComponent(written)}`, html);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(`/verify/${kode}`);
  });

  it.each(["ABC", "x".repeat(3_000), "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "UUUUUUUUUUUUUUUU", "%E0%A4%A"])(
    "that cannot be one (%#) is answered with help and without asking the database",
    async (code) => {
      const { traceId, traceparent } = newTrace();
      const { response, text } = await get(`/verify/${code}`, { ...html, traceparent });
      expect(response.status).toBe(404);
      expect(text).toContain("Kode tidak dikenal");
      expect(text).toContain("angka 0");
      expect(text).not.toContain("<script>");
      expect(await roundTrips(traceId)).toMatchObject({ neon: 0 });
    },
  );

  it("that no document has is unknown, to people and to programs", async () => {
    const { response, text } = await get("/verify/0000000000000000", html);
    expect(response.status).toBe(404);
    expect(text).toContain("Kode tidak dikenal");
    expect(JSON.parse((await get("/verify/0000000000000000", json)).text)).toMatchObject({ code: "TIDAK_DITEMUKAN" });
  });
});

describe("while the database is away", () => {
  it("nothing is said of a document, and nobody is told that it is false", async () => {
    const { kode } = await issueDocument();
    await withFault({ service: "neon", kind: "drop", match: kode }, async () => {
      const { response, text } = await get(`/verify/${kode}`, html);
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("5");
      expect(text).toContain("Belum dapat diperiksa");
      expect((await get(`/verify/${kode}`, json)).response.status).toBe(503);
    });
    expect((await get(`/verify/${kode}`, html)).response.status).toBe(200);
  });
});
