import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { manifests, type Slug } from "../../db/modules/registry.ts";
import { modules } from "../../workers/modules/index.ts";
import { makeInstitution, ownerRows } from "../setup/institution.ts";
import { inputsOf, type Known } from "./arbitraries.ts";
import { Ground } from "./ground.ts";
import type { Operation } from "./document.ts";
import { fieldsIn } from "./inputs.ts";
import { toRequest } from "./requests.ts";
import { eachOf, makeWorld, type World } from "./world.ts";

/** How many operations are tried at once. */
const atOnce = 16;

const slugs = Object.keys(manifests) as Slug[];
const ids = (await Promise.all(slugs.map((slug) => modules[slug]())))
  .flatMap(({ routes }) => routes)
  .map(({ operationId }) => operationId);

/** Ten thousand inputs in all, the more of an operation the more it asks for. */
function inputsFor(operation: Operation): number {
  const all = world.contract.operations.reduce((sum, one) => sum + weightOf(one), 0);
  return Math.ceil((10_000 * weightOf(operation)) / all);
}

function weightOf({ id, parameters, body }: Operation): number {
  // Each logout needs a session of its own, and a password is slow to check by design.
  if (id === "logOut") return 0.5;
  const fields = fieldsIn(body?.example);
  const most = fields.some((path) => secret.test(path.at(-1) ?? "")) ? 2 : 9;
  return Math.min(most, 1 + parameters.length + fields.length);
}

/** What fields are called that take a password, the present one or a new one. */
const secret = /^(password|lama|baru)$/;

let world: World;
/** Where what is tried would change everybody's way in: an institution that nothing else is tried on. */
let apart: Ground;
let known: Known;
/** For whom the body of an example works, and with which ids: where knowing the field's names is not enough. */
let works: Readonly<Record<string, { readonly as: string; readonly body: Readonly<Record<string, unknown>> }>>;
const runs = new Map<string, Promise<unknown>>();

beforeAll(async () => {
  world = await makeWorld();
  apart = new Ground(await makeInstitution({ today: "2026-04-06" }));
  known = await gatherKnown();
  const order = await world.ground.orderIds();
  works = {
    createOrder: { as: "D1", body: order },
    updateOrder: { as: "D1", body: order },
    createPegawai: { as: "ADM", body: { unit_id: order["unit_id"] } },
  };
  const begin = new Map<string, () => void>();
  for (const id of ids) {
    const started = new Promise<void>((resolve) => {
      begin.set(id, resolve);
    });
    const run = started.then(() => tryOut(id));
    // Whether it went well is asked by its own test; until then nobody listens.
    run.catch(() => undefined);
    runs.set(id, run);
  }
  void eachOf(ids, atOnce, async (id) => {
    begin.get(id)?.();
    await runs.get(id)?.catch(() => undefined);
  });
});

/** Ids and codes that exist: ours, of every state, and those of the neighbour. */
async function gatherKnown(): Promise<Known> {
  const { ground, neighbour } = world;
  const orders = [
    await ground.draft(),
    await ground.draft(),
    await ground.submitted(),
    await ground.submitted(),
    await ground.approved(),
    await ground.withLetter(),
  ];
  const unsent = await ground.unsentJob();
  const rows = await ownerRows<{ id: string }>("select id from jobs where institution_id = $1", [
    ground.institution.id,
  ]);
  const jobs = [unsent, ...rows.map(({ id }) => id)];
  const { units, budgets, people } = ground.institution;
  const staff = Object.values(people).map(({ pegawai_id }) => pegawai_id);
  const theirs = Object.values(neighbour.ids);
  const regencies = fc.constantFrom("33.74", "31.71", "32.73", "33.22", "51.71");
  const dates = fc.constantFrom("2026-04-13", "2026-04-14", "2026-04-15", "2026-05-04");
  return {
    id: fc.oneof(
      fc.constantFrom(...orders),
      fc.constantFrom(...staff, ...jobs),
      fc.constantFrom(neighbour.order, ...theirs),
    ),
    uuid: fc.constantFrom(...orders, ...staff, ...theirs),
    pelaksana: fc.constantFrom(...staff, ...theirs),
    unit_id: fc.constantFrom(...Object.values(units), neighbour.institution.units["TI"]),
    "filter[unit]": fc.constantFrom(...Object.values(units)),
    anggaran_id: fc.constantFrom(...budgets, ...neighbour.institution.budgets),
    asal_kode: regencies,
    tujuan_kode: regencies,
    provinsi_kode: fc.constantFrom("33", "31", "32"),
    berangkat: dates,
    kembali: dates,
    nip: fc.constantFrom("199003142019032005", "19900314 201903 2 006", "198503122010122003"),
    golongan: fc.constantFrom("III/a", "III/b", "IX"),
    komponen: fc.constantFrom("taksi", "penginapan"),
    institution: fc.constantFrom(ground.institution.slug, neighbour.institution.slug),
    identifier: fc.constantFrom("d1", "d2", "adm"),
  };
}

/** Sends random inputs to an operation, one after the other, as somebody who may use it. */
async function tryOut(id: string): Promise<void> {
  const operation = world.contract.operations.find((one) => one.id === id);
  if (!operation) throw new Error(`the document has no ${id}`);
  const alone = id === "logOut" ? { alone: true as const } : {};
  const { as: whom, body = {} } = works[id] ?? {};
  const may = world.whoMay(operation);
  const people = fc.constantFrom(...may, ...may.map((key) => whom ?? key)).map((as) => ({ as, ...alone }));
  const languages = fc.constantFrom("id", "en");
  const keys = fc.option(fc.oneof(fc.uuid(), fc.stringMatching(/^[ -~]{0,300}$/)), { nil: undefined, freq: 3 });
  await fc.assert(
    fc.asyncProperty(
      inputsOf(operation, known, body),
      people,
      languages,
      keys,
      async (parts, arranged, language, idempotencyKey) => {
        const headers = {
          "accept-language": language,
          ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
        };
        const ground = id === "setPolicy" ? apart : world.ground;
        const sent = toRequest(operation, await ground.tokenOf(arranged), parts, headers);
        const { got, faults } = await world.probe(operation, sent);
        // Whoever is held back has tried nothing.
        expect({ sent, faults, held: got.status === 429 }).toEqual({ sent, faults: [], held: false });
      },
    ),
    { numRuns: inputsFor(operation), endOnFailure: true },
  );
}

describe("random inputs, ten thousand in all", () => {
  it.each(ids)(
    "make %s answer what it documents: no fault of ours, no word about us, nobody else's rows",
    async (id) => {
      await runs.get(id);
    },
    600_000,
  );
});
