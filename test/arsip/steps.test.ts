import { expect, it } from "vitest";
import { archiveOrder } from "../../functions/modules/arsip/simpan-arsip.ts";
import { openArchiveFile } from "../../db/modules/arsip/reads/open-file.ts";
import { cancelled, longAfter, whereabouts } from "../setup/archive.ts";
import { workOf } from "../setup/mails.ts";
import { makeInstitution, ownerRows, setClock } from "../setup/institution.ts";
import { asBucket, cut, MemoryStore as Store } from "../setup/memory-store.ts";

it("an order is where it was whatever step is cut off, and moves once when it is tried again", async () => {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const d1 = await institution.actor("D1");
  const id = await cancelled(institution, d1);
  await setClock(institution.id, longAfter);
  const work = workOf(institution.id);
  const store = new Store();
  const whole = await whereabouts(id);
  expect(whole).toMatchObject({ sppd: 1, arsip: 0 });

  const failing: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["before it is stored", () => archiveOrder(work, asBucket(Object.assign(new Store(), { put: cut })), id)],
    [
      "while it is stored, though it came to lie there",
      () =>
        archiveOrder(
          work,
          asBucket(
            Object.assign(store, {
              put: (key: string, bytes: Uint8Array<ArrayBuffer>) =>
                Store.prototype.put.call(store, key, bytes).then(cut),
            }),
          ),
          id,
        ),
    ],
    ["before it is read back", () => archiveOrder(work, asBucket(Object.assign(new Store(), { get: cut })), id)],
    [
      "because it is not there",
      () => archiveOrder(work, asBucket(Object.assign(new Store(), { get: () => Promise.resolve(null) })), id),
    ],
    [
      "because half of it is there",
      () =>
        archiveOrder(
          work,
          asBucket(
            Object.assign(new Store(), {
              put(this: Store, key: string, bytes: Uint8Array<ArrayBuffer>) {
                return Store.prototype.put.call(this, key, bytes.slice(0, bytes.length / 2));
              },
            }),
          ),
          id,
        ),
    ],
    [
      "before the rows go",
      () => {
        const { db } = work;
        // The first round trip reads; the second would move.
        let trips = 0;
        const batch: typeof db.batch = (...asked) => (++trips > 1 ? (cut() as never) : db.batch(...asked));
        return archiveOrder({ ...work, db: { ...db, batch } }, asBucket(new Store()), id);
      },
    ],
  ];
  for (const [when, attempt] of failing) {
    await expect(attempt(), when).rejects.toThrow(
      /cut off|is not there|is not what was stored|incomplete|unexpected end/i,
    );
    expect([when, await whereabouts(id)]).toEqual([when, whole]);
  }
  // Each of them leaves at most a file that nothing refers to, which goes after a day.
  const orphans = () =>
    ownerRows<{ kunci: string }>(
      "select kunci from berkas_sementara where institution_id = $1 and sampai < now() + interval '25 hours'",
      [institution.id],
    );
  expect(await orphans()).toHaveLength(failing.length);

  const last = new Store();
  const twice = await Promise.all([1, 2, 3].map(() => archiveOrder(work, asBucket(last), id)));
  expect(twice.filter(Boolean)).toHaveLength(1);
  expect(await archiveOrder(work, asBucket(last), id)).toBe(false);
  expect(await whereabouts(id)).toEqual({ sppd: 0, arsip: 1, langkah: 0, cari: 0 });
  const [file] = await ownerRows<{ berkas: string; sha256: string; isi_sha256: string }>(
    "select berkas, sha256, isi_sha256 from arsip where id = $1",
    [id],
  );
  if (!file) throw new Error("it is not in the archive");
  expect((await orphans()).map(({ kunci }) => kunci)).not.toContain(file.berkas);
  const isi = JSON.parse(await openArchiveFile(asBucket(last), file)) as Record<string, { id: string }[]>;
  expect(isi["sppd"]?.map((row) => row.id)).toEqual([id]);

  const altered = new Store();
  altered.files.set(file.berkas, Uint8Array.from([...(last.files.get(file.berkas) ?? [])].toReversed()));
  for (const store of [altered, new Store()])
    await expect(openArchiveFile(asBucket(store), file)).rejects.toThrow("ARSIP_TIDAK_TERBACA");
});

it("an order that changes while it is copied stays, and goes as it is then", async () => {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const id = await cancelled(institution, await institution.actor("D1"));
  await setClock(institution.id, longAfter);
  const store = new Store();
  const changing = Object.assign(store, {
    async get(this: Store, key: string) {
      await ownerRows("update sppd set maksud = maksud || ' (diubah)' where id = $1", [id]);
      return await Store.prototype.get.call(this, key);
    },
  });
  expect(await archiveOrder(workOf(institution.id), asBucket(changing), id)).toBe(false);
  expect(await whereabouts(id)).toMatchObject({ sppd: 1, arsip: 0 });
  expect(await archiveOrder(workOf(institution.id), asBucket(new Store()), id)).toBe(true);
  const [archived] = await ownerRows<{ maksud: string }>("select maksud from arsip where id = $1", [id]);
  expect(archived?.maksud).toMatch(/\(diubah\)$/);
});
