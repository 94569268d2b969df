import { describe, expect, inject, it } from "vitest";
import { sweep } from "../setup/deliveries.ts";
import { ask, codeOf, newTrace, roundTrips, until, within } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor } from "../setup/institution.ts";
import { beginTrial, install, keyOf, licenceOf, license, type Shown } from "../setup/licences.ts";

const holiday = { nama: "Dies Natalis", jenis: "institusi", sumber: "SK Rektor" };
/** A write that asks for a permission, and changes nothing that another test looks at. */
const change = (as: Actor) => ask(as, "PUT", "/referensi/hari-libur/2026-03-17", holiday);
const shown = (as: Actor) => ask<Shown>(as, "GET", "/licence");
const jenjangOf = async (as: Actor) =>
  (await ask<{ modules: string[] }>(as, "GET", "/licence/active-modules")).body.modules;

describe("an institution without a licence", () => {
  it("may try everything for thirty days, and then read", async () => {
    const fresh = await makeInstitution();
    const [adm, d1] = [await fresh.actor("ADM"), await fresh.actor("D1")];
    expect((await shown(d1)).body).toMatchObject({ type: "multi", status: "percobaan", modules: null, seats: null });
    expect(await jenjangOf(d1)).toEqual([]);
    expect((await change(adm)).status).toBe(204);

    const old = await makeInstitution();
    await beginTrial(old, 30 * 24 + 1);
    const [boss, traveller] = [await old.actor("ADM"), await old.actor("D1")];
    expect((await shown(traveller)).body.status).toBe("kedaluwarsa");
    expect(codeOf(await change(boss))).toBe("403 LISENSI_KEDALUWARSA");
    expect(codeOf(await change(traveller))).toBe("403 TIDAK_BERWENANG");
    for (const path of ["/sppd", "/referensi/hari-libur?tahun=2026", "/licence/active-modules", "/identity/me"])
      expect((await ask(traveller, "GET", path)).status, path).toBe(200);
  });

  it("leaves people their own account when its time is over, and what keeps strangers out or takes data along", async () => {
    const old = await makeInstitution();
    await beginTrial(old, 30 * 24 + 1);
    const [boss, d2] = [await old.actor("ADM"), await old.actor("D2")];
    expect((await ask(d2, "PUT", "/user-modules/widgets", { widgets: [] })).status).toBe(204);
    expect((await ask(boss, "HEAD", "/identity/users/export")).status).toBe(200);
    expect((await ask(boss, "DELETE", `/identity/users/${d2.userId}/sessions`)).status).toBe(204);
    expect((await ask(boss, "POST", `/identity/users/${d2.userId}/deactivate`)).status).toBe(200);
    expect(codeOf(await ask(boss, "POST", `/identity/users/${d2.userId}/activate`))).toBe("403 LISENSI_KEDALUWARSA");
    const key = await ask<{ kunci: string }>(boss, "POST", "/identity/keys", {
      nama: "Uji",
      izin: ["referensi.libur"],
    });
    expect(key.status).toBe(201);
    expect(codeOf(await change({ ...boss, token: key.body.kunci }))).toBe("403 LISENSI_KEDALUWARSA");
  });

  it("sees its trial end in the middle of a session", async () => {
    const nearly = await makeInstitution();
    await beginTrial(nearly, 30 * 24);
    await ownerRows("update institutions set percobaan_sejak = percobaan_sejak + interval '5 seconds' where id = $1", [
      nearly.id,
    ]);
    const boss = await nearly.actor("ADM");
    const refused = await until(
      () => change(boss),
      ({ status }) => status === 403,
    );
    expect(codeOf(refused)).toBe("403 LISENSI_KEDALUWARSA");
    expect((await shown(boss)).body.status).toBe("kedaluwarsa");
  });
});

describe("a licence", () => {
  it("for one level shows that level alone, and the next one within two seconds, to everybody (S1)", async () => {
    const school = await makeInstitution();
    const d1 = await school.actor("D1");
    const single = await license(school, { type: "single", jenjang: ["smp"] });
    expect(single).toMatchObject({ status: 200, body: { type: "single", status: "aktif", jenjang_aktif: ["smp"] } });
    expect(await jenjangOf(d1)).toEqual(["smp"]);
    const alias = await fetch(`${inject("stack").urls.edge}/api/license/active-modules`, {
      headers: { authorization: `Bearer ${d1.token}` },
    });
    expect([alias.status, await alias.json()]).toEqual([200, { modules: ["smp"] }]);

    await license(school, { type: "multi", jenjang: ["smp", "sma"] });
    const seen = await within(
      2_000,
      () => jenjangOf(d1),
      (list) => list.length === 2,
    );
    expect(seen).toEqual(["smp", "sma"]);
    const rows = await ownerRows("select status from licences where institution_id = $1 order by issued_at", [
      school.id,
    ]);
    expect(rows).toEqual([{ status: "diganti" }, { status: "aktif" }]);
  });

  it("opens writes again at once where they were over, and is logged with what it replaced", async () => {
    const old = await makeInstitution();
    await beginTrial(old, 30 * 24 + 1);
    const boss = await old.actor("ADM");
    expect(codeOf(await change(boss))).toBe("403 LISENSI_KEDALUWARSA");
    const first = licenceOf(old, { seats: 50 });
    expect(await install(boss, await keyOf(first))).toMatchObject({
      status: 200,
      body: { seats: 50, valid_until: first.until },
    });
    const open = await within(
      5_000,
      () => change(boss),
      ({ status }) => status === 204,
    );
    expect(open.status).toBe(204);
    expect((await shown(boss)).body.terpakai).toBeGreaterThan(1);
    const second = licenceOf(old);
    await install(boss, await keyOf(second));
    const log = await ownerRows<{ rincian: { sebelum: string | null; sesudah: string } }>(
      "select rincian from aktivitas where institution_id = $1 and aksi = 'lisensi_dipasang' order by id",
      [old.id],
    );
    expect(log.map(({ rincian: { sebelum, sesudah } }) => [sebelum, sesudah])).toEqual([
      [null, first.id],
      [first.id, second.id],
    ]);
  });

  it("that is over, or revoked, closes writes and leaves reads; the trial does not come back", async () => {
    for (const [set, status] of [
      ["valid_from = '2026-01-01', valid_until = '2026-01-31'", "kedaluwarsa"],
      ["status = 'dicabut'", "dicabut"],
    ] as const) {
      const school = await makeInstitution();
      await license(school, { jenjang: ["smk"] });
      await ownerRows(`update licences set ${set} where institution_id = $1`, [school.id]);
      await dropTags(school.id);
      const boss = await school.actor("ADM");
      const refused = await until(
        () => change(boss),
        ({ status: got }) => got === 403,
      );
      expect(codeOf(refused)).toBe("403 LISENSI_KEDALUWARSA");
      expect((await shown(boss)).body).toMatchObject({ status, jenjang_aktif: ["smk"] });
      expect(await jenjangOf(boss)).toEqual(["smk"]);
    }
  });

  it("judges by the latest moment that was seen: a clock that is set back makes nothing valid again", async () => {
    const school = await makeInstitution();
    await beginTrial(school, 30 * 24 - 1);
    expect((await change(await school.actor("ADM"))).status).toBe(204);
    // As if it had been two hours later here once.
    const [mark] = await ownerRows<{ terlihat: string }>("select terlihat::text from clock_mark");
    try {
      await ownerRows("update clock_mark set terlihat = now() + interval '2 hours'");
      await dropTags(school.id);
      const boss = await school.actor("ADM");
      const refused = await until(
        () => change(boss),
        ({ status }) => status === 403,
      );
      expect(codeOf(refused)).toBe("403 LISENSI_KEDALUWARSA");
      // Nor does a key count that was over by then.
      const [{ today } = { today: "" }] = await ownerRows<{ today: string }>(
        "select ((now() + interval '2 hours') at time zone 'UTC')::date::text as today",
      );
      await ownerRows("update clock_mark set terlihat = $1::date + interval '25 hours'", [today]);
      expect(codeOf(await license(school, { until: today }))).toBe("422 LISENSI_SUDAH_HABIS");
    } finally {
      await ownerRows("update clock_mark set terlihat = $1", [mark?.terlihat]);
    }
  });

  it("is cached: a warm read asks the database for nothing", async () => {
    const school = await makeInstitution();
    const d1 = await school.actor("D1");
    for (const path of ["/licence", "/licence/active-modules"]) {
      // Where Redis answers too late, a read goes to the database all the same; the next need not.
      const read = async () => {
        const { traceId, traceparent } = newTrace();
        expect((await ask(d1, "GET", path, undefined, { traceparent })).status).toBe(200);
        return (await roundTrips(traceId)).neon;
      };
      await read();
      expect(await until(read, (trips) => trips === 0, 10_000), path).toBe(0);
    }
  });
});

/** Lets all sessions of an institution see what was done to it behind the product's back. */
async function dropTags(institutionId: string): Promise<void> {
  await ownerRows(
    "insert into tag_bumps (institution_id, tags, created_at) values ($1, '{lembaga}', now() - interval '1 hour')",
    [institutionId],
  );
  await sweep();
}
