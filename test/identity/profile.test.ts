import { beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { sql } from "../../db/core/postgres.ts";
import { hasPhone } from "../../db/modules/identity/reads/profile.ts";
import { normalkanTelepon } from "../../db/modules/identity/rules/telepon.ts";
import { enter, makeAccount } from "../setup/accounts.ts";
import { ask, until } from "../setup/http.ts";
import {
  appRows,
  makeInstitution,
  ownerRows,
  testPassword,
  type Actor,
  type TestInstitution,
} from "../setup/institution.ts";

let institution: TestInstitution;
beforeAll(async () => {
  institution = await makeInstitution();
});

const profil = {
  nama: "Melati Kusuma",
  telepon: "0812-3456-7890",
  alamat: "Jalan Pandanaran 12, Semarang",
  ringkasan_surel: "harian",
  bahasa: "en",
};
const write = (actor: Actor, body: object, path = "/identity/profile") => ask(actor, "PUT", path, body);

describe("one's own profile", () => {
  it("is kept with telephone and address sealed, and is shown to its person as it was written", async () => {
    const actor = await enter(institution, await makeAccount(institution));
    const { status, body } = await write(actor, profil);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ ...profil, telepon: "+6281234567890", otp: false }),
    ]);
    const [row] = await ownerRows<Record<string, string>>(
      "select telepon, telepon_hash, alamat from users where id = $1",
      [actor.userId],
    );
    const log = await ownerRows("select rincian from aktivitas where user_id = $1 and aksi = 'profil_diubah'", [
      actor.userId,
    ]);
    for (const text of [JSON.stringify(row), JSON.stringify(log)])
      for (const secret of ["81234567890", "Pandanaran"]) expect(text).not.toContain(secret);
    expect(log).toEqual([{ rincian: { kolom: ["nama", "telepon", "ringkasan_surel", "bahasa"] } }]);
    await expect.poll(async () => (await ask(actor, "GET", "/identity/me")).body["nama"]).toBe("Melati Kusuma");
    const cleared = await write(actor, { ...profil, telepon: null, alamat: null });
    expect(cleared.body).toMatchObject({ telepon: null, alamat: null });
  });

  it("is found by its telephone number however that is written, and not in another institution", async () => {
    const elsewhere = await makeInstitution();
    const [actor, stranger] = [
      await enter(institution, await makeAccount(institution)),
      await enter(elsewhere, await makeAccount(elsewhere)),
    ];
    const number = `0857${String(Date.now()).slice(-8)}`;
    await write(actor, { ...profil, telepon: number.replace("0857", "+62 857-") });
    await write(stranger, { ...profil, telepon: number });
    const found = async (place: TestInstitution) => {
      const asked = await hasPhone(readConfig(inject("stack").env), place.id, normalkanTelepon(number) ?? "");
      const { text, values } = sql`select u.id from users u where ${asked}`;
      return (await appRows<{ id: string }>(place.id, text, values)).map(({ id }) => id);
    };
    expect(await found(institution)).toEqual([actor.userId]);
    expect(await found(elsewhere)).toEqual([stranger.userId]);
    const hashes = await ownerRows("select distinct telepon_hash from users where id = any($1)", [
      [actor.userId, stranger.userId],
    ]);
    expect(hashes).toHaveLength(2);
  });

  it("changes nothing but itself, whatever else is sent", async () => {
    const account = await makeAccount(institution);
    const actor = await enter(institution, account);
    const row = () =>
      ownerRows<{ row: Record<string, unknown> }>("select to_jsonb(u) as row from users u where id = $1", [
        account.userId,
      ]);
    // The login's own record follows its answer.
    const before = await until(row, ([one]) => one?.row["last_login_at"] !== null);
    const more = {
      aktif: true,
      roles: [{ peran: "admin" }],
      peran: "admin",
      versi_sesi: 99,
      orang_id: crypto.randomUUID(),
      institution_id: crypto.randomUUID(),
      id: crypto.randomUUID(),
      password_hash: "x",
      totp: "x",
      surel: "lain@uji.example",
      email: "lain@uji.example",
      telepon_hash: "x",
    };
    for (const [name, value] of Object.entries(more)) {
      const { status, body } = await write(actor, { ...profil, [name]: value });
      expect([name, status, body["errors"]]).toEqual([
        name,
        422,
        [expect.objectContaining({ pointer: `/${name}`, code: "KOLOM_TIDAK_DIKENAL" })],
      ]);
    }
    expect(await row()).toEqual(before);
  });

  it("takes no number that is none", async () => {
    const actor = await enter(institution, await makeAccount(institution));
    expect((await write(actor, { ...profil, telepon: "kantor" })).body).toMatchObject({
      errors: [{ pointer: "/telepon", code: "TELEPON_TIDAK_SAH" }],
    });
  });
});

describe("one's own new password", () => {
  it("is none of the commonest and not one's own name; one that is refused leaves the old one", async () => {
    const account = await makeAccount(institution);
    const actor = await enter(institution, account);
    const change = (baru: string) => ask(actor, "PUT", "/identity/password", { lama: testPassword, baru });
    for (const [baru, code] of [
      ["bismillah 123", "SANDI_TERLALU_UMUM"],
      [`${account.username}!`, "SANDI_MEMUAT_NAMA"],
      ["Universitas-Uji 2026", "SANDI_MEMUAT_NAMA"],
    ] as const)
      expect((await change(baru)).body).toMatchObject({ status: 422, errors: [{ pointer: "/baru", code }] });
    expect((await change("hujan turun di kampus")).status).toBe(204);
  });
});
