import { describe, expect, it } from "vitest";
import { DAFTAR_GOLONGAN, tampilkanPangkat } from "../../db/modules/pegawai/rules/golongan.ts";
import { vektorNomor } from "../../db/modules/sppd/rules/nomor.vektor.ts";
import { vektorRantai } from "../../db/modules/sppd/rules/rantai.vektor.ts";
import { formatTanggal, tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import { appRows, makeInstitution, ownerRows } from "../setup/institution.ts";

/** The writes need some rules in SQL, beside the locked row; what both say must be the same. */
describe("rules that are written twice say the same in SQL", () => {
  it("who must approve", async () => {
    const { id } = await makeInstitution();
    const chains = [];
    for (const { jenis, total, levelPemohon, tersedia = [2, 3, 4, 5, 6] } of vektorRantai) {
      // As the application: row-level security shows this institution's levels only.
      const values = [jenis, total, levelPemohon, tersedia];
      chains.push(
        ...(await appRows<{ rantai: number[] | null }>(
          id,
          "select susun_rantai($1, $2, $3::smallint, $4) as rantai",
          values,
        )),
      );
    }
    expect(chains).toEqual(vektorRantai.map(({ rantai }) => ({ rantai })));
  });

  it("letter numbers", async () => {
    const numbers = [];
    for (const { templat, isi } of vektorNomor) {
      const values = [templat, isi.urut, isi.jenis, isi.unit, isi.kode, isi.tanggal, isi.sisipan ?? ""];
      numbers.push(
        ...(await ownerRows<{ nomor: string }>("select isi_nomor($1, $2, $3, $4, $5, $6, $7) as nomor", values)),
      );
    }
    expect(numbers).toEqual(vektorNomor.map(({ nomor }) => ({ nomor })));
  });

  it("dates, of every day of a leap year", async () => {
    const days = Array.from({ length: 366 }, (_, day) => tambahHari("2028-01-01", day));
    const written = await ownerRows<{ t: string }>(
      "select tanggal_indonesia(d::date) as t from unnest($1::text[]) with ordinality x(d, n) order by n",
      [days],
    );
    expect(written.map(({ t }) => t)).toEqual(days.map(formatTanggal));
  });

  it("ranks and grades", async () => {
    const written = await ownerRows<{ p: string }>(
      "select pangkat_golongan(k) as p from unnest($1::text[]) with ordinality x(k, n) order by n",
      [DAFTAR_GOLONGAN.map(({ kode }) => kode)],
    );
    expect(written.map(({ p }) => p)).toEqual(DAFTAR_GOLONGAN.map(({ kode }) => tampilkanPangkat(kode)));
  });
});
