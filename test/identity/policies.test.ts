import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { KebijakanPerangkat } from "../../db/modules/identity/rules/kebijakan.ts";
import { sessionIdleSeconds } from "../../db/modules/identity/session.ts";
import { loginsAtOnce, refusalOf, settled, standing, userOf } from "../setup/devices.ts";
import { withFault } from "../setup/faults.ts";
import { ask, within } from "../setup/http.ts";
import { makeInstitution, type TestInstitution } from "../setup/institution.ts";
import { claimsOf, keyOf, saidTo, tokenOf, tryLogin } from "../setup/logins.ts";

let redis: Redis;
beforeAll(async () => {
  redis = new Redis(inject("stack").redisUrl);
  // Redis remembers for long: what it does not know has ended.
  await redis.set("sessions:since", Math.floor(Date.now() / 1000) - 2 * sessionIdleSeconds);
});
afterAll(() => redis.disconnect());

const make = (perangkat: KebijakanPerangkat): Promise<TestInstitution> => makeInstitution({ perangkat });

describe("where nobody is let in twice", () => {
  it("a second login is refused while the first one is alive, and let in once it has left", async () => {
    const institution = await make("tolak");
    const first = await institution.actor("D1");
    const refused = await tryLogin(institution, "d1");
    expect([refused.status, refused.body.code]).toEqual([403, "PERANGKAT_LAIN_AKTIF"]);
    // A wrong password is told nothing of it.
    expect((await tryLogin(institution, "d1", { password: "salah" })).body.code).toBe("IDENTITAS_ATAU_SANDI_SALAH");
    expect(await saidTo(first.token)).toBe("200");
    await ask(first, "POST", "/identity/logout");
    expect((await tryLogin(institution, "d1")).status).toBe(200);
  });

  it("whoever was idle for two hours is in nobody's way", async () => {
    const institution = await make("tolak");
    const first = await tokenOf(institution, "d2");
    await settled(userOf(institution, "D2"), 1);
    await redis.del(keyOf(first));
    const second = await tokenOf(institution, "d2");
    await settled(userOf(institution, "D2"), 2);
    expect(await standing([first, second])).toMatchObject({ standing: [claimsOf(second).s] });
  });

  it("one of ten that come at once is let in", async () => {
    const institution = await make("tolak");
    const logins = await loginsAtOnce(institution, "d3");
    expect(logins.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 403),
    ]);
  });

  it("the database decides while Redis is away", async () => {
    const institution = await make("tolak");
    const first = await institution.actor("A1");
    await settled(first.userId, 1);
    await withFault({ service: "upstash", kind: "error", match: institution.id }, async () => {
      expect((await tryLogin(institution, "a1")).body.code).toBe("PERANGKAT_LAIN_AKTIF");
      expect(await saidTo(first.token)).toBe("200");
      expect((await ask(first, "POST", "/identity/logout")).status).toBe(204);
      const logins = await loginsAtOnce(institution, "a1");
      expect(logins.filter(({ status }) => status === 200)).toHaveLength(1);
    });
  });
});

describe("a policy that is changed", () => {
  it("is seen by open sessions at once, whatever their role and at whichever edge: a second factor is demanded, and no more", async () => {
    const institution = await make("bebas");
    const [adm, d1] = [await institution.actor("ADM"), await institution.actor("D1")];
    const { edge, edge2 } = inject("stack").urls;
    const demand = (wajib_otp: string[]) =>
      ask(adm, "PUT", "/identity/policy", { perangkat: "bebas", catat_aktivitas: true, wajib_otp });
    const orders = async () =>
      await Promise.all(
        [edge, edge2].map(async (base) => {
          const response = await fetch(`${base}/api/v1/sppd`, { headers: { authorization: `Bearer ${d1.token}` } });
          return `${response.status} ${((await response.json()) as { code?: string }).code ?? ""}`.trim();
        }),
      );
    const all = (answer: string) => (answers: readonly string[]) => answers.every((one) => one === answer);
    expect(await orders()).toEqual(["200", "200"]);
    expect((await demand(["dosen"])).status).toBe(200);
    expect(await within(5_000, orders, all("403 WAJIB_OTP"))).toEqual(["403 WAJIB_OTP", "403 WAJIB_OTP"]);
    expect((await demand([])).status).toBe(200);
    expect(await within(5_000, orders, all("200"))).toEqual(["200", "200"]);
  });

  it("counts from the next login on: what stood side by side is then taken over, all of it", async () => {
    const institution = await make("bebas");
    const both = [await tokenOf(institution, "d1"), await tokenOf(institution, "d1")];
    const policy = { perangkat: "ambil_alih", catat_aktivitas: true, wajib_otp: ["admin"] };
    const adm = await institution.actor("ADM");
    expect((await ask(adm, "PUT", "/identity/policy", policy)).body).toEqual(policy);
    for (const token of both) expect(await saidTo(token)).toBe("200");
    const third = await tokenOf(institution, "d1");
    for (const token of both) expect(await refusalOf(token)).toBe("401 DEVICE_CONFLICT");
    expect(await saidTo(third)).toBe("200");
  });
});
