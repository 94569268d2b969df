import { setTimeout as wait } from "node:timers/promises";
import { auditOrders } from "../books.ts";
import { enrolStaff, whenJobsAreDone } from "../database.ts";
import { Journey } from "../load/journey.ts";
import { observe } from "../measure.ts";
import { auditMonth } from "../month-books.ts";
import { describeOrder, findBudgets, logIn, planTrips, programme } from "../orders.ts";
import { openSessionsOf, type Visitor } from "../people.ts";
import type { Cost, Figure, Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { dashboardPath, listPath } from "./mix.ts";

const people = 500;
/** Two hours of the morning, two of the afternoon. */
const [morningSeconds, afternoonSeconds] = [60, 100];
/** One order of so many has its letters the same afternoon. */
const issuedOf = 5;
const inbox = "/sppd?filter%5Bmenunggu%5D=saya";

/** The last day of a month: everybody asks for a trip in the morning, and in the afternoon those who decide do. */
export const monthEnd: Scenario = {
  title: `a month's end: ${people} people ask in the morning, who decides does in the afternoon`,
  async run(stage) {
    const { ownerUrl, urls } = stage.stack;
    const usernames = await enrolStaff(ownerUrl, { slug: "demo", programme, count: people });
    const applicants = await openSessionsOf(stage, usernames);
    const journey = new Journey(`${urls.edge}/api/v1`);
    const crowd = new Crowd(journey);

    const orders = new Map<string, string>();
    const morning = await observe(stage, () => submitAll(stage, crowd, applicants, orders));
    const ids = [...orders.keys()];
    const issued: string[] = [];
    const afternoon = await observe(stage, async () => {
      await decideAll(stage, crowd, ids, orders, issued);
      const last = performance.now();
      await whenJobsAreDone(ownerUrl, 240);
      return (performance.now() - last) / 1000;
    });
    const institutionId = applicants[0]?.principal.institution_id ?? "";
    const letters = await auditOrders(stage, issued, institutionId);
    for (const ms of letters.waits) journey.note("documents, after the issue", ms);
    const owners = applicants.map(({ principal }) => principal.user_id);
    const books = await auditMonth(stage, orders, owners, institutionId);
    const none = { unit: "", target: { atMost: 0 } };
    return {
      figures: [
        { name: "errors", value: crowd.errors, ...none },
        { name: "orders lost", value: people - orders.size + books.lost, ...none },
        { name: "orders, or steps of theirs, doubled", value: books.doubled, ...none },
        { name: "documents lost", value: letters.lost + 2 * issued.length - letters.documents, ...none },
        { name: "numbers, documents, jobs or files doubled", value: letters.doubled, ...none },
        { name: "rupiah between budget lines and their orders", value: books.money, ...none },
        { name: "orders between the dashboard and the orders", value: books.counted, ...none },
        { name: "until the queue was empty, after the last answer", value: afternoon.value, unit: "s" },
        { name: "orders", value: orders.size, unit: "" },
        { name: "documents", value: letters.documents, unit: "" },
        ...[...journey.steps].map(([name, took]): Figure => ({
          name: `p95, ${name}`,
          value: took.percentile(0.95),
          unit: "ms",
        })),
      ],
      costs: [
        costOf("an order of the morning", morning.cpu, orders.size),
        costOf("an order of the afternoon", afternoon.cpu, orders.size),
      ],
      notes: [
        `Two hours are ${morningSeconds} s in the morning and ${afternoonSeconds} s in the afternoon; whoever comes does not wait for those before. Everybody looks at the list and the dashboard, asks for a trip, submits it and looks again. For each order its kaprodi and dekan look into their inbox and approve; one of ${issuedOf} gets its Surat Tugas and SPD.`,
      ],
    };
  },
};

/** People who do things; what does not go well is counted, and ends what that one was at. */
class Crowd {
  errors = 0;
  readonly journey: Journey;

  constructor(journey: Journey) {
    this.journey = journey;
  }

  /** Lets each of so many come at an even pace, whatever those before are at; resolves when all have gone. */
  async come(count: number, seconds: number, doAll: (place: number) => Promise<void>): Promise<void> {
    const all = Array.from({ length: count }, async (_, place) => {
      await wait((place * seconds * 1000) / count);
      try {
        await doAll(place);
      } catch {
        this.errors += 1;
      }
    });
    await Promise.all(all);
  }
}

async function submitAll(
  stage: Stage,
  crowd: Crowd,
  applicants: readonly Visitor[],
  orders: Map<string, string>,
): Promise<void> {
  const { journey } = crowd;
  const operator = await logIn(stage, "operator");
  const budgetOf = await findBudgets(journey, operator.token);
  const trips = planTrips(
    applicants.map(({ principal }) => principal.pegawai_id ?? ""),
    applicants.length,
  );
  await crowd.come(applicants.length, morningSeconds, async (place) => {
    const [applicant, trip] = [applicants[place], trips[place]];
    if (!applicant || !trip) throw new Error("a trip of nobody");
    const { token } = applicant;
    await journey.take("list", token, "GET", listPath.replace("/api/v1", ""));
    await journey.take("dashboard", token, "GET", dashboardPath.replace("/api/v1", ""));
    const order = describeOrder(trip.traveller, trip.day, await budgetOf(trip.day));
    const { id } = await journey.take<{ id: string }>("create", token, "POST", "/sppd", order);
    orders.set(id, "draft");
    await journey.take("submit", token, "POST", `/sppd/${id}/ajukan`);
    orders.set(id, "diajukan");
    await journey.take("list", token, "GET", listPath.replace("/api/v1", ""));
  });
}

async function decideAll(
  stage: Stage,
  crowd: Crowd,
  ids: readonly string[],
  orders: Map<string, string>,
  issued: string[],
): Promise<void> {
  const { journey } = crowd;
  const deciders = ["kaprodi", "dekan", "agendaris", "ppk"];
  const [kaprodi, dekan, agendaris, ppk] = (await Promise.all(deciders.map((username) => logIn(stage, username)))).map(
    ({ token }) => token,
  ) as [string, string, string, string];
  await crowd.come(ids.length, afternoonSeconds, async (place) => {
    const id = ids[place] ?? "";
    for (const who of [kaprodi, dekan]) {
      await journey.take("inbox", who, "GET", inbox);
      await journey.take("detail", who, "GET", `/sppd/${id}`);
      await journey.take("approve", who, "POST", `/sppd/${id}/setujui`, {});
    }
    orders.set(id, "disetujui");
    if (place % issuedOf > 0) return;
    await journey.take("detail", agendaris, "GET", `/sppd/${id}`);
    await journey.take("issue the Surat Tugas", agendaris, "POST", `/sppd/${id}/terbitkan-st`, {});
    orders.set(id, "st_terbit");
    await journey.take("issue the SPD", ppk, "POST", `/sppd/${id}/terbitkan-spd`);
    orders.set(id, "spd_terbit");
    issued.push(id);
  });
}

function costOf(traffic: string, cpu: Awaited<ReturnType<typeof observe>>["cpu"], count: number): Cost {
  const each = (seconds: number): number => (seconds * 1000) / count;
  return {
    traffic,
    answers: count,
    cpuMs: cpu && {
      edge: each(cpu.edge),
      functions: each(cpu.functions),
      redis: each(cpu.redis),
      postgres: each(cpu.postgres),
    },
    sql: null,
    redis: null,
  };
}
