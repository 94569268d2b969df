import { only, sql, type Query } from "../../core/postgres.ts";
import { Problem } from "../../core/problem.ts";
import type { Work } from "../../core/work.ts";

/** A licence as it is shown, but for whether it is over: that changes by itself. */
export interface ShownLicence {
  readonly type: "single" | "multi";
  readonly status: "aktif" | "percobaan" | "dicabut";
  readonly jenjang_aktif: readonly string[];
  /** Slugs; null: all that there are. */
  readonly modules: readonly string[] | null;
  readonly seats: number | null;
  /** Active accounts; null: not counted, since they may be as many as one likes. */
  readonly terpakai: number | null;
  /** Days in UTC, the last one included. */
  readonly valid_from: string;
  readonly valid_until: string;
}

/** That in SQL, of a row `l` of licences. */
export const licenceJson: Query = sql`jsonb_build_object('type', l.type, 'status', l.status, 'jenjang_aktif', l.jenjang_aktif, 'modules', l.modules,
  'seats', l.seats, 'terpakai', case when l.seats is not null then (select count(*) from users where aktif) end,
  'valid_from', l.valid_from, 'valid_until', l.valid_until)`;

/** The institution's licence, or the trial that stands in its place. */
export async function readLicence(work: Work): Promise<ShownLicence> {
  const [found] = await work.db.batch(work.institutionId, [
    sql<{ licence: ShownLicence }>`select case when l.id is not null then ${licenceJson}
        else jsonb_build_object('type', 'multi', 'status', 'percobaan', 'jenjang_aktif', '[]'::jsonb, 'modules', null, 'seats', null, 'terpakai', null,
          'valid_from', (i.percobaan_sejak at time zone 'UTC')::date,
          'valid_until', ((i.percobaan_sejak + interval '720 hours') at time zone 'UTC')::date) end as licence
      from institutions i left join licences l on l.institution_id = i.id and l.status <> 'diganti' where i.id = ${work.institutionId}::uuid`,
  ]);
  return only(found).licence;
}

/** Whether the licence has an account left for the statement that this stands in; none other takes it before that is committed. */
export const hasSeat: Query = sql`coalesce((select seats_left()) > 0, true)`;

/** Throws `KURSI_PENUH`, should the licence have no account left. */
export async function explainSeats(work: Work): Promise<void> {
  const [[full]] = await work.db.batch(work.institutionId, [
    sql<{
      seats: number;
    }>`select l.seats from licences l where l.status <> 'diganti' and (select count(*) from users where aktif) >= l.seats`,
  ]);
  if (full) throw new Problem("KURSI_PENUH", { values: { batas: full.seats } });
}
