import { beforeAll, describe, expect, it } from "vitest";
import { tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, approveFully, draft, issueBoth, tripTo } from "../setup/orders.ts";

interface Listed {
  readonly data: { id: string; status: string; tanggal_berangkat: string; pelaksana: { nama: string }[] }[];
  readonly berikutnya: string | null;
}

let institution: TestInstitution;
let d1: Actor;
const ids: string[] = [];

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
  for (let week = 1; week <= 5; week++) {
    const day = tambahHari("2026-04-06", week * 7);
    ids.push(await draft(d1, tripTo(institution, d1, day, day)));
  }
  for (const id of ids.slice(0, 2)) await act(d1, id, "ajukan");
});

const list = (actor: Actor, query: string) => ask<Listed>(actor, "GET", `/sppd?${query}`);

describe("a list of orders", () => {
  it("is filtered by what it costs, when its travellers are back, and when it was made", async () => {
    const idsOf = async (query: string) => (await list(d1, query)).body.data.map(({ id }) => id);
    const [{ total }] = (await ownerRows(
      "select max(total_estimasi)::int as total from sppd where institution_id = $1",
      [institution.id],
    )) as [{ total: number }];
    expect(await idsOf(`filter[total_dari]=${total}&sort=total_estimasi`)).toHaveLength(5);
    expect(await idsOf(`filter[total_dari]=${total + 1}`)).toEqual([]);
    expect(await idsOf(`filter[total_dari]=1&filter[total_sampai]=${total - 1}`)).toEqual([]);
    expect(
      await idsOf("filter[kembali_dari]=2026-04-20&filter[kembali_sampai]=2026-05-04&sort=tanggal_kembali"),
    ).toEqual(ids.slice(1, 4));
    expect(await idsOf("filter[dibuat_dari]=2026-04-06&filter[dibuat_sampai]=2026-04-06")).toEqual(ids.toReversed());
    for (const other of ["filter[dibuat_dari]=2026-04-07", "filter[dibuat_sampai]=2026-04-05"])
      expect(await idsOf(other)).toEqual([]);
    for (const query of [
      "filter[total_dari]=-1",
      "filter[total_dari]=1&sort=dibuat",
      "filter[kembali_dari]=2026-02-30",
    ])
      expect((await list(d1, query)).status, query).toBe(422);
  });

  it("is filtered by where it goes, who travels, and a unit with all below it, for whoever may see it", async () => {
    const [a2, ek] = await Promise.all(["A2", "D3"].map((key) => institution.actor(key)));
    const { TI, FT, FE } = institution.units;
    for (const actor of [d1, a2, await institution.actor("ADM")] as Actor[]) {
      for (const fits of [
        "tujuan]=32",
        "tujuan]=32.73",
        `pelaksana]=${d1.pegawaiId}`,
        `unit_dan_bawahan]=${FT}`,
        `unit_dan_bawahan]=${TI}`,
      ]) {
        const { body } = await list(actor, `filter[${fits}`);
        expect([fits, body.data.map(({ id }) => id)]).toEqual([fits, ids.toReversed()]);
      }
      const both = `filter[tujuan]=32&filter[pelaksana]=${d1.pegawaiId}&filter[unit_dan_bawahan]=${FT}&filter[status]=diajukan`;
      expect((await list(actor, both)).body.data).toHaveLength(2);
      for (const none of [
        "tujuan]=31",
        "tujuan]=32.04",
        `pelaksana]=${ek?.pegawaiId}`,
        `unit_dan_bawahan]=${FE}`,
        "nomor]=001",
      ])
        expect([none, (await list(actor, `filter[${none}`)).body.data]).toEqual([none, []]);
    }
    // What fits is nobody's who does not reach it.
    for (const fits of ["tujuan]=32", `pelaksana]=${d1.pegawaiId}`, `unit_dan_bawahan]=${FT}`])
      expect((await list(ek as Actor, `filter[${fits}`)).body.data).toEqual([]);
  });

  it("finds an order by its number, whole or by how it begins, signs meaning themselves, spaces and capitals nothing", async () => {
    const other = await makeInstitution({ today: "2026-04-06" });
    const actor = await other.actor("D1");
    const order = await draft(actor, tripTo(other, actor, "2026-04-20", "2026-04-21"));
    await approveFully(other, actor, order);
    await issueBoth(other, order);
    const numbers = await ownerRows<{ nomor: string }>("select nomor from nomor_surat where institution_id = $1", [
      other.id,
    ]);
    expect(numbers.length).toBe(2);
    const found = async (as: Actor, nomor: string) =>
      (await list(as, `filter[nomor]=${encodeURIComponent(nomor)}`)).body.data.map(({ id }) => id);
    for (const { nomor } of numbers) {
      const spaced = nomor.replaceAll("/", " / ");
      for (const asked of [
        nomor,
        `${nomor}*`,
        `${nomor.slice(0, 4)}*`,
        nomor.toLowerCase(),
        spaced,
        `${spaced.slice(0, 9)} *`,
      ])
        expect([asked, await found(actor, asked)]).toEqual([asked, [order]]);
      for (const asked of [nomor.slice(0, -1), `${nomor.slice(1)}*`, `${nomor.slice(0, 3)}%`, "___*"])
        expect([asked, await found(actor, asked)]).toEqual([asked, []]);
      expect(await found(await other.actor("D3"), nomor)).toEqual([]);
      expect(await found(await institution.actor("ADM"), nomor)).toEqual([]);
    }
    for (const short of ["ab*", "a b *"])
      expect((await list(actor, `filter[nomor]=${encodeURIComponent(short)}`)).status).toBe(422);
  });
});
