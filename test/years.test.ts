import { describe, expect, it } from "vitest";
import { issueDocument } from "./setup/document.ts";
import { appRows, asOwner, makeInstitution, ownerRows } from "./setup/institution.ts";
import { draft, leg, orderE1, bandung } from "./setup/orders.ts";

describe("years", () => {
  it("open once when twenty ask at the same instant", async () => {
    // Whoever prepares a budget year opens it as well.
    const [before] = await ownerRows<{ there: boolean }>("select to_regclass('sppd_2021') is not null as there");
    const opened = await Promise.all(
      Array.from({ length: 20 }, () => ownerRows<{ opened: boolean }>("select open_year(2021) as opened")),
    );
    expect(opened.flat().filter((row) => row.opened)).toHaveLength(before?.there ? 0 : 1);
    const partitions = await ownerRows<{ relname: string }>(
      "select relname from pg_class where relname ~ '_2021$' and relkind = 'r' order by 1",
    );
    expect(partitions.map(({ relname }) => relname)).toEqual([
      "aktivitas_2021",
      "approval_logs_2021",
      "cari_sppd_2021",
      "laporan_perjalanan_2021",
      "notifikasi_2021",
      "operator_access_log_2021",
      "sppd_2021",
    ]);
  });

  it("open while orders are written, and undo none of them", async () => {
    const { kode } = await issueDocument();
    const opening = { goesOn: true };
    // As an issue does: the order, then its letter, whose foreign key leads back to it.
    const write = () =>
      asOwner(async (client) => {
        let written = 0;
        while (opening.goesOn) {
          await client.query(
            `with lama as (select * from sppd where id = (select sppd_id from dokumen where kode = $1)),
               baru as (update sppd s set updated_at = now() from lama where s.id = lama.id and s.created_at = lama.created_at returning s.*)
             insert into dokumen (institution_id, sppd_id, sppd_created_at, jenis, nomor, tanggal, kode, snapshot, folder)
             select institution_id, id, created_at, 'surat_tugas', gen_random_uuid(), '2026-09-01', kode_verifikasi(), '{}', '' from baru`,
            [kode],
          );
          written += 1;
        }
        return written;
      });
    const writers = Promise.all([write(), write(), write(), write()]);
    // Whether now or, by whoever prepares a budget year, before.
    for (const year of [2020, 2022, 2023]) {
      await ownerRows("select open_year($1)", [year]);
      const there = await ownerRows("select to_regclass('sppd_' || $1::text) is not null as there", [year]);
      expect(there).toEqual([{ there: true }]);
    }
    opening.goesOn = false;
    for (const written of await writers) expect(written).toBeGreaterThan(0);
  });

  it("open by themselves for the first order of a year that nobody opened, and the row lies in its partition", async () => {
    const institution = await makeInstitution({ today: "2024-12-31" });
    await asOwner(async (client) =>
      client.query("update anggaran set tahun = 2030 where institution_id = $1 and tahun = 2025", [institution.id]),
    );
    const d1 = await institution.actor("D1");
    const body = orderE1(institution, [d1.pegawaiId], {
      etape: [leg("2025-01-06", "2025-01-07", bandung)],
      biaya: { transpor: [], penginapan_per_malam: 0 },
      jenis_perjalanan: "dalam_kota_sd_8jam",
    });
    body["etape"] = [{ ...leg("2025-01-06", "2025-01-06", bandung), asal_kode: bandung }];
    await asOwner(async (client) =>
      client.query("update anggaran set tahun = 2025 where id = $1", [institution.budgets[1]]),
    );
    const id = await draft(d1, body);
    const [place] = await ownerRows(
      "select tableoid::regclass::text as place, created_at = uuid_extract_timestamp(id) as same from sppd where id = $1",
      [id],
    );
    expect(place).toEqual({ place: "sppd_2024", same: true });
  });

  it("are the only partitions that a query of one year or one id touches", async () => {
    const { id } = await makeInstitution();
    const plan = async (statement: string) => JSON.stringify(await appRows(id, `explain (format json) ${statement}`));
    const byId = await plan(
      "select * from sppd where id = '01990000-0000-7000-8000-000000000000' and created_at = uuid_extract_timestamp('01990000-0000-7000-8000-000000000000'::uuid)",
    );
    expect(new Set(byId.match(/sppd_20\d\d/g)).size).toBeLessThanOrEqual(1);
    const turn = await plan(
      "select * from sppd where created_at >= make_timestamptz(2027, 1, 1, 0, 0, 0, 'UTC') and created_at < make_timestamptz(2028, 1, 1, 0, 0, 0, 'UTC')",
    );
    expect([...new Set(turn.match(/sppd_20\d\d/g))]).toEqual(["sppd_2027"]);
  });
});
