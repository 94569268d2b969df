import { beforeAll, describe, expect, inject, it } from "vitest";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { deactivate, userModuleOf } from "../setup/modules.ts";
import { act, approveFully, cancelIssued, draft, issueBoth, tripTo } from "../setup/orders.ts";

let institution: TestInstitution;
let d1: Actor;
let trip: string;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
  trip = await draft(d1, tripTo(institution, d1, "2026-04-20", "2026-04-21"));
});

/** Makes a link and answers its path: tests speak to an edge, whatever name it has. */
async function link(actor: Actor): Promise<string> {
  const { status, body } = await ask<{ url: string }>(actor, "POST", "/sppd/kalender");
  expect(status).toBe(201);
  return new URL(body.url).pathname;
}

async function read(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${inject("stack").urls.edge}${path}`, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe("a private link to one's calendar", () => {
  it("shows one's own trips once they are submitted, as what has become of them since", async () => {
    const path = await link(d1);
    const empty = await read(path);
    expect([empty.status, empty.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
    expect(empty.text).not.toContain("VEVENT");
    await draft(
      await institution.actor("D2"),
      tripTo(institution, await institution.actor("D2"), "2026-04-22", "2026-04-22"),
    );

    await act(d1, trip, "ajukan");
    const asked = (await read(path)).text;
    expect(asked.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(asked).toContain(`UID:${trip}@serambi\r\n`);
    expect(asked).toContain("DTSTART;VALUE=DATE:20260420\r\nDTEND;VALUE=DATE:20260422\r\n");
    expect(asked).toContain("STATUS:TENTATIVE\r\n");

    await act(d1, trip, "tarik");
    await approveFully(institution, d1, trip);
    await issueBoth(institution, trip);
    const issued = (await read(path)).text;
    expect(issued).toContain(`UID:${trip}@serambi\r\n`);
    expect(issued).toContain("STATUS:CONFIRMED\r\n");
    expect(issued).toContain("DESCRIPTION:Surat Tugas ");

    await cancelIssued(institution, trip);
    const cancelled = (await read(path)).text;
    expect(cancelled).toContain(`UID:${trip}@serambi\r\n`);
    expect(cancelled).toContain("STATUS:CANCELLED\r\n");
  });

  it("is 304 to whoever has it already, and asked too often it says how long to wait", async () => {
    const path = await link(d1);
    const etag = (await read(path)).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{24}"$/);
    const again = await read(path, { "if-none-match": etag });
    expect([again.status, again.text]).toEqual([304, ""]);
    const many = await Promise.all(Array.from({ length: 40 }, () => read(path)));
    const refused = many.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("is kept as a hash, ends with the next one, with being taken back, and with its owner's account", async () => {
    const d3 = await institution.actor("D3");
    expect((await ask(d3, "GET", "/sppd/kalender")).body).toEqual({ dibuat: null });
    expect(codeOf(await ask(d3, "DELETE", "/sppd/kalender"))).toBe("404 TIDAK_DITEMUKAN");
    const first = await link(d3);
    const [kept] = await ownerRows("select k::text as row from tautan_kalender k where user_id = $1", [d3.userId]);
    expect(JSON.stringify(kept)).not.toContain(first.slice(-40, -4));
    expect((await ask(d3, "GET", "/sppd/kalender")).body["dibuat"]).toEqual(expect.any(String));
    const second = await link(d3);
    expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200]);
    expect((await ask(d3, "DELETE", "/sppd/kalender")).status).toBe(204);
    expect((await read(second)).status).toBe(404);
    const third = await link(d3);
    await ownerRows("update users set aktif = false where id = $1", [d3.userId]);
    expect((await read(third)).status).toBe(404);
  });

  it("shows nothing while the institution has no travel orders, and the same days in every time zone", async () => {
    const other = await makeInstitution({ today: "2026-04-06" });
    const [actor, admin] = [await other.actor("D1"), await other.actor("ADM")];
    await act(actor, await draft(actor, tripTo(other, actor, "2026-12-31", "2026-12-31")), "ajukan");
    const path = await link(actor);
    for (const zone of ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]) {
      await ownerRows("update institutions set zona_waktu = $2 where id = $1", [other.id, zone]);
      expect((await read(path)).text).toContain("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n");
    }
    const sppd = await userModuleOf(admin, "sppd");
    expect((await deactivate(admin, sppd?.id ?? "")).status).toBe(204);
    expect((await read(path)).status).toBe(404);
    await ownerRows("update institution_modules set is_active = true where institution_id = $1", [other.id]);
    expect((await read(path)).status).toBe(200);
  });

  it("opens nothing with another secret, another's ids, another institution's, or what is no token at all", async () => {
    const path = await link(d1);
    const [d2, other] = [await link(await institution.actor("D2")), await makeInstitution({ today: "2026-04-06" })];
    const theirs = await link(await other.actor("D1"));
    const token = path.slice("/p/kalender/".length, -".ics".length);
    const [mine, secret] = [token.slice(0, 43), token.slice(44)];
    const idsOf = (of: string) => of.slice("/p/kalender/".length).slice(0, 43);
    const tried = [
      `${mine}_${"A".repeat(43)}`,
      `${idsOf(d2)}_${secret}`,
      `${idsOf(theirs)}_${secret}`,
      token.slice(0, -1),
      `${token}A`,
      `${token}%00`,
      "..%2f..%2fetc%2fpasswd",
      "' or true --",
      "_",
    ];
    for (const wrong of tried) {
      const { status, text } = await read(`/p/kalender/${wrong}.ics`);
      expect([wrong, status]).toEqual([wrong, 404]);
      expect(text).not.toContain("VCALENDAR");
    }
    expect((await read(path.replace(/\.ics$/, ""))).status).toBe(404);
  });
});
