import pg from "pg";
import type { Config } from "../core/env.ts";
import { susunTarif } from "../modules/sppd/rules/tarif.ts";
import { insertNumbers, insertOrders, insertTariffs } from "./demo/insert.ts";
import { working } from "./demo/acting.ts";
import { issueOpenLetters } from "./demo/issue.ts";
import { leadOrders, leaveToLead, type LedOrder } from "./demo/lead.ts";
import { takeNumbers } from "./demo/numbers.ts";
import { FAKULTAS_DIPANDU, planOrders, yearsOf, type PlannedOrder } from "./demo/plan.ts";
import { gatherStaff, type Staff } from "./demo/staff.ts";
import type { KeepFile } from "./demo/receipt.ts";
import { settleAccounts } from "./demo/spent.ts";
import { borrowTariffs } from "./demo/tariffs.ts";
import { dateAt } from "./demo/time.ts";
import { budgetFinder, describeUniversity, TEMPLAT_NOMOR } from "./demo/university.ts";
import { setUpInstitution, type CreatedInstitution } from "./institution.ts";
import type { PersonSpec } from "./institution-spec.ts";
import { insertLicence, type Signer } from "./licence.ts";
import { hashForSeed } from "./password.ts";
import { acak } from "./reference/acak.ts";
import { SBM_2026 } from "./reference/sbm-2026.ts";

/** The password of everybody at the demo university. */
const KATA_SANDI_DEMO = "serambi-demo-2026";

/** The seed of everything that chance decides about the orders. */
const SEED_PERJALANAN = 20_260_106;

/** Of what their trips really cost. */
const SEED_BIAYA = 20_260_107;

/** Whom a visitor may want to be, by user name: one for each role. */
const DICETAK = [
  "ratna.w",
  "operator",
  "kaprodi",
  "wadek",
  "dekan",
  "warek",
  "rektor",
  "agendaris",
  "ppk",
  "bendahara",
  "auditor",
  "admin",
];

/** The demo university's name, and one person for each role. */
export interface SeededDemo {
  readonly institution: string;
  readonly people: { nama: string; username: string; password: string; peran: string }[];
}

/**
 * Sets up the demo university, with some three years of travel orders up to now, in a database that is up to date. All of it is
 * written in one transaction with the owner's connection; then orders of one faculty's last weeks are led on, until they are paid, and the
 * letters that are still open are issued, through the product itself, for which `config` says where its services are. A second call throws and changes nothing: nobody can
 * take the university's slug twice.
 */
export async function seedDemo(options: {
  ownerUrl: string;
  config: Config;
  /** With what its licence is signed: a key that `config` knows. */
  signer: Signer;
  /** Where receipts are put. */
  keepFile: KeepFile;
  say(line: string): void;
}): Promise<SeededDemo> {
  const { ownerUrl, config, signer, keepFile, say } = options;
  const now = Date.now();
  const years = yearsOf(dateAt(now));
  const university = describeUniversity(years);
  const hash = await hashForSeed(KATA_SANDI_DEMO);
  const seeded = await inTransaction(ownerUrl, async (client) => {
    await client.query("select open_year(tahun) from unnest($1::int[]) tahun", [years]);
    const institution = await setUpInstitution(client, university, hash);
    await insertLicence(client, { id: institution.id, slug: university.slug }, signer);
    const staff = gatherStaff(university, institution);
    return { institution, staff, ...(await seedOrders(client, institution, staff, { now, years })) };
  });
  const { institution, staff, orders, led } = seeded;
  say(`${university.people.length} people, ${orders.length} travel orders`);
  try {
    await working(config, institution.id, async (work) => {
      await inPast(ownerUrl, institution.id, (setClock) =>
        leadOrders({ work, staff, sumber: acak(SEED_BIAYA), keepFile, setClock }, led),
      );
      await issueOpenLetters(work, staff, orders);
    });
  } catch (error) {
    // The university stands without them; whoever plays the agendaris can issue them.
    say(`letters not issued, their orders stay approved: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { institution: university.nama, people: listPrinted(university.people) };
}

async function seedOrders(
  client: pg.ClientBase,
  institution: CreatedInstitution,
  staff: Staff,
  { now, years }: { now: number; years: readonly number[] },
): Promise<{ orders: PlannedOrder[]; led: LedOrder[] }> {
  const sumber = acak(SEED_PERJALANAN);
  const borrowed = borrowTariffs(years);
  const tarif = susunTarif([...SBM_2026, ...borrowed]);
  const planned = planOrders(sumber, { staff, tarif, budgetOf: budgetFinder(years, institution.budgets) }, now);
  const { orders, led } = leaveToLead(planned, { staff, numberer: FAKULTAS_DIPANDU, now });
  const numbers = takeNumbers(orders, staff, TEMPLAT_NOMOR);
  await insertTariffs(client, institution, borrowed);
  const accounts = settleAccounts(acak(SEED_BIAYA), tarif, orders);
  await insertOrders(client, sumber, institution, orders, numbers, {
    accounts,
    bendahara: staff.only("bendahara").nama,
  });
  await insertNumbers(client, institution, numbers);
  return { orders, led };
}

/** Lets an institution live at moments that have been, one after the other; afterwards it lives in the present again. */
async function inPast(
  connectionString: string,
  institutionId: string,
  act: (setClock: (instant: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await act(async (instant) => {
      await client.query(
        `insert into institution_clocks (institution_id, shift) values ($1, $2::timestamptz - now())
         on conflict (institution_id) do update set shift = excluded.shift`,
        [institutionId, new Date(instant).toISOString()],
      );
    });
  } finally {
    await client.query("delete from institution_clocks where institution_id = $1", [institutionId]);
    await client.end();
  }
}

async function inTransaction<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query("begin");
    const done = await work(client);
    await client.query("commit");
    return done;
  } finally {
    // An open transaction ends with its connection: nothing is left of a seed that failed.
    await client.end();
  }
}

function listPrinted(people: readonly PersonSpec[]): SeededDemo["people"] {
  return DICETAK.flatMap((username) =>
    people
      .filter((person) => person.username === username)
      .map(({ nama, roles = [] }) => ({
        nama,
        username,
        password: KATA_SANDI_DEMO,
        peran: roles.map(({ peran }) => peran).join(", "),
      })),
  );
}
