import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../../db/core/env.ts";
import { readToken } from "../../db/modules/identity/token.ts";
import { manifests, type Slug } from "../../db/modules/registry.ts";
import type { Counted } from "../../workers/http/limits.ts";
import type { Route } from "../../workers/http/route.ts";
import { modules } from "../../workers/modules/index.ts";
import { makeInstitution } from "../setup/institution.ts";
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

describe("a quota that a route declares", () => {
  it("lets the last one through and refuses the next, with when to come back: every quota of every route", async () => {
    const tried = new Set<string>();
    // One after the other: some share a quota, and each sets it for itself.
    for (const route of limited) {
      for (let nth = 0, quotas = 1; nth < quotas; nth++) {
        const { sent, token } = await exampleOf(route);
        const counted = await countedOf(route, sent, token);
        quotas = counted.length;
        const { quota, whose } = counted[nth] ?? {};
        if (!quota) throw new Error(`${route.operationId} counts nothing`);
        const { name, limit, seconds } = quota;
        const key = `limit:${name}:${whose}`;
        // Longer than its window, so that no machine is too slow for it.
        await redis.set(key, limit - 1, "EX", 900);
        const last = await send(sent);
        const refused = await send(sent);
        await redis.del(key);
        const what = [route.operationId, name];
        expect([...what, Math.floor(last.status / 100)], last.text).toEqual([...what, 2]);
        expect([...what, refused.status, refused.code]).toEqual([...what, 429, "TERLALU_SERING"]);
        expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
        expect(String(refused.headers["ratelimit-policy"])).toContain(`"${name}";q=${limit};w=${seconds}`);
        expect(String(refused.headers["ratelimit"])).toContain(`"${name}";r=0;t=`);
        tried.add(name);
      }
    }
    expect([...tried].sort()).toEqual([
      "ekspor",
      "faktor-kedua",
      "ganti-sandi",
      "ganti-surel",
      "impor",
      "kunci-baru",
      "lepas-faktor",
      "lupa-sandi",
      "lupa-sandi-alamat",
      "masuk",
      "masuk-alamat",
      "modul",
      "siaran",
      "tautan",
      "tautan-alamat",
      "undang",
      "unggah",
    ]);
  });
});
