import { beforeAll, expect, it } from "vitest";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "../setup/institution.ts";
import { bandung, draft, leg, orderE1 } from "../setup/orders.ts";
import { putIn } from "../setup/settlements.ts";
import { fullReport } from "../setup/trips.ts";
import { people } from "../setup/people.ts";

let institution: TestInstitution;
let order: string;
beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  const d3 = await institution.actor("D3");
  order = await draft(d3, orderE1(institution, [d3.pegawaiId], { etape: [leg("2026-04-06", "2026-04-07", bandung)] }));
});

const alasan = "Bukan perjalanan saya sama sekali";
const id = crypto.randomUUID();

/** What is asked of an order on its way, in the state in which it would be done: method, path, body, and the states. */
const asked: readonly (readonly [string, string, object | undefined, "berjalan" | "menunggu_laporan" | "st_terbit"])[] =
  [
    ["POST", "kembali", { tanggal_kembali: "2026-04-06" }, "berjalan"],
    ["PUT", "visum", { baris: [] }, "berjalan"],
    ["POST", "ubah-perjalanan", { etape: [leg("2026-04-06", "2026-04-08", bandung)], alasan }, "berjalan"],
    ["GET", "laporan", undefined, "menunggu_laporan"],
    ["PUT", "laporan?versi=1", fullReport, "menunggu_laporan"],
    ["POST", "laporan/kirim", undefined, "menunggu_laporan"],
    ["POST", "laporan/kembalikan", { pegawai_id: id, alasan }, "menunggu_laporan"],
    ["POST", "pembatalan", { alasan, berkas_id: id }, "st_terbit"],
    ["POST", "pembatalan/sahkan", undefined, "st_terbit"],
    ["DELETE", `berkas/${id}`, undefined, "st_terbit"],
  ];

it("an order on its way is found by those who reach it, and by nobody of another unit", async () => {
  // Of the faculty of economics: everybody of the faculty of engineering is beyond it, unless their role is everywhere.
  const everywhere = ["R1", "K1", "P1", "B1", "G1", "ADM", "D3"];
  const beyond = people.map(({ key }) => key).filter((key) => !everywhere.includes(key));
  for (const [method, path, body, state] of asked) {
    await putIn(order, state);
    const before = await ownerRows("select md5(s::text) as row from sppd s where id = $1", [order]);
    for (const key of beyond) {
      const code = codeOf(await ask(await institution.actor(key), method, `/sppd/${order}/${path}`, body));
      expect([key, path, code]).toEqual([
        key,
        path,
        expect.stringMatching(/^(404 TIDAK_DITEMUKAN|403 TIDAK_BERWENANG)$/),
      ]);
    }
    expect(await ownerRows("select md5(s::text) as row from sppd s where id = $1", [order])).toEqual(before);
    const d3 = codeOf(await ask(await institution.actor("D3"), method, `/sppd/${order}/${path}`, body));
    if (!path.startsWith("berkas")) expect([path, d3]).not.toEqual([path, "404 TIDAK_DITEMUKAN"]);
  }
});
