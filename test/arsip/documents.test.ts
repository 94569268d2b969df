import { createHash, randomBytes } from "node:crypto";
import { expect, inject, it } from "vitest";
import { findPacked } from "../../db/core/packed-files.ts";
import { packFile } from "../../functions/modules/arsip/mampatkan-berkas.ts";
import { hold, longAfter, oldOrder, runArchive, whereabouts } from "../setup/archive.ts";
import { sweep } from "../setup/deliveries.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock } from "../setup/institution.ts";
import { workOf } from "../setup/mails.ts";
import { asBucket, cut, MemoryStore } from "../setup/memory-store.ts";
import { listFiles } from "../setup/stores.ts";

/** When letters of April 2026 lie more than five years back. */
const yearsAfter = "2031-06-09 10:00+07";

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const textOf = (text: string) => Uint8Array.from(Buffer.from(text));

/** What is kept for a while, and until how many days from now. */
const kept = async (institutionId: string) =>
  await ownerRows<{ kunci: string; hari: number }>(
    "select kunci, round(extract(epoch from sampai - now()) / 86400)::int as hari from berkas_sementara where institution_id = $1 order by kunci",
    [institutionId],
  );

it("a file is as it was whatever step is cut off, and lies compressed once when it is tried again", async () => {
  const { id } = await makeInstitution({ today: "2026-04-06" });
  const work = workOf(id);
  const key = `${id}/2026/04/sppd/uji.pdf`;
  const bytes = textOf("Surat Tugas. ".repeat(500));
  const file = { key, sha256: hash(bytes) };
  const storeWith = (changes: object = {}) => {
    const store = new MemoryStore();
    store.files.set(key, bytes);
    return Object.assign(store, changes);
  };
  const { db } = work;
  const last: typeof db.batch = (() => {
    // The first round trip looks; the second would record.
    let trips = 0;
    return (...asked) => (++trips > 1 ? (cut() as never) : db.batch(...asked));
  })();
  const failing: readonly (readonly [string, MemoryStore, typeof work])[] = [
    ["before it is stored", storeWith({ put: cut }), work],
    [
      "while it is stored, though it came to lie there",
      storeWith({
        put(this: MemoryStore, at: string, packed: Uint8Array<ArrayBuffer>) {
          return MemoryStore.prototype.put.call(this, at, packed).then(cut);
        },
      }),
      work,
    ],
    [
      "because half of it is there",
      storeWith({
        put(this: MemoryStore, at: string, packed: Uint8Array<ArrayBuffer>) {
          return MemoryStore.prototype.put.call(this, at, packed.slice(0, packed.length / 2));
        },
      }),
      work,
    ],
    ["before it is recorded", storeWith(), { ...work, db: { ...db, batch: last } }],
  ];
  for (const [when, store, by] of failing) {
    await expect(packFile(by, asBucket(store), file), when).rejects.toThrow(
      /cut off|is not what was stored|incomplete|unexpected end/i,
    );
    expect([when, await findPacked(work, key), store.files.get(key)]).toEqual([when, null, bytes]);
  }
  // Each of them leaves at most a copy that nothing refers to, which goes after a day.
  const orphans = await kept(id);
  expect(orphans.map(({ hari, kunci }) => [hari, kunci.startsWith(`${key}.`)])).toEqual(failing.map(() => [1, true]));

  const store = storeWith();
  await Promise.all([1, 2, 3].map(() => packFile(work, asBucket(store), file)));
  await packFile(work, asBucket(store), file);
  const packed = await findPacked(work, key);
  if (!packed) throw new Error("it does not lie compressed");
  const { httpEtag } = (await store.get(key)) as { httpEtag: string };
  expect(packed).toEqual({ letak: packed.letak, ukuran: bytes.length, etag: httpEtag });
  expect(store.files.get(packed.letak)?.length).toBeLessThan(bytes.length / 10);
  // What nobody came to need goes, and so does the original; the copy that took its place stays.
  const going = (await kept(id)).map(({ kunci }) => kunci);
  expect(going).toContain(key);
  expect(going).not.toContain(packed.letak);
  expect([...store.files.keys()].filter((one) => one !== packed.letak && !going.includes(one))).toEqual([]);
});

it("a file that would be no smaller stays as it is, and one that is not what was recorded is on record for it", async () => {
  const { id } = await makeInstitution({ today: "2026-04-06" });
  const store = new MemoryStore();
  const noise = Uint8Array.from(randomBytes(2_000));
  for (const [name, sha256] of [
    ["acak.pdf", hash(noise)],
    ["lain.pdf", hash(textOf("lain"))],
    ["hilang.pdf", hash(textOf("hilang"))],
  ] as const) {
    const key = `${id}/2026/04/sppd/${name}`;
    if (name !== "hilang.pdf") store.files.set(key, noise);
    for (let time = 0; time < 2; time++) await packFile(workOf(id), asBucket(store), { key, sha256 });
  }
  const rows = await ownerRows(
    "select split_part(kunci, '/', 5) as nama, keadaan from berkas_mampat where institution_id = $1 order by 1",
    [id],
  );
  expect(rows).toEqual([
    { nama: "acak.pdf", keadaan: "utuh" },
    { nama: "hilang.pdf", keadaan: "rusak" },
    { nama: "lain.pdf", keadaan: "rusak" },
  ]);
  expect([...store.files.keys()].map((key) => key.split("/").at(-1))).toEqual(["acak.pdf", "lain.pdf"]);
});

it("letters of more than five years ago lie compressed and are had as before, from the archive too; held ones stay", async () => {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const [d1, adm] = [await institution.actor("D1"), await institution.actor("ADM")];
  const order = await oldOrder(institution, d1);
  type Linked = Readonly<Record<"pdf" | "docx", { url: string }>>;
  const letters = async (path: string, field: string) =>
    (await ask<Record<string, Linked[]>>(d1, "GET", path)).body[field] ?? [];
  const download = async (url: string) => {
    const { pathname, search } = new URL(url);
    const reply = await fetch(`${inject("stack").urls.edge}${pathname}${search}`);
    const { etag, ...headers } = Object.fromEntries(reply.headers);
    const kind = [headers["content-type"], headers["content-length"], headers["content-disposition"], etag];
    return [pathname, reply.status, kind, hash(new Uint8Array(await reply.arrayBuffer()))];
  };
  const all = async (from: Linked[]) =>
    await Promise.all(from.flatMap(({ pdf, docx }) => [download(pdf.url), download(docx.url)]));
  const links = await letters(`/sppd/${order}/dokumen`, "data");
  const before = await all(links);
  expect([before.length, before.map(([, status]) => status)]).toEqual([4, [200, 200, 200, 200]]);
  const stored = async () =>
    (await listFiles("documents", institution.id)).filter(({ key }) => !key.includes("/arsip/"));
  const total = async () => (await stored()).reduce((sum, { bytes }) => sum + bytes, 0);
  const semula = await total();
  const rehearsal = async () => (await ask(adm, "POST", "/arsip/jalankan?uji=true")).body["dokumen"];
  const nothing = { jumlah: 0, byte: 0, dimampatkan: 0, hemat_byte: 0, rusak: 0 };

  await setClock(institution.id, longAfter);
  expect(await rehearsal()).toEqual(nothing);
  await setClock(institution.id, yearsAfter);
  expect(await rehearsal()).toEqual({ ...nothing, jumlah: 2, byte: semula });
  await hold(adm, order);
  expect(await rehearsal()).toEqual(nothing);
  await runArchive(institution, yearsAfter, "dokumen");
  expect(await stored()).toHaveLength(4);
  await hold(adm, order, "lepas");
  await runArchive(institution, yearsAfter, "dokumen");
  expect(await all(links)).toEqual(before);
  await ownerRows("update berkas_sementara set sampai = now() - interval '1 second' where institution_id = $1", [
    institution.id,
  ]);
  await sweep();
  expect((await stored()).filter(({ key }) => !key.endsWith(".gz"))).toEqual([]);
  // The letters' fonts lie in them as they are, which is most of a PDF.
  expect((await total()) / semula).toBeLessThan(0.5);
  const after = { ...nothing, dimampatkan: 4, hemat_byte: semula - (await total()) };
  expect(await rehearsal()).toEqual(after);
  expect(await all(links)).toEqual(before);

  await runArchive(institution, yearsAfter);
  expect(await whereabouts(order)).toMatchObject({ sppd: 0, arsip: 1 });
  expect(await all(await letters(`/arsip/${order}`, "dokumen"))).toEqual(before);
  // The archive knows nothing of it: it is looked at once more, and found done.
  await runArchive(institution, yearsAfter, "dokumen");
  expect(await rehearsal()).toEqual(after);
  expect(await all(links)).toEqual(before);
});
