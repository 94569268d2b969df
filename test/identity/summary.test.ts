import { beforeAll, expect, it } from "vitest";
import { summariseActivity } from "../../db/modules/identity/actions/summarise-activity.ts";
import { hold, runArchive } from "../setup/archive.ts";
import { ask, codeOf } from "../setup/http.ts";
import { asApplication, makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { workOf } from "../setup/mails.ts";
import { didMonthsAgo, leftOf, monthAgo } from "../setup/old-activity.ts";

/** A month of which everything is old, the one after it, and one of which nothing is. */
const [first, second, recent] = [20, 19, 11];

let institution: TestInstitution;
let d1: Actor;
let adm: Actor;
beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [d1, adm] = await Promise.all([institution.actor("D1"), institution.actor("ADM")]);
  const did = (key: string, aksi: string, how: Parameters<typeof didMonthsAgo>[3]) =>
    didMonthsAgo(institution, key, aksi, how);
  await did("D1", "masuk", { months: first, times: 3 });
  await did("D1", "diubah", { months: first, by: "ADM" });
  await did("D2", "masuk", { months: first, times: 2 });
  await did("D3", "masuk", { months: first, times: 4 });
  // Of somebody whom one did something to whose activity is held.
  await did("G1", "masuk", { months: first });
  await did("G1", "diubah", { months: first, by: "D3" });
  await did("G1", "masuk", { months: second });
  await did("D1", "gagal_masuk", { months: second, times: 5 });
  await did("D1", "masuk", { months: recent });
});

const run = () => runArchive(institution, "2026-04-06 10:00+07", "catatan");
const rehearsal = async () =>
  (await ask<{ catatan: { jumlah: number } }>(adm, "POST", "/arsip/jalankan?uji=true")).body.catatan;

/** The sums of the two months, as whoever may see accounts is told of them. */
async function sums(by: Actor): Promise<string[]> {
  const told = await Promise.all(
    [...new Set([first, second].map((months) => monthAgo(months).slice(0, 4)))].map((tahun) =>
      ask<{ data: { bulan: string; aksi: string; jumlah: number; orang: number }[] }>(
        by,
        "GET",
        `/identity/activity/summary?tahun=${tahun}`,
      ),
    ),
  );
  return told.flatMap(({ body }) =>
    body.data.map(({ bulan, aksi, jumlah, orang }) => {
      const month = [first, second].find((months) => monthAgo(months).startsWith(bulan));
      return `${month} ${aksi} ${jumlah} ${orang}`;
    }),
  );
}

it("activity of more than a year ago becomes sums, each entry once, and what is held stays until it is let go", async () => {
  const held = `catatan/${institution.people["D3"]?.user_id}`;
  expect([await hold(d1, held), await hold(adm, held), await hold(adm, held)]).toEqual([
    "403 TIDAK_BERWENANG",
    "204",
    "409 CATATAN_DITAHAN",
  ]);
  for (const step of ["tahan", "lepas"] as const)
    expect(await hold(adm, `catatan/${crypto.randomUUID()}`, step)).toBe("404 TIDAK_DITEMUKAN");
  expect(await rehearsal()).toMatchObject({
    jumlah: 12,
    ditahan: [{ user_id: institution.people["D3"]?.user_id, alasan: "Pemeriksaan oleh Inspektorat" }],
  });

  const before = await leftOf(institution, first);
  expect(before).toEqual({ D1: 4, D2: 2, D3: 4, G1: 2 });
  // What is cut off before it is committed has done nothing.
  const cutOff = await asApplication(institution.id, async (client) => {
    const { rows } = await client.query<{ pergi: number }>("select ringkas_aktivitas(500) as pergi");
    return rows[0]?.pergi;
  });
  expect([cutOff, await leftOf(institution, first), await sums(adm)]).toEqual([6, before, []]);

  const several = await Promise.all([1, 1, 1].map((people) => summariseActivity(workOf(institution.id), people)));
  expect(several.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(6);
  await run();
  expect(await rehearsal()).toMatchObject({ jumlah: 0 });
  expect([
    await leftOf(institution, first),
    await leftOf(institution, second),
    await leftOf(institution, recent),
  ]).toEqual([{ D3: 4, G1: 2 }, {}, { D1: 1 }]);
  const told = [`${first} diubah 1 1`, `${first} masuk 5 2`, `${second} gagal_masuk 5 1`, `${second} masuk 1 1`];
  expect(await sums(adm)).toEqual(told);
  // Nobody's name and no address is left of it.
  const [kept] = await ownerRows<{ rows: string }>(
    "select jsonb_agg(to_jsonb(r))::text as rows from aktivitas_ringkas r where institution_id = $1",
    [institution.id],
  );
  expect(kept?.rows).not.toMatch(new RegExp(`192\\.0\\.2\\.7|${d1.userId}`));
  expect([
    await sums(await institution.actor("OP")),
    codeOf(await ask(d1, "GET", "/identity/activity/summary?tahun=2025")),
  ]).toEqual([told, "403 TIDAK_BERWENANG"]);

  expect([await hold(adm, held, "lepas"), await hold(adm, held, "lepas")]).toEqual(["204", "404 TIDAK_DITEMUKAN"]);
  await run();
  expect(await leftOf(institution, first)).toEqual({});
  expect(await sums(adm)).toEqual([
    `${first} diubah 2 2`,
    `${first} masuk 10 4`,
    `${second} gagal_masuk 5 1`,
    `${second} masuk 1 1`,
  ]);
  const log = await ownerRows(
    "select alasan, oleh, dilepas_alasan, dilepas_oleh from aktivitas_tahanan where institution_id = $1",
    [institution.id],
  );
  const alasan = "Pemeriksaan oleh Inspektorat";
  expect(log).toEqual([{ alasan, oleh: adm.userId, dilepas_alasan: alasan, dilepas_oleh: adm.userId }]);
});
