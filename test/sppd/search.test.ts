import { beforeAll, describe, expect, it } from "vitest";
import { tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import { ask } from "../setup/http.ts";
import { appRows, makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { draft, tripTo } from "../setup/orders.ts";

interface Listed {
  readonly data: { id: string }[];
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
});

const list = (actor: Actor, query: string) => ask<Listed>(actor, "GET", `/sppd?${query}`);

describe("a search", () => {
  const found = async (actor: Actor, words: string, more = "") => {
    const { body } = await list(actor, `filter[cari]=${encodeURIComponent(words)}${more}`);
    return body.data.map(({ id }) => id);
  };

  it("finds by purpose, place, destination, traveller, in any case and order, parts of words too", async () => {
    const admin = await institution.actor("ADM");
    for (const actor of [d1, admin]) {
      for (const words of ["KURIKULUM", "koordinasi rapat", "Borobudur", "bandung", "ratna", "wulan bandung ku"])
        expect(await found(actor, words), words).toEqual(ids.toReversed());
      expect(await found(actor, "kurikulum wisuda")).toEqual([]);
    }
    expect(await found(admin, "ratna", "&filter[status]=draft&sort=tanggal_berangkat")).toEqual(ids);
    expect(await found(await institution.actor("D3"), "kurikulum")).toEqual([]);
  });

  it("finds words of a purpose and a place in their other forms, together with parts of words, and names as they are", async () => {
    const d2 = await institution.actor("D2");
    const trip = tripTo(institution, d2, "2026-06-22", "2026-06-22");
    const id = await draft(d2, { ...trip, maksud: "Mengunjungi/meneliti perpustakaan-berjalan, pelatihan pengawas" });
    for (const words of [
      "perjalanan",
      "kunjungan",
      "Berkunjung",
      "teliti",
      "penelitian",
      "berlatih",
      "mengawasi",
      "jalan kunjung bayu",
    ])
      expect(await found(d2, words), words).toEqual([id]);
    for (const words of ["tunjangan", "perjalanannya xyz", "jalanan101", "kunjungan wulan"])
      expect(await found(d2, words), words).toEqual([]);
    const admin = await institution.actor("ADM");
    expect(await found(admin, "berkunjung", "&filter[unit]=" + (institution.units["TI"] ?? ""))).toEqual([id]);
    await ask(d2, "PUT", `/sppd/${id}?versi=1`, { ...trip, maksud: "Menguji kendaraan" });
    expect([await found(d2, "kunjungan"), await found(d2, "pengujian")]).toEqual([[], [id]]);
  });

  it("takes signs for themselves, and refuses what no index can look up", async () => {
    const odd = await draft(d1, {
      ...tripTo(institution, d1, "2026-06-15", "2026-06-15"),
      maksud: "Diskon 100% untuk a_b\\c 'kutipan' \"ganda\"",
    });
    for (const words of ["100%", "diskon a_b\\c", "'kutipan'", '"ganda"', "%kutipan"].slice(0, 4))
      expect(await found(d1, words), words).toEqual([odd]);
    for (const words of ["%kutipan", "a_bxc diskon", "kutip%an", "dis_on"])
      expect(await found(d1, words), words).toEqual([]);
    for (const words of ["", "  ", "ab", "%%%", "a_b", "rapat\0", "x".repeat(101)])
      expect((await list(d1, `filter[cari]=${encodeURIComponent(words)}`)).status, words).toBe(422);
  });

  it("follows what changes: another purpose, the letter's number, a new name", async () => {
    const admin = await institution.actor("ADM");
    const d3 = await institution.actor("D3");
    const trip = tripTo(institution, d3, "2026-07-06", "2026-07-06");
    const id = await draft(d3, { ...trip, maksud: "Kunjungan pabrik" });
    await ask(d3, "PUT", `/sppd/${id}?versi=1`, { ...trip, maksud: "Kunjungan museum" });
    expect(await found(admin, "kunjungan museum")).toEqual([id]);
    expect(await found(admin, "kunjungan pabrik")).toEqual([]);
    await ownerRows("update pegawai set nama = 'Namabaru Sekali' where id = $1", [d3.pegawaiId]);
    expect(await found(admin, "namabaru museum")).toEqual([id]);
  });

  it("by many finds is read in order, page by page, like any list", async () => {
    const admin = await institution.actor("ADM");
    const first = await list(admin, "filter[cari]=koordinasi&per_page=2");
    const second = await list(admin, `filter[cari]=koordinasi&per_page=2&setelah=${first.body.berikutnya}`);
    expect([...first.body.data, ...second.body.data].map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 4));
  });

  it("sees one institution only, whatever its function is asked", async () => {
    const theirs = await makeInstitution({ today: "2026-04-06" });
    const theirOrder = await draft(
      await theirs.actor("D1"),
      tripTo(theirs, await theirs.actor("D1"), "2026-05-04", "2026-05-04"),
    );
    const search = "select cari_perjalanan($1, '-infinity', 'infinity', 1000000) as ids";
    const [seen] = await appRows<{ ids: string[] }>(institution.id, search, [["kurikulum"]]);
    expect(seen?.ids).toEqual(expect.arrayContaining(ids));
    expect(seen?.ids).not.toContain(theirOrder);
    for (const words of [["kurikulum"], ["berkurikulum"], [], ["') or true --"], ["$1"], ["%"], ["\u001f"]])
      expect((await appRows<{ ids: string[] }>(null, search, [words]))[0]?.ids, words.join()).toEqual([]);
    expect((await appRows<{ ids: string[] }>(institution.id, search, [["') or true --"]]))[0]?.ids).toEqual([]);
  });
});
