import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { codeOf, stepAt } from "../../db/modules/identity/totp.ts";
import { readToken } from "../../db/modules/identity/token.ts";
import { manifests, type Slug } from "../../db/modules/registry.ts";
import type { Counted } from "../../workers/http/limits.ts";
import type { Route } from "../../workers/http/route.ts";
import { loginCounts } from "../../workers/modules/identity/login-quotas.ts";
import { invitingQuota } from "../../workers/modules/identity/user-credentials.ts";
import { modules } from "../../workers/modules/index.ts";
import { enter, makeAccount } from "../setup/accounts.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, testPassword } from "../setup/institution.ts";
import { arrangements } from "./arrangements.ts";
import { readContract, type Contract } from "./document.ts";
import { Ground } from "./ground.ts";
import { send, type Sent } from "./http.ts";
import { exampleParts, toRequest } from "./requests.ts";

const slugs = Object.keys(manifests) as Slug[];
const limited = (await Promise.all(slugs.map((slug) => modules[slug]())))
  .flatMap(({ routes }) => routes)
  .filter(({ limit }) => limit !== undefined);

let contract: Contract;
let ground: Ground;
let redis: Redis;
beforeAll(async () => {
  redis = new Redis(inject("stack").redisUrl);
  [contract, ground] = await Promise.all([
    readContract(),
    makeInstitution({ today: "2026-04-06" }).then((institution) => new Ground(institution)),
  ]);
});
afterAll(() => redis.disconnect());

/** The example of a route, as it works, with whose token. */
async function exampleOf({ operationId: id }: Route): Promise<{ sent: Sent; token: string | null }> {
  const operation = contract.operations.find((one) => one.id === id);
  const arranged = await arrangements[id]?.(ground);
  if (!operation || !arranged) throw new Error(`${id} is not in the document, or has no arrangement`);
  const token = await ground.tokenOf(arranged);
  return { sent: toRequest(operation, token, exampleParts(operation, arranged, true)), token };
}

/** What a request is counted against, as its route declares it. */
async function countedOf(route: Route, sent: Sent, token: string | null): Promise<readonly Counted[]> {
  if (route.access === "public") {
    const request = new Request(`${inject("stack").urls.edge}${sent.path}`, { headers: { ...sent.headers } });
    return route.limit?.(request, JSON.parse(String(sent.body))) ?? [];
  }
  const claims = await readToken(readConfig(inject("stack").env).SESSION_KEY, token ?? "");
  if (!claims || !route.limit) throw new Error(`nobody asks for ${route.operationId}`);
  return [{ quota: route.limit, whose: `${claims.institutionId}:${claims.userId}` }];
}

/** Sends a request when one try is left of what it is counted against, and once more. */
async function drive(operationId: string, { quota: { name, limit, seconds }, whose }: Counted, sent: Sent) {
  const key = `limit:${name}:${whose}`;
  // Longer than its window, so that no machine is too slow for it.
  await redis.set(key, limit - 1, "EX", 900);
  const last = await send(sent);
  const refused = await send(sent);
  await redis.del(key);
  const what = [operationId, name];
  expect([...what, Math.floor(last.status / 100)], last.text).toEqual([...what, 2]);
  expect([...what, refused.status, refused.code]).toEqual([...what, 429, "TERLALU_SERING"]);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect(String(refused.headers["ratelimit-policy"])).toContain(`"${name}";q=${limit};w=${seconds}`);
  expect(String(refused.headers["ratelimit"])).toContain(`"${name}";r=0;t=`);
}

/** A JSON request of somebody, or of nobody, from an address of its own. */
function post(path: string, body: object, token?: string): Sent {
  const headers = { "content-type": "application/json", "cf-connecting-ip": crypto.randomUUID() };
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    method: "POST",
    path: `/api/v1${path}`,
    headers: { ...headers, ...authorization },
    body: JSON.stringify(body),
  };
}

describe("a quota that a route declares", () => {
  it("lets the last one through and refuses the next, with when to come back: every quota of every route", async () => {
    const tried = new Set<string>();
    // One after the other: some share a quota, and each sets it for itself.
    for (const route of limited) {
      for (let nth = 0, quotas = 1; nth < quotas; nth++) {
        const { sent, token } = await exampleOf(route);
        const counted = await countedOf(route, sent, token);
        quotas = counted.length;
        const one = counted[nth];
        if (!one) throw new Error(`${route.operationId} counts nothing`);
        await drive(route.operationId, one, sent);
        tried.add(one.quota.name);
      }
    }
    expect([...tried].sort()).toEqual([
      "daftar-institusi",
      "ekspor",
      "faktor-kedua",
      "ganti-sandi",
      "ganti-surel",
      "impor",
      "kalender-baru",
      "kunci-baru",
      "lepas-faktor",
      "lupa-sandi",
      "lupa-sandi-alamat",
      "masuk",
      "masuk-alamat",
      "modul",
      "operator",
      "siaran",
      "tampilan",
      "tautan",
      "tautan-alamat",
      "undang",
      "unggah",
      "vitals",
    ]);
  });
});

describe("a quota that is counted once it is known of whom", () => {
  it("lets the last one through and refuses the next: of tries at a second factor, wherever it is asked for", async () => {
    const { institution } = ground;
    const owner = await makeAccount(institution);
    const actor = await enter(institution, owner);
    const begun = await ask<{ rahasia: string }>(actor, "POST", "/identity/otp", { password: testPassword });
    const kode = await codeOf(begun.body.rahasia, stepAt(Date.now()));
    const { body } = await ask<{ kode_pemulihan: string[] }>(actor, "POST", "/identity/otp/confirm", { kode });
    const [forLogin, forLink] = body.kode_pemulihan;
    const proof = { identifier: owner.username, password: testPassword, institution: institution.slug };
    const factor = { name: "masuk-otp", limit: 20, seconds: 600 };
    const tries = { quota: factor, whose: `${institution.id}:${owner.userId}` };
    await drive("logIn", tries, post("/identity/login", { ...proof, otp: forLogin }));
    const elsewhere = await makeInstitution();
    const { token } = await elsewhere.actor("D1");
    await drive("linkMembership", tries, post("/identity/memberships", { ...proof, otp: forLink }, token));
  });

  it("and of proofs that an account elsewhere is one's own, by its name and by their address, as of logins", async () => {
    const { institution } = ground;
    const elsewhere = await makeInstitution();
    for (const nth of [0, 1]) {
      const { username: identifier } = await makeAccount(institution);
      const { token } = await enter(elsewhere, await makeAccount(elsewhere));
      const proof = { identifier, password: testPassword, institution: institution.slug };
      const sent = post("/identity/memberships", proof, token);
      const request = new Request(`${inject("stack").urls.edge}${sent.path}`, { headers: { ...sent.headers } });
      const counted = loginCounts(request, proof)[nth];
      if (!counted) throw new Error("nothing is counted");
      await drive("linkMembership", counted, sent);
    }
  });

  it("and of invitations, also of those who are new", async () => {
    const { institution } = ground;
    const adm = await institution.actor("ADM");
    const invited = { ...ground.account(), undang: true };
    const whose = `${institution.id}:${adm.userId}`;
    await drive("createUser", { quota: invitingQuota, whose }, post("/identity/users", invited, adm.token));
  });
});
