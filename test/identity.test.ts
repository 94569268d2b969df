import { get } from "node:http";
import { Redis } from "ioredis";
import { describe, expect, inject, it } from "vitest";
import { ask, pause, until } from "./setup/http.ts";
import { asOwner, makeInstitution, ownerRows, testPassword } from "./setup/institution.ts";

describe("logging in", () => {
  it("works by user name and by e-mail, whatever their case, and leads to the same person", async () => {
    const { slug, people } = await makeInstitution();
    const login = (identifier: string) =>
      ask<{ person: { user_id: string } }>(null, "POST", "/identity/login", {
        identifier,
        password: testPassword,
        institution: slug,
      });
    for (const identifier of ["d1", " D1 ", "Ratna@UJI.example"]) {
      const reply = await login(identifier);
      expect([reply.status, reply.body.person.user_id], identifier).toEqual([200, people["D1"]?.user_id]);
    }
  });

  it("says the same of an unknown name, a wrong password, another institution and a person who may no longer", async () => {
    const [institution, other] = await Promise.all([makeInstitution(), makeInstitution()]);
    await asOwner(async (client) =>
      client.query("update users set aktif = false where id = $1", [institution.people["B1"]?.user_id]),
    );
    const answers = await Promise.all(
      [
        { identifier: "nobody", password: testPassword, institution: institution.slug },
        { identifier: "d1", password: "salah", institution: institution.slug },
        { identifier: "ratna@uji.example", password: testPassword, institution: "tidak-ada" },
        { identifier: "b1", password: testPassword, institution: institution.slug },
      ].map((body) => ask(null, "POST", "/identity/login", body)),
    );
    for (const { status, body } of answers)
      expect([status, body["code"], body["detail"]]).toEqual([
        401,
        "IDENTITAS_ATAU_SANDI_SALAH",
        "Nama pengguna atau kata sandi salah.",
      ]);
    expect(other.id).not.toBe(institution.id);
  });

  it("is refused after ten tries a minute for one account from one address, and not for another account", async () => {
    const { slug } = await makeInstitution();
    const address = { "cf-connecting-ip": "203.0.113.77" };
    const attempt = (identifier: string, password: string) =>
      ask(null, "POST", "/identity/login", { identifier, password, institution: slug }, address);
    for (let tries = 0; tries < 10; tries++) expect((await attempt("d1", "salah")).status).toBe(401);
    const refused = await attempt("d1", testPassword);
    expect([refused.status, refused.body["code"]]).toEqual([429, "TERLALU_SERING"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await attempt("d2", testPassword)).status).toBe(200);
  });
});

describe("a session", () => {
  it("ends at once on logout", async () => {
    const d1 = await (await makeInstitution()).actor("D1");
    expect((await ask(d1, "GET", "/identity/me")).status).toBe(200);
    expect((await ask(d1, "POST", "/identity/logout")).status).toBe(204);
    expect((await ask(d1, "GET", "/identity/me")).body).toMatchObject({ status: 401, code: "SESSION_EXPIRED" });
  });

  it("is nobody's without our signature", async () => {
    const d1 = await (await makeInstitution()).actor("D1");
    const [payload = "", signature = ""] = d1.token.split(".");
    const forged = btoa(
      JSON.stringify({ i: crypto.randomUUID(), u: d1.userId, s: crypto.randomUUID(), x: 9_999_999_999 }),
    ).replaceAll("=", "");
    for (const token of [`${forged}.${signature}`, `${payload}.x`, payload, "x", `${d1.token}.x`]) {
      expect((await ask({ ...d1, token }, "GET", "/identity/me")).body, token).toMatchObject({
        status: 401,
        code: "BELUM_MASUK",
      });
    }
  });

  it("is refused on the host of another institution", async () => {
    const { port } = new URL(inject("stack").urls.edge);
    const host = `kampus-${crypto.randomUUID()}.localhost:${port}`;
    const [mine] = await Promise.all([makeInstitution(), makeInstitution({ host })]);
    const d1 = await mine.actor("D1");
    const reply = await getWithHost(port, "/api/v1/identity/me", { host, authorization: `Bearer ${d1.token}` });
    expect([reply.status, (JSON.parse(reply.body) as { code: string }).code]).toEqual([403, "INSTITUSI_LAIN"]);
  });
});

describe("changing one's password", () => {
  it("needs the old one, takes effect, and ends the other sessions only", async () => {
    const institution = await makeInstitution();
    const d1 = await institution.actor("D1");
    const second = await ask<{ token: string }>(null, "POST", "/identity/login", {
      identifier: "d1",
      password: testPassword,
      institution: institution.slug,
    });
    const other = { ...d1, token: second.body.token };
    const change = (lama: string, baru: string) => ask(d1, "PUT", "/identity/password", { lama, baru });
    expect((await change("salah", "kata sandi baru 2026")).body).toMatchObject({ code: "SANDI_LAMA_SALAH" });
    expect((await change(testPassword, "pendek")).status).toBe(422);
    // The second session's record follows its answer; wait for it, so that it is there to be ended.
    const redis = new Redis(inject("stack").redisUrl);
    await until(
      () => redis.keys(`session:${institution.id}:*`),
      ({ length }) => length === 2,
    );
    redis.disconnect();
    expect((await change(testPassword, "kata sandi baru 2026")).status).toBe(204);
    expect((await ask(d1, "GET", "/identity/me")).status).toBe(200);
    await pause(1_000);
    expect((await ask(other, "GET", "/identity/me")).status).toBe(401);
    const login = (password: string) =>
      ask(null, "POST", "/identity/login", { identifier: "d1", password, institution: institution.slug });
    expect((await login(testPassword)).status).toBe(401);
    expect((await login("kata sandi baru 2026")).status).toBe(200);
    const told = await ownerRows(
      "select aksi, oleh = user_id as sendiri from aktivitas where user_id = $1 and aksi = 'sandi_diganti'",
      [d1.userId],
    );
    expect(told).toEqual([{ aksi: "sandi_diganti", sendiri: true }]);
  });

  it("is told by no log where the institution keeps none", async () => {
    const institution = await makeInstitution();
    await ownerRows("update institutions set pengaturan = pengaturan || '{\"catat_aktivitas\": false}' where id = $1", [
      institution.id,
    ]);
    const d1 = await institution.actor("D1");
    const baru = "kata sandi baru 2026";
    expect((await ask(d1, "PUT", "/identity/password", { lama: testPassword, baru })).status).toBe(204);
    expect(await ownerRows("select aksi from aktivitas where user_id = $1", [d1.userId])).toEqual([]);
  });
});

/** A request under another host's name, which `fetch` does not allow. */
function getWithHost(
  port: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, headers }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    }).on("error", reject);
  });
}
