import { beforeAll, describe, expect, inject, it } from "vitest";
import { unsubscribeToken } from "../db/modules/surel/unsubscribe-token.ts";
import { ask } from "./setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";
import { workOf } from "./setup/mails.ts";

let institution: TestInstitution;
let d1: Actor;
let token: string;
beforeAll(async () => {
  institution = await makeInstitution();
  d1 = await institution.actor("D1");
  token = await tokenOf(d1.userId);
});

const tokenOf = (userId: string) =>
  unsubscribeToken(workOf(institution.id).config, { institutionId: institution.id, userId });

/** Opens the page as a browser does, without being logged in; or sends its form, or what a mail program sends. */
const open = (t: string, init: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {}) =>
  fetch(`${inject("stack").urls.edge}/berhenti?t=${encodeURIComponent(t)}`, {
    ...init,
    headers: { accept: "text/html", ...init.headers },
  });

const choose = (ringkasan_surel: string) => ask(d1, "PUT", "/notifications/preferences", { ringkasan_surel });
const chosen = async () => (await ask(d1, "GET", "/notifications/preferences")).body["ringkasan_surel"];

describe("the page by which digests end", () => {
  it("asks first: programs that open every link of a mail change nothing", async () => {
    await choose("harian");
    for (const method of ["GET", "HEAD"]) expect((await open(token, { method })).status).toBe(200);
    expect(await chosen()).toBe("harian");
    const response = await open(token, { headers: { "accept-language": "en" } });
    const page = await response.text();
    expect(page).toContain("<h1>No more digests</h1>");
    expect(page).toContain(`<form class="isian" method="post" action="/berhenti?t=${token}">`);
    // Whoever got hold of it learns of nobody, and it is told to nobody else.
    expect(page).not.toMatch(/Ratna|Wulandari|Universitas|@/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-security-policy")).toContain("form-action 'self'");
  });

  it.each([
    ["its button", {}],
    [
      "a mail program's own",
      { body: "List-Unsubscribe=One-Click", headers: { "content-type": "application/x-www-form-urlencoded" } },
    ],
  ])("ends them by %s, without a login, as often as it is pressed", async (_, init) => {
    await choose("mingguan");
    for (const _again of [1, 2]) {
      const response = await open(token, { method: "POST", ...init });
      expect([response.status, await chosen()]).toEqual([200, "tidak"]);
    }
  });

  it("is told by the log, as one's own choice is, once for each change", async () => {
    const [d3, address] = [await institution.actor("D3"), crypto.randomUUID()];
    await ask(d3, "PUT", "/notifications/preferences", { ringkasan_surel: "harian" });
    for (const _again of [1, 2])
      await open(await tokenOf(d3.userId), { method: "POST", headers: { "cf-connecting-ip": address } });
    const log = await ownerRows<{ alamat: string }>(
      "select aksi, oleh, rincian, alamat from aktivitas where user_id = $1 and aksi = 'profil_diubah' order by id",
      [d3.userId],
    );
    const change = { aksi: "profil_diubah", oleh: d3.userId, rincian: { kolom: ["ringkasan_surel"] } };
    expect(log).toEqual([
      { ...change, alamat: expect.any(String) },
      { ...change, alamat: address },
    ]);
  });

  it("knows no other token, whoever made it up, and says the same of all of them", async () => {
    await choose("harian");
    const d2 = await institution.actor("D2");
    const [ids = "", signature = ""] = token.split(".");
    const [idsOfD2 = ""] = (await tokenOf(d2.userId)).split(".");
    const foreign = await unsubscribeToken(
      { LINK_KEY: "another key, of somebody else's" },
      { institutionId: institution.id, userId: d1.userId },
    );
    const wrong = [
      "",
      ids,
      `${ids}.`,
      `${idsOfD2}.${signature}`,
      `${token}.x`,
      `${token}A`,
      foreign,
      await tokenOf(crypto.randomUUID()),
    ];
    const told = async (t: string, method: string) => {
      const response = await open(t, { method });
      return [response.status, (await response.text()).replace(/<code>[^<]+<\/code>/, "")];
    };
    const [nothing] = [await told("x", "POST")];
    expect(nothing?.[0]).toBe(404);
    for (const t of wrong) expect(await told(t, "POST")).toEqual(nothing);
    expect(await chosen()).toBe("harian");
    expect((await open(token, { method: "DELETE" })).status).toBe(405);
  });
});
