import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../../db/modules/sppd/snapshot-semua.ts";
import { bacaDocx, bacaPdf, gabungTeks } from "../../../../test/setup/baca-dokumen.ts";
import { contohSpd, contohSuratTugas } from "../../../../test/setup/contoh-dokumen.ts";
import {
  contohAdendum,
  contohKuitansi,
  contohLaporan,
  contohPembatalan,
  contohRiil,
  contohRincian,
} from "../../../../test/setup/contoh-spj.ts";
import { renderDokumen } from "./render.ts";

const PPPK = { nip: "197902282023212001", nip_label: "NI PPPK" };
const SEBUTAN_PPPK = "NI PPPK 19790228 202321 2 001";
const BUKAN_ASN = { nip: "0412038501", nip_label: "Nomor Induk" };
const SEBUTAN_BUKAN_ASN = "Nomor Induk 0412038501";
/** Of the same person where nothing says what the number is: paper from before. */
const sebagaiNip = /NIP (19790228|0412038501)/;

const ppk = { ...contohSpd.ppk, ...PPPK };
const atasan = { ...contohSuratTugas.penandatangan, ...PPPK };
const bendahara = { ...contohRincian.bendahara, ...BUKAN_ASN };

async function baca(snapshot: Snapshot): Promise<{ halaman: string[]; docx: string }> {
  const { pdf, docx } = await renderDokumen(snapshot);
  const rapat = (teks: string) => teks.replaceAll(/\s+/g, " ");
  return {
    halaman: (await bacaPdf(pdf)).map((halaman) => rapat(gabungTeks(halaman))),
    docx: rapat(bacaDocx(docx).join(" ")),
  };
}

function banyaknya(teks: string, dicari: string): number {
  return teks.split(dicari).length - 1;
}

describe("an official's number", { timeout: 60_000 }, () => {
  it("says what it is on the front of an SPD and twice in the last row of its back", async () => {
    const { halaman, docx } = await baca({ ...contohSpd, ppk });
    expect(halaman.map((satu) => banyaknya(satu, SEBUTAN_PPPK))).toEqual([1, 2]);
    expect(banyaknya(docx, SEBUTAN_PPPK)).toBe(3);
    for (const teks of [...halaman, docx]) expect(teks).not.toMatch(sebagaiNip);
  });

  it.each<[Snapshot, string, number]>([
    [{ ...contohSuratTugas, penandatangan: atasan }, SEBUTAN_PPPK, 1],
    [{ ...contohKuitansi, ppk, bendahara }, SEBUTAN_PPPK, 1],
    [{ ...contohKuitansi, ppk, bendahara }, SEBUTAN_BUKAN_ASN, 1],
    [{ ...contohRincian, ppk, bendahara }, SEBUTAN_PPPK, 1],
    [{ ...contohRincian, ppk, bendahara }, SEBUTAN_BUKAN_ASN, 1],
    [{ ...contohRiil, ppk }, SEBUTAN_PPPK, 1],
    [{ ...contohLaporan, atasan }, SEBUTAN_PPPK, 1],
    [{ ...contohAdendum, penandatangan: atasan }, SEBUTAN_PPPK, 1],
    [{ ...contohPembatalan, ppk, atasan: { ...contohPembatalan.atasan, ...BUKAN_ASN } }, SEBUTAN_PPPK, 1],
  ])("says what it is wherever somebody signs: $0.jenis, $1", async (snapshot, sebutan, banyak) => {
    const { halaman, docx } = await baca(snapshot);
    for (const teks of [halaman.join(" "), docx]) {
      expect(banyaknya(teks, sebutan)).toBe(banyak);
      expect(teks).not.toMatch(sebagaiNip);
    }
  });

  it("says so where a statement begins with who makes it", async () => {
    const { halaman } = await baca({
      ...contohPembatalan,
      ppk,
      atasan: { ...contohPembatalan.atasan, ...BUKAN_ASN },
    });
    expect(halaman[0]).toContain("Nomor Induk : 0412038501");
    expect(halaman[1]).toContain("NI PPPK : 19790228 202321 2 001");
  });

  it("stays an NIP on papers that were frozen before they said what it is", async () => {
    expect(contohSpd.ppk.nip_label).toBeUndefined();
    const { halaman } = await baca(contohSpd);
    expect(halaman.map((satu) => banyaknya(satu, "NIP 19790228 200501 2 001"))).toEqual([1, 2]);
  });
});
