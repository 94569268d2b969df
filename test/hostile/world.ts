import { Redis } from "ioredis";
import { inject } from "vitest";
import { grantsOf, isOfPlatform, type PermissionName } from "../../db/modules/registry.ts";
import { makeInstitution } from "../setup/institution.ts";
import { people } from "../setup/people.ts";
import { makeJudge, type Judge } from "./answers.ts";
import { Ground } from "./ground.ts";
import { readContract, type Contract, type Operation } from "./document.ts";
import { send, type Got, type Sent } from "./http.ts";
import { makeNeighbour, type Neighbour } from "./neighbour.ts";
import { exampleParts, type Parts } from "./requests.ts";

/** Everything that a hostile visitor has: the document, an account in one institution, and a neighbour to spy on. */
export interface World {
  readonly contract: Contract;
  readonly ground: Ground;
  readonly neighbour: Neighbour;
  readonly judge: Judge;
  /** The keys of all whose roles carry the operation's permission; nobody's name (null) where it is public. */
  whoMay(operation: Operation): [string | null, ...string[]];
  /** The example of an operation, as somebody may send it, about ids that nobody has. */
  example(operation: Operation): Promise<{ token: string | null; parts: Parts }>;
  /** Sends a request that was put together, and answers what came back with everything that is wrong with it. */
  probe(operation: Operation, sent: Sent): Promise<{ got: Got; faults: string[] }>;
}

/** Makes a world of a test's own. */
export async function makeWorld(): Promise<World> {
  const [contract, institution, neighbour] = await Promise.all([
    readContract(),
    makeInstitution({ today: "2026-04-06" }),
    makeNeighbour(),
  ]);
  const judge = await makeJudge(contract, neighbour);
  const ground = new Ground(institution);
  const whoMay: World["whoMay"] = ({ open, permission }) => {
    if (open) return [null];
    if (permission !== "session" && isOfPlatform(permission as PermissionName)) return ["PLATFORM"];
    const granted = permission === "session" ? null : Object.keys(grantsOf(permission as PermissionName));
    const [first, ...others] = people
      .filter(({ roles = [] }) => granted === null || roles.some(({ peran }) => granted.includes(peran)))
      .map(({ key }) => key);
    if (first === undefined) throw new Error(`nobody may ${permission}`);
    return [first, ...others];
  };
  return {
    contract,
    ground,
    neighbour,
    judge,
    whoMay,
    async example(operation) {
      const [key] = whoMay(operation);
      const token = key === null ? null : await ground.token(key);
      const file = new TextEncoder().encode("%PDF-1.7");
      const parts = exampleParts(operation, { as: key, file }, true);
      const params = Object.fromEntries(
        operation.parameters
          .filter(({ in: place }) => place === "path")
          .map(({ name, schema, example }) => [name, schema.format === "uuid" ? crypto.randomUUID() : String(example)]),
      );
      return { token, parts: { ...parts, params } };
    },
    async probe(operation, sent) {
      let got = await send(sent);
      // More than once: others try meanwhile.
      for (let again = 0; got.status === 429 && again < 5; again++) {
        await forgetTries([institution, neighbour.institution], sent);
        got = await send(sent);
      }
      return { got, faults: judge.faults(operation, sent, got) };
    },
  };
}

/**
 * Starts the exact quotas of these institutions' people anew, and those of whoever is of none: how often they may try is what other
 * tests are about. What these count is left alone: the names of their institutions begin with `uji-`.
 */
async function forgetTries(ours: readonly { id: string; slug: string }[], { body }: Sent): Promise<void> {
  const [, half = ""] = /"token":"([^".]*)/.exec(typeof body === "string" ? body : "") ?? [];
  const link = `limit:tautan:${half}`;
  const registering = "limit:daftar-institusi:unknown";
  const redis = new Redis(inject("stack").redisUrl);
  try {
    const all = await redis.keys("limit:*");
    const keys = all.filter(
      (key) =>
        key === link ||
        key === registering ||
        ours.some(({ id, slug }) => key.includes(id) || key.includes(slug)) ||
        (key.startsWith("limit:lupa-sandi:") && !key.includes(" uji-")),
    );
    if (keys.length > 0) await redis.del(...keys);
  } finally {
    redis.disconnect();
  }
}

/** Does something for each of many, so many at a time. */
export async function eachOf<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}
