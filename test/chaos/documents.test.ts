import { beforeAll, describe, expect, it } from "vitest";
import { checkBooks } from "../setup/books.ts";
import { deliverJob, endOf, issueUnsent, jobRow, orderWithLetter, setJob } from "../setup/deliveries.ts";
import { killAt, type Step } from "../setup/freeze.ts";
import { ask, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { advanceClock, isIdle, recover } from "../setup/recovery.ts";

let institution: TestInstitution;
let p1: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  p1 = await institution.actor("P1");
});

let weeks = 0;
const ordered = () => orderWithLetter(institution, [institution.people["D1"]?.pegawai_id ?? ""], ++weeks);

/** An SPD that is to be rendered: its job, not yet sent, and its document. */
interface Waiting {
  readonly job: string;
  readonly document: string;
}

async function waiting(): Promise<Waiting> {
  const order = await ordered();
  const job = await issueUnsent(institution, order, "spd");
  const rows = await ownerRows<{ id: string }>("select id from dokumen where sppd_id = $1 and jenis = 'spd'", [order]);
  return { job, document: rows[0]?.id ?? "" };
}

/** Where a function can be when it dies, and how that leaves the job. */
const steps: readonly { name: string; left: string; at(spd: Waiting): Step }[] = [
  { name: "before it claims the job", left: "recorded", at: ({ job }) => before("neon", job) },
  { name: "after it has claimed the job", left: "running", at: ({ job }) => after("neon", job) },
  { name: "before the PDF is stored", left: "running", at: ({ document }) => before("documents", `${document}.pdf`) },
  { name: "after the PDF is stored", left: "running", at: ({ document }) => after("documents", `${document}.pdf`) },
  { name: "after the DOCX is stored", left: "running", at: ({ document }) => after("documents", `${document}.docx`) },
  {
    name: "after the hashes are recorded",
    left: "running",
    at: ({ document }) => after("neon", document, "rendered_at = now()"),
  },
  { name: "before the job is ended", left: "running", at: ({ job }) => before("neon", job, "set status = 'done'") },
  { name: "before it answers the queue", left: "done", at: ({ job }) => after("neon", job, "set status = 'done'") },
];

function before(service: Step["service"], ...match: string[]): Step {
  return { service, when: "before", match };
}

function after(service: Step["service"], ...match: string[]): Step {
  return { service, when: "after", match };
}

describe("a function that is killed", () => {
  it("leaves documents that are made once all the same, wherever it was", async () => {
    const spds: Waiting[] = [];
    for (const _ of steps) spds.push(await waiting());
    // The letters' own jobs would be killed along with them.
    const others = "select 1 from jobs where institution_id = $1 and status <> 'done' and not id = any($2)";
    await until(
      () => ownerRows(others, [institution.id, spds.map(({ job }) => job)]),
      ({ length }) => length === 0,
    );
    const things = steps.flatMap(({ at }, place) => {
      const spd = spds[place];
      return spd ? [{ step: at(spd), begin: () => deliverJob(spd.job) }] : [];
    });
    expect(await killAt("functions", things)).toEqual(steps.map(() => "gone"));
    const left = await Promise.all(spds.map(async ({ job }) => (await jobRow(job)).status));
    expect(left.map((status, place) => [steps[place]?.name, status])).toEqual(
      steps.map(({ name, left: wanted }) => [name, wanted]),
    );
    await recover([institution.id]);
    await checkBooks(institution);
  });

  it("while the queue delivers to it is delivered to again, by the queue's own backoff", async () => {
    const order = await ordered();
    await isIdle([institution.id]);
    let job = "";
    const step = after("documents", `put ${institution.id}`);
    const issue = async () => {
      job = String((await ask(p1, "POST", `/sppd/${order}/terbitkan-spd`)).body["job_id"]);
    };
    await killAt("functions", [{ step, begin: issue }]);
    expect(await jobRow(job)).toMatchObject({ status: "running" });
    await setJob(job, "lease_until = now() - interval '1 second'");
    await advanceClock(15);
    expect(await endOf(p1, job)).toMatchObject({ status: "done" });
    await checkBooks(institution);
  });
});
