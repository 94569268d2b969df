import { expect, inject, it } from "vitest";
import { findDisagreements } from "../setup/books.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, ownerRows, type TestInstitution } from "../setup/institution.ts";
import { recover } from "../setup/recovery.ts";
import { seed } from "../setup/seed.ts";
import { makePlan, type Plan, services } from "./plan.ts";
import { gather, play, type Told } from "./story.ts";

const stories = 200;
const atOnce = 16;

interface Story {
  readonly number: number;
  readonly plan: Plan;
  readonly institution: TestInstitution;
  readonly people: Awaited<ReturnType<typeof gather>>;
}

/** Works through all, so many at once, in order. */
async function each<From, To>(all: readonly From[], work: (one: From) => Promise<To>): Promise<To[]> {
  const results: To[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let place = next++; place < all.length; place = next++) results[place] = await work(all[place] as From);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

it(`whatever fails, and whenever, people are told the truth and the books agree afterwards (${stories} stories)`, async () => {
  const numbers = Array.from({ length: stories }, (_, number) => number);
  const told = await each(numbers, async (number): Promise<Story> => {
    const institution = await makeInstitution({ today: "2026-04-06" });
    return { number, plan: makePlan(seed, number), institution, people: await gather(institution) };
  });
  const before = await strikes();
  const failures: string[] = [];
  const note = ({ number, plan }: Story, error: unknown) =>
    failures.push(`story ${number} of seed ${seed}: ${String(error)}\n${JSON.stringify(plan)}`);
  const ends = await each(told, async (story): Promise<Told | null> => {
    try {
      return await play(story.institution, story.people, story.plan);
    } catch (error) {
      note(story, error);
      return null;
    }
  });

  await fetch(`${inject("stack").urls.control}/faults`, { method: "DELETE" });
  const ids = told.map(({ institution }) => institution.id);
  await recover(ids);
  await retryDead(told);
  await recover(ids);
  await each(told, async (story) => {
    const end = ends[story.number];
    if (!end) return;
    const wrong = await findDisagreements(story.institution, story.people.P1);
    const orders = await ownerRows<Told>('select id as "order", status from sppd where institution_id = $1', [
      story.institution.id,
    ]);
    const asTold = JSON.stringify(orders) === JSON.stringify([end]);
    if (!asTold || Object.keys(wrong).length > 0) note(story, JSON.stringify({ told: end, orders, wrong }));
  });
  expect(failures.join("\n\n"), `SERAMBI_SEED=${seed}`).toBe("");
  // Something did fail, and everywhere: without it nothing was shown.
  const after = await strikes();
  const struck = new Map(services.map((service) => [service, (after[service] ?? 0) - (before[service] ?? 0)]));
  expect([...struck].filter(([, count]) => count === 0)).toEqual([]);
  expect([...struck.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(stories);
}, 600_000);

/** How often faults have struck so far, by service. */
async function strikes(): Promise<Partial<Record<(typeof services)[number], number>>> {
  const response = await fetch(`${inject("stack").urls.control}/strikes`);
  return (await response.json()) as Awaited<ReturnType<typeof strikes>>;
}

/** A job that was given up while faults lasted is retried by whoever caused it, as a person would. */
async function retryDead(all: readonly Story[]): Promise<void> {
  for (const { institution, people } of all) {
    const dead = await ownerRows<{ id: string; created_by: string }>(
      "select id, created_by from jobs where institution_id = $1 and status = 'dead'",
      [institution.id],
    );
    for (const { id, created_by } of dead) {
      const actor = created_by === people.G1.userId ? people.G1 : people.P1;
      expect((await ask(actor, "POST", `/jobs/${id}/retry`)).status).toBe(202);
    }
  }
}
