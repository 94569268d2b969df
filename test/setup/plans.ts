import pg from "pg";
import { readConfig } from "../../db/core/env.ts";
import type { Database, Query } from "../../db/core/postgres.ts";
import { connectRedis } from "../../db/core/redis.ts";
import { continueTrace } from "../../db/core/trace.ts";
import type { Work } from "../../db/core/work.ts";
import type { Environment } from "../../infra/local/environment.ts";

/** A step of a plan as it was carried out, functions' own statements included. */
interface Step {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  /** None of a plan that a function asked for and did not carry out. */
  readonly "Actual Loops"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly Step[];
}

/** What some work of the product read, and how. */
export interface Carried {
  readonly roundTrips: number;
  /** Statements besides the one that says whose they are. */
  readonly statements: number;
  /** Rows that each table gave or threw away, whatever the index. */
  readonly read: ReadonlyMap<string, number>;
  /** Tables that were read from end to end. */
  readonly scanned: readonly string[];
  /** Tables that were planned for, whether or not they were looked at. */
  readonly planned: ReadonlySet<string>;
  readonly answers: readonly unknown[];
}

/** Somebody who does the application's work and sees how the database does it. */
export interface Watch {
  /**
   * Carries out what a read or an action of the product asks of the database, as the application and rolled back, and tells how Postgres did it.
   * `forgetful`: the work hears that nothing was found, so that a write of which only the plan is wanted has no aftermath.
   */
  carryOut(work: (work: Work) => Promise<unknown>, forgetful?: boolean): Promise<Carried>;
  end(): Promise<void>;
}

/** Begins to watch, on one connection: what Postgres learns of its own catalogue the first time need not be learned again. */
export async function watch(where: { adminUrl: string; institutionId: string; env: Environment }): Promise<Watch> {
  const client = new pg.Client({ connectionString: where.adminUrl });
  await client.connect();
  let steps: Step[] = [];
  client.on("notice", ({ message }) => {
    const plan = /plan:\n(\{[\s\S]*)$/.exec(message ?? "")?.[1];
    if (plan) steps.push(...flatten((JSON.parse(plan) as { Plan: Step }).Plan));
  });
  await client.query("load 'auto_explain'");
  for (const [name, value] of Object.entries(explained)) await client.query(`set auto_explain.${name} = ${value}`);
  // A superuser may watch; row-level security and rights are from here on those of the application.
  await client.query("set session authorization serambi_app");
  const config = readConfig(where.env);
  return {
    async carryOut(work, forgetful = false) {
      steps = [];
      const seen = { roundTrips: 0, statements: 0 };
      const answers: unknown[] = [];
      const run = async (institutionId: string | null, queries: readonly Query[]) => {
        seen.roundTrips += 1;
        seen.statements += queries.length;
        const results: unknown[][] = [];
        await client.query("begin");
        try {
          await client.query("select set_config('app.institution_id', $1, true)", [institutionId ?? ""]);
          await client.query("set local client_min_messages = log");
          for (const { text, values } of queries) results.push((await client.query(text, values)).rows as unknown[]);
        } finally {
          await client.query("rollback");
        }
        answers.push(...results.flat());
        return forgetful ? results.map(() => []) : results;
      };
      const trace = continueTrace(null);
      await work({
        config,
        trace,
        db: { batch: run, batchFor: (_, queries) => run(where.institutionId, queries) } as Database,
        redis: connectRedis(config, trace),
        institutionId: where.institutionId,
        later: () => undefined,
        onTags: () => undefined,
        live: () => Promise.resolve(),
      });
      return { ...seen, answers, ...readOff(steps) };
    },
    end: () => client.end(),
  };
}

const explained = {
  log_min_duration: 0,
  log_analyze: "on",
  log_timing: "off",
  log_nested_statements: "on",
  log_format: "json",
};

function flatten(step: Step): Step[] {
  return [step, ...(step.Plans ?? []).flatMap(flatten)];
}

function readOff(steps: readonly Step[]): Pick<Carried, "read" | "scanned" | "planned"> {
  const planned = new Set(steps.flatMap((step) => step["Relation Name"] ?? []));
  const read = new Map<string, number>();
  const scanned: string[] = [];
  for (const step of steps) {
    const { "Relation Name": table, "Actual Loops": loops } = step;
    // A bitmap is counted where its rows are fetched.
    if (table === undefined || !step["Node Type"].includes("Scan") || !loops) continue;
    const rows =
      step["Actual Rows"] + (step["Rows Removed by Filter"] ?? 0) + (step["Rows Removed by Index Recheck"] ?? 0);
    read.set(table, (read.get(table) ?? 0) + rows * loops);
    if (step["Node Type"] === "Seq Scan") scanned.push(table);
  }
  return { read, scanned: [...new Set(scanned)], planned };
}

/** Years whose orders, or their searched text, were looked at. */
export function yearsOf({ read }: Carried): string[] {
  const years = [...read.keys()].flatMap((table) => /^(?:cari_)?sppd_(\d{4})$/.exec(table)?.[1] ?? []);
  return [...new Set(years)].sort();
}

/** Rows of orders and their text that were looked at. */
export function ordersRead({ read }: Carried): number {
  return [...read].reduce((sum, [table, rows]) => (/^(cari_)?sppd_\d/.test(table) ? sum + rows : sum), 0);
}

/** Tables that grow and were read from end to end, but for partitions of years in which nothing happened. */
export function grown({ scanned, read }: Carried): string[] {
  const small = [
    "unit_kerja",
    "yearly_tables",
    "rantai_level",
    "rantai_jenis",
    "pejabat",
    "institutions",
    "institution_clocks",
    "wilayah",
    "golongan",
    "nomor_templat",
    "anggaran",
    "modules",
    "institution_modules",
  ];
  return scanned.filter((table) => !small.includes(table) && (read.get(table) ?? 0) > 0);
}

/** Rows of notifications that were looked at. */
export function saidRead({ read }: Carried): number {
  return [...read].reduce((sum, [table, rows]) => (/^notifikasi_\d/.test(table) ? sum + rows : sum), 0);
}
