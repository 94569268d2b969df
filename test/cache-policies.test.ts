import { beforeAll, describe, expect, it } from "vitest";
import { personSeconds } from "../db/modules/identity/session.ts";
import { manifests, type Slug } from "../db/modules/registry.ts";
import { modules } from "../workers/modules/index.ts";
import { arrangements } from "./hostile/arrangements.ts";
import { Ground } from "./hostile/ground.ts";
import { readContract, type Contract } from "./hostile/document.ts";
import { send, type Got } from "./hostile/http.ts";
import { exampleParts, toRequest } from "./hostile/requests.ts";
import { until } from "./setup/http.ts";
import { makeInstitution } from "./setup/institution.ts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** What is cached, for how many seconds and for whom, and what drops it; all other reads are nobody's to keep. */
const declared = {
  listWilayah: [day, "institution", ["wilayah"]],
  listTarif: [day, "institution", ["tarif"]],
  listGolongan: [day, "institution", ["golongan"]],
  listHolidays: [day, "institution", ["libur"]],
  listUnits: [day, "institution", ["unit"]],
  listOffices: [day, "institution", ["pejabat"]],
  listUsers: [minute, "scope", ["users"]],
  getUser: [minute, "scope", ["orang:7"]],
  listRoles: [6 * hour, "institution", ["lembaga"]],
  listBusinessTypes: [hour, "institution", ["lembaga"]],
  getBusinessType: [hour, "institution", ["lembaga"]],
  listModules: [hour, "institution", ["lembaga"]],
  listRecommendations: [hour, "institution", ["lembaga"]],
  listRecommendationsOf: [hour, "institution", ["lembaga"]],
  listUserModules: [hour / 2, "institution", ["lembaga"]],
  listWidgets: [hour / 2, "person", ["lembaga", "orang:u"]],
  listActiveModules: [hour / 2, "institution", ["lembaga"]],
  listNotifications: [15 * minute, "person", ["notif", "notif:u", "orang:u"]],
  countUnread: [15 * minute, "person", ["notif", "notif:u", "orang:u"]],
  listPegawai: [hour, "scope", ["pegawai"]],
  getPegawai: [hour, "scope", ["pegawai"]],
  listBudgets: [15 * minute, "institution", ["anggaran"]],
  listArchive: [15 * minute, "scope", ["arsip"]],
  summariseOrders: [15 * minute, "scope", ["sppd"]],
  summariseWaiting: [5 * minute, "person", ["sppd", "libur", "orang:u", "lembaga"]],
  listOrders: [5 * minute, "scope", ["sppd"]],
  getOrder: [5 * minute, "scope", ["sppd:7", "pejabat"]],
  getOrderCosts: [5 * minute, "scope", ["sppd:7"]],
};

const slugs = Object.keys(manifests) as Slug[];
const reads = (await Promise.all(slugs.map((slug) => modules[slug]())))
  .flatMap(({ routes }) => routes)
  .filter(({ method }) => method === "get");

/** What anybody may read and keep: the same for all. */
const open = ["listOffers"];

let contract: Contract;
let ground: Ground;
beforeAll(async () => {
  [contract, ground] = await Promise.all([
    readContract(),
    makeInstitution({ today: "2026-04-06" }).then((institution) => new Ground(institution)),
  ]);
});

describe("what a route declares of its cache", () => {
  it("is what was decided: master data a day, permissions six hours, staff an hour, numbers a quarter of an hour, orders and accounts minutes", () => {
    const asked = { params: { id: "7" }, query: {}, userId: "u" };
    const found = reads.flatMap((route) => {
      if (route.access === "public" || !route.cache) return [];
      const { ttl, share, tags } = route.cache;
      return [[route.operationId, [ttl, typeof share === "function" ? share(asked) : share, tags(asked)]]];
    });
    expect(Object.fromEntries(found)).toEqual(declared);
    expect(personSeconds).toBe(6 * hour);
  });

  it("keeps apart what waits for different people, who may see the same rows", () => {
    const list = reads.find(({ operationId }) => operationId === "listOrders");
    const share = list && list.access !== "public" ? list.cache?.share : undefined;
    expect(typeof share === "function" && share({ params: {}, query: { "filter[menunggu]": true } })).toBe("person");
  });

  it.each(reads.map(({ operationId }) => operationId))("is what the headers of %s say", async (id) => {
    const operation = contract.operations.find((one) => one.id === id);
    const arranged = await arrangements[id]?.(ground);
    if (!operation || !arranged) throw new Error(`${id} has no arrangement`);
    const request = toRequest(operation, await ground.tokenOf(arranged), exampleParts(operation, arranged, false));
    const { status, headers, text } = await send(request);
    if (open.includes(id)) {
      expect({ status, ...headers }).toMatchObject({ status: 200, "cache-control": "public, max-age=300" });
    } else if (id in declared) {
      expect({ status, ...headers }).toMatchObject({ status: 200, "cache-control": "private, no-cache" });
      // The tests' stack has an allowed origin, and so every answer depends on who asks from where.
      expect(headers["vary"]).toBe("Authorization, Cookie, Origin");
      // What the arrangement changed is dropped after its answer; until then nothing is taken from the cache.
      expect(headers["x-cache"]).toMatch(/^(HIT|MISS|BYPASS)$/);
      const isHit = (got: Got) => got.headers["x-cache"] === "HIT";
      const again = await until(() => send(request), isHit);
      expect([isHit(again), again.text]).toEqual([true, text]);
    } else {
      // A file of many rows is made by a job.
      expect([200, 202]).toContain(status);
      expect(headers).toMatchObject({ "cache-control": "private, no-store" });
      expect(headers["x-cache"]).toBeUndefined();
    }
  });
});
