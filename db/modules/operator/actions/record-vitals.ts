import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { emberDari, type Perangkat, type Ukuran } from "../rules/vitals.ts";

/** One measurement of a browser: on which page, of what, how much. */
export interface Contoh {
  readonly rute: string;
  readonly ukuran: Ukuran;
  readonly nilai: number;
}

/** Counts what a browser measured; of whom is written nowhere. Of more pages than a day takes, the new ones are not counted. */
export async function recordVitals(work: Work, kind: Perangkat, measured: readonly Contoh[]): Promise<void> {
  const samples = measured.map(({ rute, ukuran, nilai }) => ({ rute, ukuran, ember: emberDari(ukuran, nilai) }));
  await write(
    work,
    sql<Written<{ terhitung: number }>>`
      select ${writtenColumns(sql`jsonb_build_object('terhitung', r.terhitung)`, { jobs: false, tags: false })}
        from record_vitals(${kind}, ${JSON.stringify(samples)}::jsonb) as r(terhitung)`,
  );
}
