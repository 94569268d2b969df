import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { By } from "../../identity/actions/record-activity.ts";
import { ringkas, ukuran, type Perangkat, type Ringkasan, type Ukuran } from "../rules/vitals.ts";
import { admitted } from "./admitted.ts";

/** What a measure comes to on one page of the console, or on all of them (`rute` null). */
export interface Kecepatan extends Ringkasan {
  readonly rute: string | null;
  readonly ukuran: Ukuran;
}

/** How quick the console was in the last days (UTC), all pages first; that it was asked for is on record. `TIDAK_BERWENANG` for whoever is no operator. */
export async function readVitals(
  work: Work,
  { principal, alamat }: By,
  days: number,
  kind: Perangkat | undefined,
): Promise<Kecepatan[]> {
  const [rows] = await admitted(() =>
    work.db.batch(work.institutionId, [
      sql<{ rute: string; ukuran: Ukuran; ember: number; banyak: string }>`
        select * from operator_vitals(${principal.session_id}::uuid, ${alamat}, ${days}, ${kind ?? null})`,
    ]),
  );
  /** By page (null: all), by measure: how many lie in each bucket. */
  const counted = new Map<string | null, Map<Ukuran, Map<number, number>>>([[null, new Map()]]);
  for (const { rute, ukuran: measure, ember, banyak } of rows) {
    for (const page of [null, rute]) {
      const measures = counted.get(page) ?? new Map<Ukuran, Map<number, number>>();
      const buckets = measures.get(measure) ?? new Map<number, number>();
      counted.set(page, measures.set(measure, buckets.set(ember, (buckets.get(ember) ?? 0) + Number(banyak))));
    }
  }
  return [...counted].flatMap(([rute, measures]) =>
    ukuran.flatMap((measure) => {
      const summed = ringkas(measure, measures.get(measure) ?? new Map<number, number>());
      return summed ? [{ rute, ukuran: measure, ...summed }] : [];
    }),
  );
}
