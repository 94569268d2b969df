import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Spd, SuratTugas } from "../../../../db/modules/sppd/snapshot.ts";
import { bacaDocx, bacaPdf, bukaDocx, gabungTeks, sidik } from "../../../../test/setup/baca-dokumen.ts";
import { contohSpd, contohSuratTugas } from "../../../../test/setup/contoh-dokumen.ts";
import { contohLaporan, contohRincian } from "../../../../test/setup/contoh-spj.ts";
import { renderDokumen, type Berkas } from "./render.ts";

const jalankan = promisify(execFile);

async function sidikSemua(): Promise<string[]> {
  const berkas = [
    await renderDokumen(contohSpd),
    await renderDokumen(contohSuratTugas),
    await renderDokumen(contohRincian),
  ];
  return berkas.flatMap(({ pdf, docx }) => [sidik(pdf), sidik(docx)]);
}

describe("an issued document", { timeout: 60_000 }, () => {
  it("is the same to the byte whenever it is rendered", async () => {
    const dulu = await sidikSemua();
    vi.useFakeTimers({ now: new Date("2031-02-03T04:05:06Z"), toFake: ["Date"] });
    try {
      expect(await sidikSemua()).toEqual(dulu);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is the same to the byte in another process, in another time zone", async () => {
    const program = `
      import { createHash } from "node:crypto";
      import { contohSpd, contohSuratTugas } from "../../../../test/setup/contoh-dokumen.ts";
      import { contohRincian } from "../../../../test/setup/contoh-spj.ts";
      import { renderDokumen } from "./render.ts";
      const berkas = [await renderDokumen(contohSpd), await renderDokumen(contohSuratTugas), await renderDokumen(contohRincian)];
      const semua = berkas.flatMap(({ pdf, docx }) => [pdf, docx]);
      console.log(JSON.stringify(semua.map((isi) => createHash("sha256").update(isi).digest("hex"))));
    `;
    const { stdout } = await jalankan(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      env: { ...process.env, TZ: "Asia/Jayapura" },
    });
    expect(JSON.parse(stdout)).toEqual(await sidikSemua());
  });

  it("changes with what it says", async () => {
    const lain = await renderDokumen({ ...contohSpd, maksud: `${contohSpd.maksud}.` });
    expect([sidik(lain.pdf), sidik(lain.docx)]).not.toEqual((await sidikSemua()).slice(0, 2));
  });

  it("is dated by its own date and names the platform, not the clock", async () => {
    const { pdf, docx } = await renderDokumen(contohSpd);
    expect(Buffer.from(pdf.slice(0, 8)).toString("latin1")).toBe("%PDF-1.7");
    expect(Buffer.from(pdf).toString("latin1")).toContain("(D:20260409000000Z)");
    const sifat = bukaDocx(docx)["docProps/core.xml"] ?? "";
    expect(sifat.match(/2026-04-09T00:00:00Z/g)).toHaveLength(2);
  });

  it("says nothing a program left behind, whatever people type", async () => {
    const teks = fc.string({ unit: "binary", minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(teks, teks, teks, teks, async (satu, dua, tiga, empat) => {
        periksaBersih(await renderDokumen(spdBerisi(satu, dua, tiga, empat)));
        periksaBersih(await renderDokumen(suratBerisi(satu, dua, tiga, empat)));
        const isi = { pendahuluan: satu, kegiatan: [], hasil: dua, kesimpulan: tiga, saran: empat };
        periksaBersih(await renderDokumen({ ...contohLaporan, isi }));
      }),
      { numRuns: 12 },
    );
  });

  it("prints names of every kind as they are", async () => {
    const nama = "D'Arcy & <Ibu> José Müller";
    const { pdf, docx } = await renderDokumen(suratBerisi(nama, "x", "y", "z"));
    expect(gabungTeks((await bacaPdf(pdf)).flat())).toContain("José Müller");
    expect(bacaDocx(docx)).toContain(nama);
    for (const aneh of ["😀👨‍👩‍👧 Ahmad", "أحمد بن سالم", "W".repeat(200), "\u0000\u0007\ud800", " "]) {
      periksaBersih(await renderDokumen(suratBerisi(aneh, aneh, aneh, aneh)));
    }
  });
});

function periksaBersih({ pdf, docx }: Berkas): void {
  expect(Buffer.from(pdf.slice(-6)).toString("latin1")).toBe("%%EOF\n");
  const badan = bukaDocx(docx)["word/document.xml"] ?? "";
  // Characters XML 1.0 refuses would make Word reject the file.
  // eslint-disable-next-line no-control-regex
  expect(badan).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  expect(badan).not.toMatch(/>(undefined|null|NaN|\[object Object\])</);
}

function spdBerisi(satu: string, dua: string, tiga: string, empat: string): Spd {
  return {
    ...contohSpd,
    nomor: dua,
    maksud: satu,
    alat_angkut: tiga,
    keterangan_lain: empat,
    pelaksana: { ...contohSpd.pelaksana, nama: satu, jabatan: dua, nip: tiga },
    pengikut: [{ nama: empat, tanggal_lahir: null, keterangan: satu }],
    etape: [{ dari: dua, ke: tiga, berangkat: "2026-04-13", tiba: "2026-04-13" }],
  };
}

function suratBerisi(satu: string, dua: string, tiga: string, empat: string): SuratTugas {
  return {
    ...contohSuratTugas,
    pelaksana: [{ nama: satu, nip: dua, nip_label: "NIP", pangkat_golongan: tiga, jabatan: empat }],
    maksud: dua,
    menimbang: [tiga],
    dasar: [empat],
    penandatangan: { sebutan: [satu], nama: dua, nip: null },
    tembusan: [tiga],
  };
}
