import { grantsOf, isOfPlatform, type PermissionName } from "../../db/modules/registry.ts";
import { makeInstitution } from "../setup/institution.ts";
import { people } from "../setup/people.ts";
import { makeJudge, type Judge } from "./answers.ts";
import { Ground } from "./ground.ts";
import { readContract, type Contract, type Operation } from "./document.ts";
import type { Got, Sent } from "./http.ts";
import { makeNeighbour, type Neighbour } from "./neighbour.ts";
import { exampleParts, type Parts } from "./requests.ts";
import { sendAnyway } from "./tries.ts";

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
      const got = await sendAnyway([institution, neighbour.institution], sent);
      return { got, faults: judge.faults(operation, sent, got) };
    },
  };
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
