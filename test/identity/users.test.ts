import { beforeAll, describe, expect, it } from "vitest";
import { enter, makeAccount } from "../setup/accounts.ts";
import { Registrar } from "../setup/registrar.ts";
import { ask, codeOf, pause, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, testPassword, type Actor, type TestInstitution } from "../setup/institution.ts";

let institution: TestInstitution;
let registrar: Registrar;
let adm: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  registrar = new Registrar(institution);
  adm = await institution.actor("ADM");
});

const list = async (cari: string) =>
  (await ask<{ data: { nama: string }[] }>(adm, "GET", `/identity/users?filter[cari]=${cari}`)).body.data.map(
    ({ nama }) => nama,
  );
const unit = (kode: string) => institution.units[kode] ?? "";
const idOf = (key: string) => institution.people[key]?.user_id ?? "";

describe("entering an account", () => {
  it("keeps its names in one form, and lets nobody in before they have a password", async () => {
    const body = {
      ...registrar.body(),
      pengenal: { username: "Galih.P", email: "Galih@Kampus.example", nip: "19810827 200604 1 009", nidn: "-" },
    };
    const id = await registrar.create(body);
    const { body: user } = await ask(adm, "GET", `/identity/users/${id}`);
    expect(user).toMatchObject({
      versi: 1,
      diundang: true,
      pengenal: { username: "galih.p", email: "galih@kampus.example", nip: "198108272006041009" },
      peran: [{ peran: "dosen", unit_id: unit("TI") }],
    });
    expect(codeOf(await registrar.logIn("galih.p"))).toBe("401 IDENTITAS_ATAU_SANDI_SALAH");
    await registrar.enter(id, "galih.p");
    for (const name of ["galih.p", " GALIH@kampus.example", "198108272006041009"])
      expect((await registrar.logIn(name)).body).toMatchObject({ person: { user_id: id } });
  });

  it("refuses a name that somebody has, and says of what kind it is for them", async () => {
    await registrar.create({ ...registrar.body(), pengenal: { nim: "a1234567" } });
    const clash = await ask(adm, "POST", "/identity/users", {
      ...registrar.body(),
      pengenal: { username: "A1234567", email: "lain@kampus.example" },
    });
    expect(clash.body).toMatchObject({
      status: 409,
      code: "PENGENAL_DIPAKAI",
      jenis: "nim",
      errors: [{ pointer: "/pengenal/username", code: "PENGENAL_DIPAKAI" }],
    });
    expect(await list("lain@kampus.example")).toEqual([]);
  });

  it("of the same name ten times at once is done once", async () => {
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        ask(adm, "POST", "/identity/users", { ...registrar.body(), pengenal: { nuptk: "1234567890123456" } }),
      ),
    );
    expect(replies.map(codeOf).toSorted()).toEqual(["201", ...Array.from({ length: 9 }, () => "409 PENGENAL_DIPAKAI")]);
  });

  it("says what is wrong with its names, roles and staff record", async () => {
    const told = async (body: object) => {
      const { status, body: answer } = await ask<{ code: string; errors?: { pointer: string; code: string }[] }>(
        adm,
        "POST",
        "/identity/users",
        { ...registrar.body(), ...body },
      );
      return [status, answer.code, ...(answer.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
    };
    expect(await told({ pengenal: {} })).toEqual([422, "DATA_TIDAK_SAH", "/pengenal PENGENAL_WAJIB"]);
    expect(await told({ pengenal: { nim: "-" } })).toEqual([422, "DATA_TIDAK_SAH", "/pengenal PENGENAL_WAJIB"]);
    expect(await told({ pengenal: { nip: "123" } })).toEqual([
      422,
      "DATA_TIDAK_SAH",
      "/pengenal/nip PENGENAL_TIDAK_SAH",
    ]);
    expect(await told({ pengenal: { nidn: "0401019002", nisn: "0401019002" } })).toEqual([
      422,
      "DATA_TIDAK_SAH",
      "/pengenal/nisn PENGENAL_GANDA",
    ]);
    expect(await told({ peran: [{ peran: "raja", unit_id: unit("TI") }] })).toEqual([
      422,
      "PERAN_TIDAK_DIKENAL",
      "/peran/0/peran PERAN_TIDAK_DIKENAL",
    ]);
    expect(await told({ peran: [{ peran: "dosen", unit_id: crypto.randomUUID() }] })).toEqual([
      422,
      "UNIT_TIDAK_DIKENAL",
    ]);
    expect(await told({ pegawai_id: crypto.randomUUID() })).toEqual([
      422,
      "PEGAWAI_TIDAK_DIKENAL",
      "/pegawai_id PEGAWAI_TIDAK_DIKENAL",
    ]);
    expect(await told({ pegawai_id: institution.people["D1"]?.pegawai_id })).toEqual([
      409,
      "PEGAWAI_PUNYA_AKUN",
      "/pegawai_id PEGAWAI_PUNYA_AKUN",
    ]);
  });
});

describe("changing an account", () => {
  it("takes names away, gives them, and makes one of another kind of what it was", async () => {
    const id = await registrar.create({ ...registrar.body(), pengenal: { username: "lama.sekali", nid: "dosen-77" } });
    await registrar.enter(id, "lama.sekali");
    const versi = async () => String((await ask(adm, "GET", `/identity/users/${id}`)).body["versi"]);
    const changed = await ask(adm, "PUT", `/identity/users/${id}?versi=${await versi()}`, {
      nama: "Nama Baru",
      pengenal: { username: "dosen-77", email: "baru@kampus.example" },
    });
    expect(codeOf(changed)).toBe("200");
    expect((await registrar.logIn("lama.sekali")).status).toBe(401);
    for (const name of ["dosen-77", "baru@kampus.example"])
      expect((await registrar.logIn(name)).body).toMatchObject({ person: { user_id: id, nama: "Nama Baru" } });
  });

  it("that is one's own takes another e-mail address only with one's password, and everything else without", async () => {
    const account = await makeAccount(institution, { peran: "admin", email: true });
    const own = await enter(institution, account);
    const change = async (nama: string, email: string | null, password?: string) => {
      const [user] = await ownerRows<{ versi: number }>("select versi from users where id = $1", [account.userId]);
      const pengenal = { username: account.username, ...(email === null ? {} : { email }) };
      const body = { nama, pengenal, ...(password === undefined ? {} : { password }) };
      return codeOf(await ask(own, "PUT", `/identity/users/${account.userId}?versi=${user?.versi}`, body));
    };
    const another = `baru-${account.username}@uji.example`;
    expect(await change("Nama Lain", account.email)).toBe("200");
    for (const email of [another, null]) expect(await change("Nama Lain", email)).toBe("403 SANDI_SALAH");
    expect(await change("Nama Lain", another, "bukan-kata-sandinya")).toBe("403 SANDI_SALAH");
    expect((await registrar.logIn(another)).status).toBe(401);
    expect(await change("Nama Lain", another, testPassword)).toBe("200");
    expect((await registrar.logIn(another)).status).toBe(200);
  });

  it("overwrites nothing that was changed meanwhile", async () => {
    const id = await registrar.create();
    const change = (nama: string) =>
      ask(adm, "PUT", `/identity/users/${id}?versi=1`, { nama, pengenal: registrar.body().pengenal });
    const replies = await Promise.all(["Satu", "Dua", "Tiga"].map(change));
    expect(replies.map(codeOf).toSorted()).toEqual(["200", "409 VERSI_BERUBAH", "409 VERSI_BERUBAH"]);
    expect((await change("Empat")).body).toMatchObject({ code: "VERSI_BERUBAH", versi: 2 });
  });

  it("cannot take somebody else's name", async () => {
    const id = await registrar.create();
    const reply = await ask(adm, "PUT", `/identity/users/${id}?versi=1`, { nama: "Peniru", pengenal: { nid: "d1" } });
    expect(reply.body).toMatchObject({ status: 409, code: "PENGENAL_DIPAKAI", jenis: "username" });
    expect((await registrar.logIn("d1")).body).toMatchObject({ person: { user_id: idOf("D1") } });
  });
});

describe("shutting an account", () => {
  it("ends its sessions at once and lets nobody in, until it is opened again", async () => {
    const body = registrar.body();
    const id = await registrar.create(body);
    const name = body.pengenal["username"] ?? "";
    const person = await registrar.enter(id, name);
    expect((await ask(person, "GET", "/identity/me")).status).toBe(200);
    // The session's record follows the answer of its login.
    const records = () => ownerRows("select from sessions where user_id = $1 and ended_at is null", [id]);
    expect((await until(records, ({ length }) => length > 0)).length).toBe(1);
    expect(codeOf(await ask(adm, "POST", `/identity/users/${id}/deactivate`))).toBe("200");
    await pause(1_000);
    expect((await ask(person, "GET", "/identity/me")).status).toBe(401);
    expect(codeOf(await registrar.logIn(name))).toBe("401 IDENTITAS_ATAU_SANDI_SALAH");
    // Twice is as good as once.
    expect(codeOf(await ask(adm, "POST", `/identity/users/${id}/deactivate`))).toBe("200");
    expect(codeOf(await ask(adm, "POST", `/identity/users/${id}/activate`))).toBe("200");
    expect((await registrar.logIn(name)).status).toBe(200);
    expect((await ask(person, "GET", "/identity/me")).status).toBe(401);
    const log = await ownerRows<{ aksi: string }>(
      "select aksi from aktivitas where user_id = $1 and oleh = $2 order by id",
      [id, adm.userId],
    );
    expect(log.map(({ aksi }) => aksi)).toEqual(["dibuat", "dinonaktifkan", "diaktifkan"]);
  });

  it("is not for oneself", async () => {
    expect(codeOf(await ask(adm, "POST", `/identity/users/${adm.userId}/deactivate`))).toBe("403 AKUN_SENDIRI");
  });

  it("never leaves an institution without an administrator, though two shut each other out at the same instant", async () => {
    const other = await makeInstitution();
    const first = await other.actor("ADM");
    expect(codeOf(await ask(first, "PUT", `/identity/users/${first.userId}/roles`, { peran: [] }))).toBe(
      "409 ADMIN_TERAKHIR",
    );
    const d1 = other.people["D1"]?.user_id ?? "";
    const peran = [{ peran: "admin", unit_id: other.units["UNIV"] }];
    expect(codeOf(await ask(first, "PUT", `/identity/users/${d1}/roles`, { peran }))).toBe("200");
    const second = await other.actor("D1");
    const replies = await Promise.all([
      ask(first, "POST", `/identity/users/${second.userId}/deactivate`),
      ask(second, "PUT", `/identity/users/${first.userId}/roles`, { peran: [] }),
    ]);
    // Whoever was quicker; the other is the last one, or may no longer.
    const won = replies.filter(({ status }) => status === 200);
    expect([won.length, replies.map(codeOf)]).toEqual([1, expect.anything()]);
    const left = await ownerRows(
      "select from user_roles r join users u on u.id = r.user_id where r.institution_id = $1 and r.peran = 'admin' and u.aktif",
      [other.id],
    );
    expect(left.length).toBe(1);
  });
});
