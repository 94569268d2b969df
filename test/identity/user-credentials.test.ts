import { beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { linkToken } from "../../db/modules/identity/link-token.ts";
import { enter, logInWith, makeAccount } from "../setup/accounts.ts";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { Registrar } from "../setup/registrar.ts";

let institution: TestInstitution;
let registrar: Registrar;
let adm: Actor;
let op: Actor;
let stranger: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  registrar = new Registrar(institution);
  [adm, op] = await Promise.all([institution.actor("ADM"), institution.actor("OP")]);
  stranger = await (await makeInstitution()).actor("ADM");
});

const baru = "hujan turun di kampus";
const idOf = (key: string) => institution.people[key]?.user_id ?? "";
const accept = (token: string) => ask(null, "POST", "/identity/invitations/accept", { token, password: baru });

/** Invitations of somebody with the mails that carry them, the newest first. */
const invitationsOf = (userId: string) =>
  ownerRows<{ id: string; kepada: string | null }>(
    `select l.id, s.kepada from tautan_akun l left join surel s on s.data ->> 'tautan' = l.id::text
      where l.user_id = $1 and l.tujuan = 'undangan' order by l.id desc`,
    [userId],
  );
/** The lines of somebody's log with this deed: by whom. */
const logOf = async (userId: string, aksi: string) =>
  (
    await ownerRows<{ oleh: string }>("select oleh from aktivitas where user_id = $1 and aksi = $2", [userId, aksi])
  ).map(({ oleh }) => oleh);

/** The token that stands in the mail of an invitation. */
const tokenOf = (linkId: string) =>
  linkToken(readConfig(inject("stack").env), { institutionId: institution.id, linkId }, "undangan");

describe("an invitation", () => {
  const invite = (userId: string, as = adm, query = "") =>
    ask<{ surel: boolean; tautan: string | null; code?: string }>(
      as,
      "POST",
      `/identity/users/${userId}/invitation${query}`,
    );
  /** What the log tells of somebody's invitations. */
  const toldOf = async (userId: string) =>
    (
      await ownerRows<{ rincian: object }>("select rincian from aktivitas where user_id = $1 and aksi = 'diundang'", [
        userId,
      ])
    ).map(({ rincian }) => rincian);
  const codeIn = (url: string | null) => url?.split("#")[1] ?? "";

  it("goes to the person's own address, and nobody else is shown its link", async () => {
    const account = await makeAccount(institution, { password: false, email: true });
    const replies = [await invite(account.userId), await invite(account.userId, adm, "?serahkan=true")];
    for (const { status, body } of replies) expect([status, body.surel, body.tautan]).toEqual([201, true, null]);
    const [newest, first] = await invitationsOf(account.userId);
    expect([newest?.kepada, first?.kepada]).toEqual([account.email, account.email]);
    expect(codeOf(await accept(await tokenOf(first?.id ?? "")))).toBe("410 TAUTAN_TIDAK_BERLAKU");
    expect((await accept(await tokenOf(newest?.id ?? ""))).status).toBe(204);
    expect((await logInWith(institution, { identifier: account.username, password: baru })).status).toBe(200);
    expect(codeOf(await invite(account.userId))).toBe("409 SUDAH_BERSANDI");
    expect(await logOf(account.userId, "diundang")).toEqual([adm.userId, adm.userId]);
    expect(await toldOf(account.userId)).toEqual([{}, {}]);
  });

  it("of somebody without an address is refused, or handed over where that is asked for", async () => {
    const account = await makeAccount(institution, { password: false });
    expect(codeOf(await invite(account.userId))).toBe("409 TANPA_SUREL");
    expect(await invitationsOf(account.userId)).toEqual([]);
    const { body } = await invite(account.userId, adm, "?serahkan=true");
    expect([body.surel, body.tautan]).toEqual([false, expect.stringMatching(/\/akun\/undangan#/)]);
    expect(await invitationsOf(account.userId)).toMatchObject([{ kepada: null }]);
    expect((await accept(codeIn(body.tautan))).status).toBe(204);
    expect(codeOf(await accept(codeIn(body.tautan)))).toBe("410 TAUTAN_TIDAK_BERLAKU");
    expect(codeOf(await invite(account.userId, adm, "?serahkan=true"))).toBe("409 SUDAH_BERSANDI");
    expect(await toldOf(account.userId)).toEqual([{ serahkan: true }]);
  });

  it("is not for an account that is shut, nor to be given by whoever may not change that account", async () => {
    const account = await makeAccount(institution, { password: false, email: true });
    const above = await makeAccount(institution, { password: false, email: true, peran: "dekan" });
    await ownerRows("update user_roles set unit_id = $2 where user_id = $1", [above.userId, institution.units["FT"]]);
    expect(codeOf(await invite(account.userId, await institution.actor("D1")))).toBe("403 TIDAK_BERWENANG");
    expect(codeOf(await invite(account.userId, op))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await invite(above.userId, op))).toBe("403 DI_LUAR_KEWENANGAN");
    expect(codeOf(await invite(account.userId, stranger))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await invite(crypto.randomUUID()))).toBe("404 TIDAK_DITEMUKAN");
    await ask(adm, "POST", `/identity/users/${account.userId}/deactivate`);
    expect(codeOf(await invite(account.userId))).toBe("409 AKUN_NONAKTIF");
    expect([...(await invitationsOf(account.userId)), ...(await invitationsOf(above.userId))]).toEqual([]);
  });

  it("comes with a new account where that is asked for; without an address neither is made", async () => {
    const email = `laras.${crypto.randomUUID()}@kampus.example`;
    const body = { ...registrar.body(), undang: true };
    const without = await ask<{ errors?: object[] }>(adm, "POST", "/identity/users", body);
    expect([without.status, without.body.errors]).toEqual([
      422,
      [expect.objectContaining({ pointer: "/pengenal/email", code: "WAJIB_DIISI" })],
    ]);
    const id = await registrar.create({ ...body, pengenal: { ...body.pengenal, email } });
    const [link] = await invitationsOf(id);
    expect([link?.kepada, await logOf(id, "diundang")]).toEqual([email, [adm.userId]]);
    expect((await accept(await tokenOf(link?.id ?? ""))).status).toBe(204);
    expect((await logInWith(institution, { identifier: email, password: baru })).status).toBe(200);
    const clash = await ask(adm, "POST", "/identity/users", { ...body, pengenal: { email } });
    expect(codeOf(clash)).toBe("409 PENGENAL_DIPAKAI");
    expect(await invitationsOf(await registrar.create({ ...registrar.body(), undang: false }))).toEqual([]);
  });
});

describe("inviting", () => {
  it("is done thirty times a minute by one person, those with new accounts among them; entering accounts goes on", async () => {
    const busy = await enter(institution, await makeAccount(institution, { peran: "admin" }));
    const nobody = () => ask(busy, "POST", `/identity/users/${crypto.randomUUID()}/invitation`);
    const invited = () => {
      const email = `tamu.${crypto.randomUUID()}@kampus.example`;
      return ask(busy, "POST", "/identity/users", { ...registrar.body(), pengenal: { email }, undang: true });
    };
    const before = [await invited(), ...(await Promise.all(Array.from({ length: 29 }, nobody)))].map(codeOf);
    expect(before).toEqual(["201", ...Array.from({ length: 29 }, () => "404 TIDAK_DITEMUKAN")]);
    expect([await nobody(), await invited()].map(codeOf)).toEqual(["429 TERLALU_SERING", "429 TERLALU_SERING"]);
    expect(codeOf(await ask(busy, "POST", "/identity/users", registrar.body()))).toBe("201");
  });
});

describe("another's profile", () => {
  const at = (userId: string) => `/identity/users/${userId}/profile`;
  const profil = {
    nama: "Bayu Prasetyo",
    telepon: "0812-3456-7890",
    alamat: "Jalan Pandanaran 12, Semarang",
    ringkasan_surel: "harian",
    bahasa: "en",
  };

  it("is read and written by whoever may change that account: within their reach, and nobody above them", async () => {
    expect((await ask(op, "PUT", at(idOf("D2")), profil)).status).toBe(200);
    expect((await ask(adm, "GET", at(idOf("D2")))).body).toMatchObject({ telepon: "+6281234567890", bahasa: "en" });
    expect(await logOf(idOf("D2"), "profil_diubah")).toEqual([op.userId]);
    const refused: [string, Actor, string, string][] = [
      ["a lecturer", await institution.actor("D1"), idOf("D2"), "403 TIDAK_BERWENANG"],
      ["an auditor of the list", await institution.actor("R1"), idOf("D2"), "403 TIDAK_BERWENANG"],
      ["an operator, of their dean", op, idOf("A2"), "403 DI_LUAR_KEWENANGAN"],
      ["an operator, of another faculty", op, idOf("D3"), "404 TIDAK_DITEMUKAN"],
      ["an operator, of the rector", op, idOf("R1"), "404 TIDAK_DITEMUKAN"],
      ["another institution's administrator", stranger, idOf("D2"), "404 TIDAK_DITEMUKAN"],
    ];
    for (const [who, actor, id, code] of refused) {
      expect([who, codeOf(await ask(actor, "GET", at(id)))]).toEqual([who, code]);
      expect([who, codeOf(await ask(actor, "PUT", at(id), profil))]).toEqual([who, code]);
    }
  });

  it("is found by its telephone number, the whole of it, by whoever may see it there", async () => {
    const number = `0857${String(Date.now()).slice(-8)}`;
    for (const key of ["D1", "A2", "D3"])
      await ask(adm, "PUT", at(idOf(key)), { ...profil, nama: key, telepon: number });
    const found = async (telepon: string, as: Actor, more = "") => {
      const path = `/identity/users?filter[telepon]=${encodeURIComponent(telepon)}${more}`;
      const { status, body } = await ask<{ data?: { nama: string }[]; jumlah?: object }>(as, "GET", path);
      return [status, ...(body.data ?? []).map(({ nama }) => nama)];
    };
    expect(await found(number.replace(/^0/, "+62 "), adm)).toEqual([200, "A2", "D1", "D3"]);
    expect(await found(number, adm, `&filter[unit]=${institution.units["EK"]}&hitung=true`)).toEqual([200, "D3"]);
    expect(await found(number, adm, "&filter[cari]=zzz")).toEqual([200]);
    expect(await found(number.slice(0, -1), adm)).toEqual([200]);
    // Neither the dean nor another faculty's lecturer, whose profiles they do not see; and the rector sees no profiles.
    expect(await found(number, op)).toEqual([200, "D1"]);
    expect(await found(number, await institution.actor("R1"))).toEqual([403]);
    expect(await found(number, stranger)).toEqual([200]);
    expect(await found("kantor", adm)).toEqual([422]);
  });

  it("is found no longer once a role says less, though it was found a moment ago", async () => {
    const number = `0858${String(Date.now()).slice(-8)}`;
    await ask(adm, "PUT", at(idOf("D1")), { ...profil, telepon: number });
    const izin = { "identity.users.read": "all", "identity.users.manage": "unit" };
    await ask(adm, "POST", "/identity/roles", { kode: "pencari", nama: "Pencari", izin });
    const account = await makeAccount(institution);
    const peran = ["dosen", "pencari"].map((kode) => ({ peran: kode, unit_id: institution.units["UNIV"] }));
    expect((await ask(adm, "PUT", `/identity/users/${account.userId}/roles`, { peran })).status).toBe(200);
    const seeker = await enter(institution, account);
    const find = async () => {
      const path = `/identity/users?filter[telepon]=${encodeURIComponent(number)}`;
      const { status, body } = await ask<{ data?: object[] }>(seeker, "GET", path);
      return [status, body.data?.length];
    };
    for (let times = 0; times < 2; times++) expect(await find()).toEqual([200, 1]);
    const less = { nama: "Pencari", izin: { "identity.users.read": "all" } };
    expect((await ask(adm, "PUT", "/identity/roles/pencari", less)).status).toBe(200);
    await expect.poll(find, { timeout: 10_000 }).toEqual([403, undefined]);
  });
});
