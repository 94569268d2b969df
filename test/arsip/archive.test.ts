import { beforeAll, describe, expect, inject, it } from "vitest";
import { emptyRows } from "../setup/empty-rows.ts";
import { cancelled, hold, longAfter, oldOrder, runArchive, whereabouts } from "../setup/archive.ts";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock, type Actor, type TestInstitution } from "../setup/institution.ts";
import { bandung, leg } from "../setup/orders.ts";
import { listFiles } from "../setup/stores.ts";

let institution: TestInstitution;
let d1: Actor;
let g1: Actor;
/** An order that has a row in every table that hangs on orders. */
let order: string;
/** The tables that hang on an order, with what finds its rows. */
let tables: readonly { tabel: string; syarat: string }[];

/** All the rows of the order as Postgres itself would write them, by their tables. */
async function rows(): Promise<Record<string, string[]>> {
  const found = await Promise.all(
    tables.map(async ({ tabel, syarat }) => {
      const lines = await ownerRows<{ line: string }>(
        `select t::text as line from ${tabel} t where t.institution_id = $1 and ${syarat} order by 1`,
        [institution.id, order],
      );
      return [tabel, lines.map(({ line }) => line)] as const;
    }),
  );
  return Object.fromEntries(found);
}

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [d1, g1] = await Promise.all([institution.actor("D1"), institution.actor("G1")]);
  order = await oldOrder(institution, d1);
  tables = await ownerRows("select tabel, syarat from rangkaian_sppd() order by urut, tabel");
  const fill: Readonly<Record<string, string>> = {
    ...emptyRows,
    sppd_klaim: `insert into sppd_klaim (institution_id, sppd_id, pegawai_id, periode)
      select institution_id, sppd_id, pegawai_id, '[2026-04-20,2026-04-21)' from sppd_pelaksana where institution_id = $1`,
    sppd_biaya: `insert into sppd_biaya (institution_id, sppd_id, pegawai_id, urut, komponen, uraian, kuantitas, satuan, tarif, jumlah, diakui, sumber, otomatis, riil)
      select h.institution_id, h.sppd_id, h.pegawai_id, 1, 'lain', 'Uji "kutip" — ñ', 1, 'kali', 1, 9007199254740993, 1, 'uji', false, true from sppd_spj h where h.institution_id = $1`,
  };
  for (const { tabel } of tables) {
    const has = (await rows())[tabel]?.length;
    if (!has && fill[tabel] !== undefined) await ownerRows(fill[tabel], [institution.id]);
  }
});

describe("the tables that hang on an order", () => {
  it("are those that name it, whoever adds one, but for what stays", async () => {
    const naming = await ownerRows<{ name: string }>(
      `select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and (a.attname ~ 'sppd_id' or c.oid in (select k.conrelid from pg_constraint k where k.contype = 'f' and k.confrelid = 'sppd'::regclass))`,
    );
    // Numbers stay taken; holds and the log of the archive are about orders wherever they are.
    const stay = ["arsip_jejak", "arsip_tahanan", "nomor_surat"];
    const known = [...tables.map(({ tabel }) => tabel), ...stay];
    expect(naming.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
    expect(tables.filter(({ syarat }) => !syarat)).toEqual([]);
    expect(tables[0]?.tabel).toBe("sppd");
  });

  it("have each a row of this order, so that none is tried in vain", async () => {
    const empty = Object.entries(await rows()).filter(([, lines]) => lines.length === 0);
    expect(empty.map(([name]) => name)).toEqual([]);
  });
});

describe("an order of more than three years ago", () => {
  it("goes whole, is found and opened, answers to its code, and comes back as it was", async () => {
    const before = await rows();
    const [document] = await ownerRows<{ kode: string; nomor: string }>(
      "select kode, nomor from dokumen where sppd_id = $1 and jenis = 'surat_tugas'",
      [order],
    );
    const verify = async () => {
      const reply = await fetch(`${inject("stack").urls.edge}/verify/${document?.kode}`, {
        headers: { accept: "application/json" },
      });
      return [reply.status, await reply.json()];
    };
    const [shown, verified] = [(await ask(d1, "GET", `/sppd/${order}`)).body, await verify()];
    const year = async () => (await ask(d1, "GET", "/sppd/ringkasan?tahun=2026")).body;
    const all = async () => (await ask(g1, "GET", "/sppd/ringkasan?tahun=2026")).body;
    const counted = await all();

    await runArchive(institution);
    expect(await whereabouts(order)).toEqual({ sppd: 0, arsip: 1, langkah: 0, cari: 0 });
    expect(Object.values(await rows()).flat()).toEqual([]);
    // As soon as what was cached of it is dropped.
    const gone = await until(
      () => ask(d1, "GET", `/sppd/${order}`),
      ({ status }) => status === 404,
    );
    expect(codeOf(gone)).toBe("404 TIDAK_DITEMUKAN");
    for (const asked of [
      `filter[nomor]=${encodeURIComponent(document?.nomor ?? "")}`,
      `filter[nomor]=${encodeURIComponent((document?.nomor ?? "").toLowerCase().replaceAll("/", " / "))}`,
      "filter[cari]=wulandari",
      "tahun=2026",
      "",
    ]) {
      for (const who of [d1, g1]) {
        const { body } = await ask<{ data: { id: string }[] }>(who, "GET", `/arsip?${asked}`);
        expect([asked, body.data]).toEqual([
          asked,
          [expect.objectContaining({ id: order, tahun: 2026, status: "selesai" })],
        ]);
      }
    }
    for (const asked of ["tahun=2025", "filter[cari]=zamrud", "filter[nomor]=tidak%20ada"])
      expect((await ask(g1, "GET", `/arsip?${asked}`)).body["data"]).toEqual([]);
    expect((await ask(await institution.actor("D3"), "GET", "/arsip")).body["data"]).toEqual([]);
    expect(codeOf(await ask(await institution.actor("D3"), "GET", `/arsip/${order}`))).toBe("404 TIDAK_DITEMUKAN");

    const opened = await ask<{ isi: Record<string, unknown[]>; dokumen: { pdf: { url: string } }[] }>(
      d1,
      "GET",
      `/arsip/${order}`,
    );
    const sizes = (of: Readonly<Record<string, readonly unknown[]>>) =>
      Object.fromEntries(Object.entries(of).map(([name, lines]) => [name, lines.length]));
    expect(sizes(opened.body.isi)).toEqual(sizes(before));
    expect(JSON.stringify(opened.body.isi)).not.toContain(institution.id);
    const { pathname, search } = new URL(opened.body.dokumen[0]?.pdf.url ?? "");
    const file = await fetch(`${inject("stack").urls.edge}${pathname}${search}`);
    expect([file.status, (await file.text()).slice(0, 4)]).toEqual([200, "%PDF"]);
    expect([verified[0], await verify()]).toEqual([200, verified]);
    const cost = counted["total_estimasi"];
    for (const read of [all, year]) {
      const body = await until(read, ({ per_status }) => JSON.stringify(per_status).includes("diarsipkan"));
      expect(body).toMatchObject({
        jumlah: 1,
        total_estimasi: cost,
        per_status: [{ status: "diarsipkan", jumlah: 1 }],
      });
    }

    const alasan = { alasan: "Diminta Inspektorat untuk pemeriksaan" };
    expect(codeOf(await ask(d1, "POST", `/arsip/${order}/pulihkan`, alasan))).toBe("403 TIDAK_BERWENANG");
    const restored = await Promise.all([1, 2].map(() => ask(g1, "POST", `/arsip/${order}/pulihkan`, alasan)));
    expect(restored.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    expect(await rows()).toEqual(before);
    expect((await ask(d1, "GET", `/sppd/${order}`)).body).toEqual(shown);
    expect(await all()).toEqual(counted);
    expect(await whereabouts(order)).toMatchObject({ sppd: 1, arsip: 0, cari: 1 });
    // It is wanted here: for ninety days it does not go again.
    await runArchive(institution);
    expect(await whereabouts(order)).toMatchObject({ sppd: 1, arsip: 0 });
    const log = await ownerRows("select aksi, oleh, alasan from arsip_jejak where sppd_id = $1 order by id", [order]);
    expect(log).toEqual([
      { aksi: "arsipkan", oleh: null, alasan: null },
      { aksi: "pulihkan", oleh: g1.userId, ...alasan },
    ]);
    expect((await listFiles("documents", institution.id)).filter(({ key }) => key.includes("/arsip/"))).toHaveLength(1);
  });

  it("is told of by a rehearsal that moves nothing, and stays while somebody holds it", async () => {
    const other = await makeInstitution({ today: "2026-04-06" });
    const [d2, d3, adm] = [await other.actor("D2"), await other.actor("D3"), await other.actor("ADM")];
    const held = await cancelled(other, d2);
    const young = await cancelled(other, d3, { etape: [leg("2026-06-15", "2026-06-16", bandung)] });
    await setClock(other.id, longAfter);
    const rehearsal = async () => (await ask(adm, "POST", "/arsip/jalankan?uji=true")).body;
    expect(await rehearsal()).toMatchObject({
      jumlah: 1,
      ditahan: 0,
      per_status: [{ status: "dibatalkan", jumlah: 1 }],
      per_tahun: [{ tahun: 2026, jumlah: 1 }],
      perkiraan_byte: expect.toSatisfy((bytes: number) => bytes > 1_000),
    });
    expect(await whereabouts(held)).toMatchObject({ sppd: 1, arsip: 0 });
    expect(codeOf(await ask(d2, "POST", "/arsip/jalankan?uji=true"))).toBe("403 TIDAK_BERWENANG");

    expect([await hold(d2, held), await hold(adm, held), await hold(adm, held)]).toEqual([
      "403 TIDAK_BERWENANG",
      "204",
      "409 ARSIP_DITAHAN",
    ]);
    expect(await hold(adm, crypto.randomUUID())).toBe("404 TIDAK_DITEMUKAN");
    expect(await rehearsal()).toMatchObject({ jumlah: 0, ditahan: 1 });
    await runArchive(other);
    expect(await whereabouts(held)).toMatchObject({ sppd: 1, arsip: 0 });
    expect([await hold(adm, held, "lepas"), await hold(adm, held, "lepas")]).toEqual(["204", "404 TIDAK_DITEMUKAN"]);
    await runArchive(other);
    expect(await whereabouts(held)).toMatchObject({ sppd: 0, arsip: 1 });
    expect(await whereabouts(young)).toMatchObject({ sppd: 1, arsip: 0 });
    // And once it is in the archive it does not come out while it is held.
    await hold(adm, held);
    const alasan = "Diminta Inspektorat untuk pemeriksaan";
    expect(codeOf(await ask(adm, "POST", `/arsip/${held}/pulihkan`, { alasan }))).toBe("409 ARSIP_DITAHAN");
    const { body } = await ask(adm, "GET", `/arsip/${held}`);
    expect(body["tahanan"]).toMatchObject({ alasan: "Pemeriksaan oleh Inspektorat" });
  });
});
