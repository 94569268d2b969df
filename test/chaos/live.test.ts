import { expect, it } from "vitest";
import { killAt } from "../setup/freeze.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows } from "../setup/institution.ts";
import { hear, openPage } from "../setup/live.ts";
import { kill, start } from "../setup/processes.ts";
import { recover } from "../setup/recovery.ts";

it("an edge that starts again goes on where it was: nothing is lost, nothing is heard twice, numbers rise", async () => {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const [adm, d1] = [await institution.actor("ADM"), await institution.actor("D1")];
  const say = async (judul: string) => {
    const { body } = await ask(adm, "POST", "/notifications", { kepada: "semua", judul, isi: "Isi" });
    return String(body["id"]);
  };
  const untold = () => ownerRows("select 1 from live_events where institution_id = $1", [institution.id]);
  const first = await openPage(d1);
  const ids = [await say("satu")];
  await hear(first, "notification.new");
  ids.push(await say("dua"), await say("tiga"));
  await expect.poll(untold).toEqual([]);
  const [heard] = first.heard;
  await kill("edge");
  await start("edge");
  const second = await openPage(d1, { last: heard?.id ?? "" });
  ids.push(await say("empat"));
  await hear(second, "notification.new", 3);
  const all = [heard, ...second.heard];
  expect(all.map((event) => event?.data["id"])).toEqual(ids);
  const numbers = all.map((event) => Number(event?.id));
  expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => one - other));
  second.close();
});

it("what an edge committed and died before telling is told by the sweep, once", async () => {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const [adm, d1] = [await institution.actor("ADM"), await institution.actor("D1")];
  const before = await openPage(d1);
  const say = () => ask(adm, "POST", "/notifications", { kepada: "semua", judul: "Kabar", isi: "Isi" });
  const step = { service: "neon", when: "after", match: [institution.id, "notifikasi_saluran"] } as const;
  expect(await killAt("edge", [{ step, begin: say }])).toEqual(["gone"]);
  expect(before.heard).toEqual([]);
  const page = await openPage(d1, { last: before.last() });
  expect(page.heard).toEqual([]);
  await recover([institution.id]);
  await recover([institution.id]);
  expect(await hear(page, "notification.new")).toHaveLength(1);
  const again = await openPage(d1, { last: before.last() });
  expect(again.heard).toEqual(page.heard);
  page.close();
  again.close();
});
