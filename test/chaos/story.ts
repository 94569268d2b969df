import { inject } from "vitest";
import type { Fault } from "../../infra/local/control/faults.ts";
import type { Actor, TestInstitution } from "../setup/institution.ts";
import { orderE1 } from "../setup/orders.ts";
import { kill, type ProcessName, start } from "../setup/processes.ts";
import { openSessions } from "../setup/sessions.ts";
import { type Answered, insist, look } from "./client.ts";
import type { Action, Plan, PlannedFault, PlannedStep } from "./plan.ts";

/** Who decides at each level of the chain; OP asks, G1 and P1 issue. */
const approvers: Readonly<Record<number, "A1" | "W1" | "A2" | "K1" | "R1">> = {
  2: "A1",
  3: "W1",
  4: "A2",
  5: "K1",
  6: "R1",
};
const cast = ["OP", "A1", "W1", "A2", "K1", "R1", "G1", "P1"] as const;
type Cast = Readonly<Record<(typeof cast)[number], Actor>>;

/** What a story came to: the order, and the state that its people were told last. */
export interface Told {
  readonly order: string;
  readonly status: string;
}

/** Kills in all stories so far: whoever is killed forgets what it alone knew. */
let kills = 0;
let killing: Promise<void> = Promise.resolve();

/** Opens the sessions of a story's people. */
export function gather(institution: TestInstitution): Promise<Cast> {
  return openSessions(institution, cast);
}

/** Plays a story through. Throws when somebody is told what they may never be told. */
export async function play(institution: TestInstitution, people: Cast, plan: Plan): Promise<Told> {
  const told = { order: "", status: "" };
  let level: number | null = null;
  for (const step of plan.steps) {
    const faults = await Promise.all(
      step.faults.map(async ({ service, ...fault }) => ({
        service,
        id: await setFault(institution, { service, ...fault }),
      })),
    );
    const killed = step.kills ? killOne(step.kills) : undefined;
    const before = kills;
    let knows = false;
    let asked = false;
    do {
      const answered = await act(institution, people, plan, step, { ...told, level, asked });
      if (answered.status >= 300) throw new Error(`${step.action} answered ${JSON.stringify(answered.body)}`);
      // The edge that made the change knows of it at once; the others are told.
      knows = answered.edge === step.edge && !answered.headers.has("idempotency-replayed");
      const next = answered.body["level_menunggu"];
      level = typeof next === "number" ? next : null;
      told.order = String(answered.body["id"]);
      told.status = String(answered.body["status"]);
      asked = step.action === "batalkan";
      // Approving goes on until nobody's turn is left; letters are taken back by two.
    } while (
      (step.action === "setujui" && level !== null) ||
      (step.action === "batalkan" && ["st_terbit", "spd_terbit"].includes(told.status))
    );
    for (const what of step.reads)
      await read(people.P1, told, what, step.edge, () => knows && kills === before && !killed);
    await killed;
    // Documents are stored behind the answers: what strikes there waits for them.
    for (const { service, id } of faults)
      if (service !== "documents") await fetch(`${inject("stack").urls.control}/faults/${id}`, { method: "DELETE" });
  }
  return told;
}

/** One action, sent twice at once where the plan says so: both must be told the same. */
async function act(
  institution: TestInstitution,
  people: Cast,
  plan: Plan,
  step: PlannedStep,
  now: Told & { readonly level: number | null; readonly asked: boolean },
): Promise<Answered> {
  const { actor, path, body } = request(institution, people, plan, step.action, now);
  const options = { edge: step.edge, key: crypto.randomUUID() };
  const [answered, again] = await Promise.all([
    insist(actor, path, body, options),
    ...(step.doubled ? [insist(actor, path, body, { ...options, edge: step.edge === 0 ? 1 : 0 })] : []),
  ]);
  const differ =
    again && JSON.stringify([answered.status, answered.body]) !== JSON.stringify([again.status, again.body]);
  if (differ) throw new Error(`told ${JSON.stringify(answered.body)} and ${JSON.stringify(again.body)}`);
  return answered;
}

function request(
  institution: TestInstitution,
  people: Cast,
  plan: Plan,
  action: Action,
  now: Told & { readonly level: number | null; readonly asked: boolean },
): { actor: Actor; path: string; body?: unknown } {
  const path = `/sppd/${now.order}/${action}`;
  switch (action) {
    case "draft": {
      const travellers = ["D1", "D2", "OP", "A1", "W1", "A2"].slice(0, plan.travellers);
      const ids = travellers.map((key) => institution.people[key]?.pegawai_id ?? "");
      const body = orderE1(institution, ids, { unit_id: institution.units["TI"] });
      return { actor: people.OP, path: "/sppd", body };
    }
    case "ajukan":
      return { actor: people.OP, path };
    case "setujui":
      return { actor: people[approvers[now.level ?? 0] ?? "A1"], path, body: {} };
    case "terbitkan-st":
      return { actor: people.G1, path, body: {} };
    case "terbitkan-spd":
      return { actor: people.P1, path };
    default: {
      const body = { alasan: "Kegiatan ditunda oleh penyelenggara" };
      if (!now.status.endsWith("_terbit")) return { actor: people.OP, path, body };
      const asked = `/sppd/${now.order}/pembatalan`;
      return now.asked ? { actor: people.P1, path: `${asked}/sahkan` } : { actor: people.R1, path: asked, body };
    }
  }
}

/** Reads, and finds what was just done, unless the database cannot be asked or the edge has forgotten. */
async function read(
  actor: Actor,
  told: Told,
  what: PlannedStep["reads"][number],
  edge: 0 | 1,
  mustKnow: () => boolean,
): Promise<void> {
  const paths = { list: "/sppd", detail: `/sppd/${told.order}`, documents: `/sppd/${told.order}/dokumen` };
  const shown = await look(actor, paths[what], edge);
  if (!shown || shown.status === 503) return;
  if (shown.status !== 200) throw new Error(`${paths[what]} answered ${JSON.stringify(shown.body)}`);
  if (what !== "detail" || shown.headers.get("x-cache") === "STALE" || !mustKnow()) return;
  if (shown.body["status"] !== told.status) {
    const cache = shown.headers.get("x-cache");
    throw new Error(`told ${told.status}, shown ${String(shown.body["status"])} (${cache})`);
  }
}

async function setFault(institution: TestInstitution, fault: PlannedFault): Promise<string> {
  const response = await fetch(`${inject("stack").urls.control}/faults`, {
    method: "POST",
    body: JSON.stringify({ ...fault, match: institution.id }),
  });
  return ((await response.json()) as Fault).id;
}

/** One at a time, so that none is started while it is being killed. */
function killOne(name: ProcessName): Promise<void> {
  kills += 1;
  killing = killing.then(async () => {
    await kill(name);
    await start(name);
  });
  return killing;
}
