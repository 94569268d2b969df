import { tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import { describeUniversity } from "../../db/seed/demo/university.ts";
import { forEachOf, type Journey } from "./load/journey.ts";
import { openSessions } from "./people.ts";
import type { Stage } from "./stage.ts";

/** Whose people travel: a study programme of the demo university. */
export const programme = "FT-IF";

/** The first departure, in days from today: beyond the last trip of the demo, so that nobody is away already. */
const firstDay = 45;

/** Takes so many orders from the draft to both letters, eight at a time; answers the ids of the orders. */
export async function issueOrders(stage: Stage, journey: Journey, count: number): Promise<string[]> {
  const [operator, kaprodi, dekan, agendaris, ppk] = await Promise.all(
    ["operator", "kaprodi", "dekan", "agendaris", "ppk"].map((username) => logIn(stage, username)),
  );
  const travellers = await findTravellers(stage);
  const budgetOf = await findBudgets(journey, operator?.token ?? "");
  const trips = planTrips(travellers, count);
  const ids: string[] = [];
  await forEachOf(trips, 8, async ({ traveller, day }) => {
    const step = <Answer>(name: string, who: typeof operator, path: string, body?: unknown) =>
      journey.take<Answer>(name, who?.token ?? "", "POST", path, body);
    const order = describeOrder(traveller, day, await budgetOf(day));
    const { id } = await step<{ id: string }>("create", operator, "/sppd", order);
    ids.push(id);
    await step("submit", operator, `/sppd/${id}/ajukan`);
    await step("approve", kaprodi, `/sppd/${id}/setujui`, {});
    await step("approve", dekan, `/sppd/${id}/setujui`, {});
    await step("issue the Surat Tugas", agendaris, `/sppd/${id}/terbitkan-st`, {});
    await step("issue the SPD", ppk, `/sppd/${id}/terbitkan-spd`);
  });
  return ids;
}

/** A session of somebody of the demo university. */
export async function logIn(stage: Stage, username: string) {
  const [visitor] = await openSessions(stage, username, 1);
  if (!visitor) throw new Error(`nobody logs in as ${username}`);
  return visitor;
}

/** Lecturers of one programme, by their staff record. */
async function findTravellers(stage: Stage): Promise<string[]> {
  const lecturers = describeUniversity([]).people.filter(
    ({ unit, roles = [] }) => unit === programme && roles.every(({ peran }) => peran === "dosen"),
  );
  const visitors = await Promise.all(lecturers.map(({ username = "" }) => logIn(stage, username)));
  return visitors.flatMap((visitor) => visitor?.principal.pegawai_id ?? []);
}

/** The budget line with the most left that the programme may use, of the year of a day. */
export async function findBudgets(journey: Journey, token: string): Promise<(day: string) => Promise<string>> {
  const known = new Map<string, Promise<{ id: string; sisa: number }[]>>();
  const units = await journey.take<{ id: string; kode: string }[]>("units", token, "GET", "/referensi/unit");
  const unit = units.find(({ kode }) => kode === programme)?.id;
  return async (day) => {
    const year = day.slice(0, 4);
    const lines =
      known.get(year) ??
      journey.take<{ id: string; sisa: number }[]>(
        "budgets",
        token,
        "GET",
        `/referensi/anggaran?tahun=${year}&unit_id=${unit}`,
      );
    known.set(year, lines);
    const [line] = (await lines).toSorted((one, other) => other.sisa - one.sisa);
    if (!line) throw new Error(`no budget in ${year}`);
    return line.id;
  };
}

/** One day each, on workdays, everybody in turn. */
export function planTrips(travellers: readonly string[], count: number, today = new Date().toISOString().slice(0, 10)) {
  if (travellers.length === 0) throw new Error(`nobody travels for ${programme}`);
  const trips: { traveller: string; day: string }[] = [];
  for (let after = firstDay; trips.length < count; after += 1) {
    const day = tambahHari(today, after);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    trips.push(...travellers.slice(0, count - trips.length).map((traveller) => ({ traveller, day })));
  }
  return trips;
}

/** An order as it is entered: to the capital and back in a day. */
export function describeOrder(traveller: string, day: string, budget: string) {
  return {
    maksud: "Mengikuti rapat koordinasi kurikulum nasional",
    jenis_perjalanan: "luar_kota",
    pelaksana: [traveller],
    anggaran_id: budget,
    etape: [
      {
        asal_kode: "33.74",
        tujuan_kode: "31.71",
        tempat: "Hotel Borobudur",
        berangkat: day,
        kembali: day,
        alat_angkut: "kereta_api",
      },
    ],
    biaya: { transpor: [{ uraian: "Kereta pulang pergi", jumlah: 820_000 }] },
  };
}
