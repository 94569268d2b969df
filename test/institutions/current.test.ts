import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf, newTrace, roundTrips, until, within } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";

interface Institution {
  readonly slug: string;
  readonly nama: string;
  readonly kota: string;
  readonly zona_waktu: string;
  readonly locale: string;
  readonly host: string | null;
  readonly kop: { readonly baris: readonly string[] };
  readonly jenis_usaha: string | null;
  readonly logo: string | null;
}

let school: TestInstitution;
let adm: Actor;
let d1: Actor;
beforeAll(async () => {
  school = await makeInstitution();
  [adm, d1] = await Promise.all([school.actor("ADM"), school.actor("D1")]);
});

const read = async (as: Actor) => (await ask<Institution>(as, "GET", "/institutions/current")).body;
const change = (as: Actor, given: object) => ask<Institution>(as, "PATCH", "/institutions/current", given);
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
const webp = new TextEncoder().encode("RIFF1234WEBPVP8 ");
const setLogo = (as: Actor, file: Uint8Array<ArrayBuffer>) =>
  ask(as, "PUT", "/institutions/current/logo", undefined, {}, file);

describe("what an institution says of itself", () => {
  it("is shown to its people, changed field by field, and seen by everybody in no time", async () => {
    expect(await read(d1)).toMatchObject({
      slug: school.slug,
      kota: "Semarang",
      locale: "id",
      jenis_usaha: null,
      logo: null,
    });
    const changed = await change(adm, {
      nama: "Universitas Melati",
      zona_waktu: "Asia/Makassar",
      jenis_usaha: "sekolah",
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { nama: "Universitas Melati", kota: "Semarang", zona_waktu: "Asia/Makassar", jenis_usaha: "sekolah" },
    });
    const seen = await within(
      5_000,
      () => read(d1),
      ({ nama }) => nama === "Universitas Melati",
    );
    expect(seen).toEqual(changed.body);
    const me = await within(
      5_000,
      () => ask<{ zona_waktu: string }>(d1, "GET", "/identity/me"),
      ({ body }) => body.zona_waktu === "Asia/Makassar",
    );
    expect(me.body.zona_waktu).toBe("Asia/Makassar");
    const kop = { baris: ["YAYASAN MELATI"], alamat: "Jalan Melati 1", kontak: "melati.example" };
    expect((await change(adm, { kop, jenis_usaha: null })).body).toMatchObject({ kop, jenis_usaha: null });

    const log = await ownerRows<{ rincian: Record<"sebelum" | "sesudah", unknown> }>(
      "select rincian from aktivitas where institution_id = $1 and aksi = 'lembaga_diubah' order by id",
      [school.id],
    );
    expect(log[0]?.rincian).toEqual({
      sebelum: { nama: "Universitas Uji Semarang", zona_waktu: "Asia/Jakarta", jenis_usaha: null },
      sesudah: { nama: "Universitas Melati", zona_waktu: "Asia/Makassar", jenis_usaha: "sekolah" },
    });
  });

  it("chooses the language of letters to whoever has chosen none, and of nobody else's", async () => {
    const firm = await makeInstitution();
    const admin = await firm.actor("ADM");
    await ownerRows("update users set bahasa = 'id' where id = $1", [firm.people["D2"]?.user_id]);
    expect((await change(admin, { locale: "en" })).body.locale).toBe("en");
    const surel = `${crypto.randomUUID()}@firma.example`;
    const pengenal = { username: `laras.${surel.slice(0, 8)}`, email: surel };
    const invited = await ask(admin, "POST", "/identity/users", { nama: "Laras", pengenal, peran: [], undang: true });
    expect(codeOf(invited)).toBe("201");
    expect(await ownerRows("select bahasa from surel where kepada = $1", [surel])).toEqual([{ bahasa: "en" }]);
    const told = [await firm.actor("D1"), await firm.actor("D2")].map(
      async (as) => (await ask(as, "GET", "/identity/profile")).body["bahasa"],
    );
    expect(await Promise.all(told)).toEqual(["en", "id"]);
  });

  it("is its administrator's to change, and nothing of it that is not there to be changed", async () => {
    expect(codeOf(await change(d1, { nama: "X" }))).toBe("403 TIDAK_BERWENANG");
    expect(codeOf(await setLogo(d1, png))).toBe("403 TIDAK_BERWENANG");
    for (const given of [{ slug: "lain" }, { zona_waktu: "UTC" }, { locale: "fr" }, { nama: " " }, { kop: null }])
      expect(codeOf(await change(adm, given)), JSON.stringify(given)).toBe("422 DATA_TIDAK_SAH");
    expect(codeOf(await change(adm, { jenis_usaha: "tiada" }))).toBe("422 JENIS_USAHA_TIDAK_DIKENAL");
    expect((await read(adm)).slug).toBe(school.slug);
  });

  it("asks the database for nothing when it is read again", async () => {
    await read(d1);
    const { traceId, traceparent } = newTrace();
    expect((await ask(d1, "GET", "/institutions/current", undefined, { traceparent })).status).toBe(200);
    expect((await roundTrips(traceId)).neon).toBe(0);
  });
});

describe("a host of one's own", () => {
  it("is one institution's, whatever its letters' case; and nobody takes the platform's or what is none", async () => {
    const other = await makeInstitution();
    const host = `${crypto.randomUUID()}.kampus.example`;
    expect((await change(adm, { host: ` ${host.toUpperCase()} ` })).body.host).toBe(host);
    const taken = await change(await other.actor("ADM"), { host });
    expect(codeOf(taken)).toBe("409 HOST_SUDAH_DIPAKAI");
    for (const wrong of [
      "127.0.0.1",
      "localhost",
      `${host}:443`,
      `https://${host}`,
      "-a.example",
      "a..example",
      `${host}.`,
    ])
      expect(codeOf(await change(adm, { host: wrong })), wrong).toBe("422 DATA_TIDAK_SAH");
    expect((await change(adm, { host: null })).body.host).toBeNull();
    expect((await change(await other.actor("ADM"), { host })).status).toBe(200);
  });
});

describe("a logo", () => {
  it("is a picture by its content, handed out by a link, and replaced with nothing left behind", async () => {
    for (const [name, file] of [
      ["svg", new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")],
      ["pdf", new TextEncoder().encode("%PDF-1.7")],
      ["nothing", new Uint8Array()],
    ] as const)
      expect(codeOf(await setLogo(adm, file)), name).toBe("422 LOGO_TIDAK_DITERIMA");
    expect(codeOf(await setLogo(adm, new Uint8Array(512 * 1024 + 1)))).toBe("413 ISI_TERLALU_BESAR");

    expect((await setLogo(adm, png)).status).toBe(204);
    const first = (await read(adm)).logo ?? "";
    const got = await fetch(first);
    expect([got.status, new Uint8Array(await got.arrayBuffer())]).toEqual([200, png]);
    expect((await setLogo(adm, webp)).status).toBe(204);
    const second = await until(
      () => read(d1),
      ({ logo }) => logo?.includes(".webp") ?? false,
    );
    expect((await fetch(second.logo ?? "")).status).toBe(200);
    const gone = await until(
      () => fetch(first),
      ({ status }) => status === 410,
    );
    expect(gone.status).toBe(410);
  });
});
