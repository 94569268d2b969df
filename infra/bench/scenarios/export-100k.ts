import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { empty, join, sql } from "../../../db/core/postgres.ts";
import { orderColumns } from "../../../db/modules/sppd/reads/exported.ts";
import { startInspected } from "../baseline/inspected.ts";
import { watchHeap } from "../heap.ts";
import { Journey } from "../load/journey.ts";
import { memoryOf } from "../machine.ts";
import { observe } from "../measure.ts";
import { fill, makeInstitution } from "../million/institution.ts";
import { manyOrders, orderTables } from "../million/orders.ts";
import { openSessions } from "../people.ts";
import { ratio, type Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";

/** As many as one file may have. */
const count = 100_000;
const slug = "seratus-ribu";
const auditor = "auditor.seratus-ribu";
const patienceSeconds = 240;

/** A list of as many rows as a file may have, written by its job: how long it takes, and what the isolate holds meanwhile. */
export const export100k: Scenario = {
  title: `${count.toLocaleString("en")} orders as a spreadsheet, against COPY of the same rows`,
  async run(stage) {
    const id = await makeInstitution(stage, slug, auditor, 12);
    await fill(stage, orderTables, manyOrders(slug, count, 1));
    const workers = await startInspected(stage);
    const [visitor] = await openSessions(stage, auditor, 1, slug);
    const token = visitor?.token ?? "";
    const apart = { ...stage, pids: () => ({ ...stage.pids(), ...workers.pids }) };
    const journey = new Journey(`http://127.0.0.1:${workers.edge}/api/v1`);

    const rss = memoryOf(workers.pids.functions)?.rss;
    const watch = await watchHeap(workers.inspector);
    const start = performance.now();
    const { value: made, cpu } = await observe(apart, () => exportOrders(journey, token)).finally(() => watch.stop());
    const seconds = (performance.now() - start) / 1000;
    const process = memoryOf(workers.pids.functions);
    const copy = await observe(stage, () => copyOrders(stage, id));
    const { heap, buffers } = watch.most;
    return {
      figures: [
        { name: "rows in the file", value: made.banyak, unit: "", target: { atLeast: count } },
        {
          name: "memory of the isolate, at its most",
          value: mega(heap + buffers),
          unit: "MB",
          target: { atMost: 128 },
        },
        { name: "of it V8's heap", value: mega(heap), unit: "MB" },
        { name: "of it buffers", value: mega(buffers), unit: "MB" },
        {
          name: "memory of its process beyond that before",
          value: process && rss !== undefined ? mega(process.peak - rss) : null,
          unit: "MB",
        },
        { name: "time, of COPY of the same rows", value: ratio(seconds, copy.value.seconds), unit: "×" },
        {
          name: "CPU of Postgres, of COPY's",
          value: ratio(cpu?.postgres ?? null, copy.cpu?.postgres ?? null),
          unit: "×",
        },
        { name: "time", value: seconds, unit: "s" },
        { name: "time of COPY", value: copy.value.seconds, unit: "s" },
        { name: "CPU of the functions", value: cpu?.functions ?? null, unit: "s" },
        { name: "CPU of Postgres", value: cpu?.postgres ?? null, unit: "s" },
        { name: "the file", value: made.bytes / 1e6, unit: "MB" },
        { name: "rows that COPY gave", value: copy.value.rows, unit: "", target: { atLeast: count } },
      ],
      notes: [
        `The isolate is asked through V8's inspector, ${watch.samples} times, what it holds: heap and buffers, with what no collector has taken yet. Its process holds the runtime and the emulator of R2 besides. COPY writes the same columns of the same rows as CSV to a client that throws them away.`,
      ],
    };
  },
};

/** Has the file written, and fetches it. */
async function exportOrders(journey: Journey, token: string): Promise<{ banyak: number; bytes: number }> {
  const { job_id } = await journey.take<{ job_id: string }>("ask", token, "GET", "/sppd/export?format=xlsx");
  for (let waited = 0; waited < patienceSeconds; waited += 0.25) {
    const state = await journey.take<Exported>("look", token, "GET", `/berkas/ekspor/${job_id}`);
    if (state.status === "dead") throw new Error(`the export ended with ${state.error_code}`);
    if (state.status === "done" && state.banyak !== null && state.url !== null) {
      const response = await fetch(state.url);
      const { byteLength } = await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`the file answered ${response.status}`);
      return { banyak: state.banyak, bytes: byteLength };
    }
    await wait(250);
  }
  throw new Error(`the export was not written in ${patienceSeconds} seconds`);
}

interface Exported {
  readonly status: string;
  readonly error_code: string | null;
  readonly banyak: number | null;
  readonly url: string | null;
}

/** The same columns of the same rows by COPY, as the application; what it writes is read and thrown away. */
async function copyOrders({ stack }: Stage, institutionId: string): Promise<{ seconds: number; rows: number }> {
  const { columns, joined = empty } = orderColumns;
  const { text } = sql`copy (select ${join(columns.map((column) => column.sql))} from sppd o ${joined}
    where o.created_at >= date_trunc('year', now()) order by o.id desc) to stdout (format csv)`;
  const client = new pg.Client({ connectionString: stack.appUrl });
  await client.connect();
  try {
    await client.query("select set_config('app.institution_id', $1, false)", [institutionId]);
    const start = performance.now();
    const { rowCount } = await client.query(text);
    return { seconds: (performance.now() - start) / 1000, rows: rowCount ?? 0 };
  } finally {
    await client.end();
  }
}

function mega(bytes: number): number {
  return bytes / 2 ** 20;
}
