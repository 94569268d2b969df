import { describe, expect, it } from "vitest";
import { DAFTAR_GOLONGAN, tampilkanPangkat } from "../../db/modules/pegawai/rules/golongan.ts";
import { vektorNomor } from "../../db/modules/sppd/rules/nomor.vektor.ts";
import { vektorRantai } from "../../db/modules/sppd/rules/rantai.vektor.ts";
import { formatTanggal, tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import { asApplication, asOwner, makeInstitution } from "../setup/institution.ts";

/** The writes need some rules in SQL, beside the locked row; what both say must be the same. */
describe("rules that are written twice say the same in SQL", () => {
  it("who must approve", async () => {
    const { id } = await makeInstitution();
    // As the application: row-level security shows this institution's levels only.
    const chains = await asApplication(id, async (client) => {
      const rows = [];
      for (const { jenis, total, levelPemohon } of vektorRantai) {
        const result = await client.query("select susun_rantai($1, $2, $3::smallint) as rantai", [
          jenis,
          total,
          levelPemohon,
        ]);
        rows.push(result.rows[0].rantai);
      }
      return rows;
    });
    expect(chains).toEqual(vektorRantai.map(({ rantai }) => rantai));
  });

  it("letter numbers", async () => {
    const numbers = await asOwner(async (client) => {
      const rows = [];
      for (const { templat, isi } of vektorNomor) {
        const values = [templat, isi.urut, isi.jenis, isi.unit, isi.kode, isi.tanggal];
        rows.push((await client.query("select isi_nomor($1, $2, $3, $4, $5, $6) as nomor", values)).rows[0].nomor);
      }
      return rows;
    });
    expect(numbers).toEqual(vektorNomor.map(({ nomor }) => nomor));
  });

  it("dates, of every day of a leap year", async () => {
    const days = Array.from({ length: 366 }, (_, day) => tambahHari("2028-01-01", day));
    const written = await asOwner(
      async (client) =>
        (
          await client.query(
            "select tanggal_indonesia(d::date) as t from unnest($1::text[]) with ordinality x(d, n) order by n",
            [days],
          )
        ).rows,
    );
    expect(written.map(({ t }) => t)).toEqual(days.map(formatTanggal));
  });

  it("ranks and grades", async () => {
    const written = await asOwner(
      async (client) =>
        (
          await client.query(
            "select pangkat_golongan(k) as p from unnest($1::text[]) with ordinality x(k, n) order by n",
            [DAFTAR_GOLONGAN.map(({ kode }) => kode)],
          )
        ).rows,
    );
    expect(written.map(({ p }) => p)).toEqual(DAFTAR_GOLONGAN.map(({ kode }) => tampilkanPangkat(kode)));
  });
});
