import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Scope } from "../db/modules/identity/principal.ts";
import { pegawaiList, readPegawaiPage } from "../db/modules/pegawai/reads.ts";
import { issueSt } from "../db/modules/sppd/actions/issue-st.ts";
import { makeCrowd, principalIn, type Crowd } from "./setup/crowd.ts";
import { crowdOfOrders } from "./setup/crowd-of-orders.ts";
import { grown, watch, yearsOf, type Watch } from "./setup/plans.ts";

let crowd: Crowd;
let watched: Watch;
beforeAll(async () => {
  crowd = await makeCrowd(inject("stack"), crowdOfOrders);
  watched = await watch({ adminUrl: crowd.adminUrl, institutionId: crowd.id, env: inject("stack").env });
  await crowd.setNow("2026-12-30T03:00:00Z");
}, 180_000);
afterAll(() => watched.end().then(() => crowd.remove()));

describe("at 40,000 numbers", () => {
  it("a letter's number is taken, or the place of one that is dated back found, without a look at the others", async () => {
    const { id, dibuat } = await crowd.pick<{ id: string; dibuat: string }>(
      `update sppd s set status = 'disetujui' from (select id, created_at from sppd where institution_id = $1 and status = 'draft'
            and created_at >= '2026-09-01' order by id limit 1) x
        where s.institution_id = $1 and s.id = x.id and s.created_at = x.created_at returning s.id, (s.created_at at time zone 'UTC')::date::text as dibuat`,
    );
    const { urut } = await crowd.pick<{ urut: number }>(
      `select max(urut) as urut from nomor_surat where institution_id = $1 and tahun = 2026 and tanggal <= '${dibuat}'`,
    );
    const agendaris = { ...principalIn(crowd, "rektor"), roles: [{ peran: "agendaris", unit: "", units: [] }] };
    const issue = (tanggal: string | null) =>
      watched.carryOut(async (work) => {
        const wishes = { tanggal, nomor: null, alasan: "Berkas undangan baru ditemukan" };
        await expect(issueSt(work, agendaris, { reach: "all" }, id, wishes)).rejects.toThrow("TIDAK_DITEMUKAN");
      }, true);
    for (const [tanggal, nomor] of [
      [null, "001"],
      [dibuat, `${urut}.a`],
    ] as const) {
      const carried = await issue(tanggal);
      const answers = carried.answers as { answer?: { nomor: string[] } }[];
      expect(answers.find(({ answer }) => answer)?.answer?.nomor[0]).toBe(
        `${nomor}/UN/000.1.2.3/${roman(tanggal)}/2026`,
      );
      expect([tanggal, grown(carried), yearsOf(carried)]).toEqual([tanggal, [], ["2026"]]);
      expect(carried.read.get("nomor_surat") ?? 0).toBeLessThan(5);
    }
  });
});

describe("at some thousand staff", () => {
  it("staff are found by words among those of their institution alone, by its index", async () => {
    const { nama } = await crowd.pick<{ nama: string }>(
      "select nama from pegawai where institution_id = $1 order by nama desc limit 1",
    );
    const { staff } = await crowd.pick<{ staff: number }>(
      "select count(*)::int as staff from pegawai where institution_id = $1",
    );
    const { user_id, pegawai_id } = principalIn(crowd, "dosen-0-0");
    const units = Object.entries(crowd.units).flatMap(([kode, id]) => (kode.startsWith("P0-") ? [id] : []));
    for (const words of [nama, "tidak-ada-yang-bernama-begini"])
      for (const scope of [
        { reach: "all" },
        { reach: "unit", units, own: { user_id, pegawai_id } },
      ] satisfies Scope[]) {
        const asked = pegawaiList.query.parse({ sort: "nama", "filter[cari]": words });
        const carried = await watched.carryOut((work) => readPegawaiPage(work, scope, asked));
        expect([carried.statements, grown(carried), carried.scanned.includes("pegawai")]).toEqual([1, [], false]);
        expect(carried.read.get("pegawai") ?? 0).toBeLessThanOrEqual(staff);
      }
  });
});

/** The month of a date in September, or of this one's December, as numbers write it. */
const roman = (date: string | null) => (date === null ? "XII" : "IX");
