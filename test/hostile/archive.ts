import { hold, runArchive } from "../setup/archive.ts";
import { makeInstitution, setClock } from "../setup/institution.ts";
import { act } from "../setup/orders.ts";
import { Ground } from "./ground.ts";
import type { Arranged } from "./requests.ts";

/** Orders that are archived at a time: what is restored once can be restored no more. */
const atOnce = 8;

/** An institution of its own for each, so that its time can go on while the others stay in their week. */
const places = new Map<Ground, Promise<Ground>>();
const waiting = new Map<Ground, string[]>();
let last: Promise<unknown> = Promise.resolve();

async function placeOf(ground: Ground): Promise<Ground> {
  const place = places.get(ground) ?? makeInstitution({ today: "2026-04-06" }).then((one) => new Ground(one));
  places.set(ground, place);
  return await place;
}

/** An order in the archive, another each time. */
function archived(place: Ground): Promise<string> {
  const next = last.then(async () => {
    const left = waiting.get(place) ?? [];
    if (left.length === 0) left.push(...(await archiveMore(place)));
    waiting.set(place, left);
    return left.pop() ?? "";
  });
  last = next.catch(() => undefined);
  return next;
}

async function archiveMore(place: Ground): Promise<string[]> {
  const { institution } = place;
  await setClock(institution.id, "2026-04-06 10:00+07");
  const d1 = await institution.actor("D1");
  const ids = await Promise.all(Array.from({ length: atOnce }, () => place.draft()));
  for (const id of ids) await act(d1, id, "batalkan", { alasan: "Kegiatan ditunda penyelenggara" });
  await runArchive(institution);
  return ids;
}

async function about(ground: Ground, as: string): Promise<Arranged> {
  const place = await placeOf(ground);
  return { as, token: await place.token(as), params: { id: await archived(place) } };
}

/** How the examples of the archive come to work. */
export const archiveArrangements: Readonly<Record<string, (ground: Ground) => Promise<Arranged>>> = {
  listArchive: () => Promise.resolve({ as: "D1" }),
  getArchived: (ground) => about(ground, "D1"),
  runArchive: () => Promise.resolve({ as: "G1" }),
  restoreArchived: (ground) => about(ground, "G1"),
  holdOrder: async (ground) => ({ as: "ADM", params: { id: await ground.draft() } }),
  holdActivity: async (ground) => ({ as: "ADM", params: { id: await ground.user() } }),
  releaseActivity: async (ground) => {
    const id = await ground.user();
    await hold(await ground.institution.actor("ADM"), `catatan/${id}`);
    return { as: "ADM", params: { id } };
  },
  releaseOrder: async (ground) => {
    const id = await ground.draft();
    await hold(await ground.institution.actor("ADM"), id);
    return { as: "ADM", params: { id } };
  },
};
