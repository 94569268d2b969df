import { expect } from "vitest";
import { asApplication, asOwner } from "./institution.ts";
import { tryAsApplication } from "./catalogue.ts";

/** Tries what `record_vitals` may be given by whoever has only the application's rights. Nothing of it stays. */
export async function tryVitals(institutionId: string, injections: readonly string[]): Promise<void> {
  const record = (kind: unknown, samples: unknown) => ({
    text: "select record_vitals($1, $2)",
    values: [kind, JSON.stringify(samples)],
  });
  const sample = { rute: "uji", ukuran: "LCP", ember: 3 };
  // No institution is needed, and none is written down.
  for (const whose of [institutionId, null])
    expect(await tryAsApplication(whose, [record("ponsel", [sample])])).toEqual([{ rows: 1 }]);
  const bad = [
    ...injections.map((rute) => ({ ...sample, rute })),
    { ...sample, rute: "x".repeat(41) },
    { ...sample, rute: "sppd/0199" },
    { ...sample, ukuran: "FID" },
    { ...sample, ember: 16 },
    { ...sample, ember: -1 },
    { ...sample, ember: null },
  ];
  const refused = { code: expect.stringMatching(/^(22|23)/) as string };
  for (const one of bad) expect(await tryAsApplication(null, [record("ponsel", [one])])).toMatchObject([refused]);
  for (const kind of ["tablet", null])
    expect(await tryAsApplication(null, [record(kind, [sample])])).toMatchObject([refused]);
  for (const samples of [Array.from({ length: 21 }, () => sample), "x", {}])
    expect(await tryAsApplication(null, [record("ponsel", samples)])).toMatchObject([refused]);
  // Nothing is counted of nothing.
  await asApplication(null, async (client) => {
    const { rows } = await client.query<{ n: number }>("select record_vitals('ponsel', '[]') as n");
    expect(rows).toEqual([{ n: 0 }]);
  });
}

/** What becomes of samples, as the owner sees it in a transaction of its own that is undone: of pages named here, and with what the table has before. */
export function countingVitals<T>(
  look: (
    record: (pages: readonly string[]) => Promise<number>,
    rows: <Row>(text: string) => Promise<Row[]>,
  ) => Promise<T>,
): Promise<T> {
  return asOwner(async (client) => {
    await client.query("begin");
    // What browsers of other tests send meanwhile waits: nobody holds a row that is wanted here.
    await client.query("lock table vitals");
    const rows = async <Row>(text: string) => (await client.query(text)).rows as Row[];
    const record = async (pages: readonly string[]) => {
      const samples = JSON.stringify(pages.map((rute) => ({ rute, ukuran: "LCP", ember: 0 })));
      const { rows: told } = await client.query<{ n: number }>("select record_vitals('ponsel', $1) as n", [samples]);
      return told[0]?.n ?? -1;
    };
    return await look(record, rows);
  });
}
