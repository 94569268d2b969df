import { beforeAll, describe, expect, inject, it } from "vitest";
import { send, type Got } from "../hostile/http.ts";
import { makeInstitution, testPassword, type TestInstitution } from "../setup/institution.ts";
import { sessionRows, tokenOf } from "../setup/logins.ts";

let institution: TestInstitution;
/** The page of the very host that answers. */
let own: string;
beforeAll(async () => {
  institution = await makeInstitution();
  own = inject("stack").urls.edge;
});

const login = (identifier: string, headers: Record<string, string> = {}) =>
  send({
    method: "POST",
    path: "/api/v1/identity/login",
    headers: { "content-type": "application/json", "cf-connecting-ip": crypto.randomUUID(), ...headers },
    body: JSON.stringify({ identifier, password: testPassword, institution: institution.slug, cookie: true }),
  });
const cookieOf = ({ headers }: Got): string => headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
const me = (headers: Record<string, string>) => send({ method: "GET", path: "/api/v1/identity/me", headers });
const logOut = (headers: Record<string, string>) => send({ method: "POST", path: "/api/v1/identity/logout", headers });
const told = ({ status, code }: Got) => `${status} ${code}`;

describe("a session in a cookie", () => {
  it("is given to the browser alone: no script and no other host ever sees it", async () => {
    const answer = await login("d1");
    expect([answer.status, Object.keys(answer.json ?? {}).sort()]).toEqual([200, ["expires", "person"]]);
    expect(answer.headers["set-cookie"]).toEqual([
      expect.stringMatching(/^__Host-serambi=[\w.-]+; Path=\/; Secure; HttpOnly; SameSite=Strict$/),
    ]);
    expect(answer.headers["cache-control"]).toContain("no-store");
    const seen = await me({ cookie: `bahasa=id; ${cookieOf(answer)}; lain=1` });
    expect([seen.status, seen.json?.["nama"]]).toEqual([200, "Ratna Wulandari"]);
  });

  it("is one like any other; the bearer counts where there are both", async () => {
    const cookie = cookieOf(await login("d1"));
    const bearer = { authorization: `Bearer ${await tokenOf(institution, "d2")}` };
    expect((await me({ cookie, ...bearer })).json?.["nama"]).toBe("Bayu Prasetyo");
    expect(told(await me({ cookie, authorization: "Bearer tidak.sah" }))).toBe("401 BELUM_MASUK");
  });

  it("changes nothing but for a page of the very host: every browser says of which", async () => {
    const cookie = cookieOf(await login("d3"));
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const strangers: Record<string, string>[] = [
      // Another site's form, with what browsers say of it; the same of one that says nothing.
      { ...form, origin: "https://jahat.example", "sec-fetch-site": "cross-site" },
      { ...form, origin: "null", "sec-fetch-site": "cross-site" },
      form,
      // fetch(…, { mode: "no-cors" }), an image, a worker without a referrer.
      { "content-type": "text/plain", "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      {},
      // Of an origin that programs with a token may come from: a cookie is another thing.
      { origin: "https://mitra.example" },
      { origin: own.replace(/:\d+$/, ":1") },
    ];
    for (const headers of strangers) {
      expect([headers, told(await logOut({ cookie, ...headers }))]).toEqual([headers, "403 ASAL_DITOLAK"]);
      const change = await send({
        method: "PUT",
        path: "/api/v1/identity/password",
        headers: { cookie, ...headers },
        body: "lama=x&baru=y",
      });
      expect(told(change)).toBe("403 ASAL_DITOLAK");
    }
    expect(
      (await me({ cookie, "sec-fetch-site": "cross-site" })).headers["access-control-allow-origin"],
    ).toBeUndefined();
    expect((await me({ cookie })).status).toBe(200);
    // The very host, by either header.
    const name = { lama: "bukan ini", baru: "sandi-baru-2026" };
    for (const headers of [{ origin: own }, { "sec-fetch-site": "same-origin" }]) {
      const change = await send({
        method: "PUT",
        path: "/api/v1/identity/password",
        headers: { cookie, "content-type": "application/json", ...headers },
        body: JSON.stringify(name),
      });
      expect(told(change)).toBe("403 SANDI_LAMA_SALAH");
    }
  });

  it("is taken from the browser by logging out, and is nobody's then", async () => {
    const cookie = cookieOf(await login("a1"));
    const left = await logOut({ cookie, origin: own });
    expect([left.status, left.headers["set-cookie"]]).toEqual([
      204,
      ["__Host-serambi=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict"],
    ]);
    expect(told(await me({ cookie }))).toBe("401 SESSION_EXPIRED");
    // Whoever has none is given none.
    const bearer = { authorization: `Bearer ${await tokenOf(institution, "a1")}` };
    expect((await logOut(bearer)).headers["set-cookie"]).toBeUndefined();
  });

  it("is never one that somebody brought along: each login begins its own", async () => {
    const planted = cookieOf(await login("w1"));
    const given = cookieOf(await login("d1", { cookie: planted, origin: own }));
    expect(given).not.toBe(planted);
    expect((await me({ cookie: planted })).json?.["nama"]).toBe("Wahyu Nugroho");
    expect((await me({ cookie: given })).json?.["nama"]).toBe("Ratna Wulandari");
    for (const cookie of ["__Host-serambi=x", "__Host-serambi=", "serambi=x", `X${given}`, given.toLowerCase()]) {
      expect([cookie, told(await me({ cookie }))]).toEqual([cookie, "401 BELUM_MASUK"]);
    }
    const again = await login("d1", { cookie: "__Host-serambi=pilihan.penyerang", origin: own });
    expect(cookieOf(again)).not.toContain("penyerang");
    expect(
      new Set((await sessionRows(institution.people["D1"]?.user_id ?? "")).map(({ id }) => id)).size,
    ).toBeGreaterThan(1);
  });
});
