import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf, newTrace, roundTrips } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { operatorOf } from "../setup/operators.ts";
import { countingVitals } from "../setup/vitals.ts";

interface Speed {
  readonly rute: string | null;
  readonly ukuran: string;
  readonly banyak: number;
  readonly p75: number;
  readonly baik: number;
  readonly sedang: number;
  readonly buruk: number;
}

/** A page that no other test measures. */
const rute = `uji.${crypto.randomUUID().replaceAll(/[^a-f]/g, "")}.kecepatan`;
const phone =
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";
let platform: TestInstitution;
let operator: Actor;
let d1: Actor;

beforeAll(async () => {
  platform = await makeInstitution();
  [operator, d1] = await Promise.all([operatorOf(platform), platform.actor("D1")]);
});

const send = (contoh: unknown, headers: Record<string, string> = {}, as: Actor | null = d1) =>
  ask(as, "POST", "/operator/vitals", { contoh }, headers);
const seen = async (query = "") => {
  const { body } = await ask<{ data: Speed[] }>(operator, "GET", `/operator/vitals?${query}`);
  return body.data.filter((one) => one.rute === rute);
};
const lcp = (...values: number[]) => values.map((nilai) => ({ rute, ukuran: "LCP", nilai }));

describe("how quick the console is", () => {
  it("is counted by page, measure and kind of device, in one statement, and summed up for operators", async () => {
    const { traceId, traceparent } = newTrace();
    const sent = await send([...lcp(900, 2200, 2300), { rute, ukuran: "CLS", nilai: 0.3 }], { traceparent });
    expect(codeOf(sent)).toBe("204");
    expect((await roundTrips(traceId)).neon).toBe(1);
    expect(codeOf(await send(lcp(4500, 1e300), { "user-agent": phone }))).toBe("204");
    expect(await seen()).toEqual([
      { rute, ukuran: "LCP", banyak: 5, p75: 4750, baik: 0.6, sedang: 0, buruk: 0.4 },
      { rute, ukuran: "CLS", banyak: 1, p75: 0.325, baik: 0, sedang: 0, buruk: 1 },
    ]);
    expect(await seen("perangkat=ponsel&hari=1")).toMatchObject([{ ukuran: "LCP", banyak: 2, buruk: 1 }]);
    expect(await seen("perangkat=komputer")).toMatchObject([{ ukuran: "LCP", banyak: 3, baik: 1 }, { ukuran: "CLS" }]);
    const { body } = await ask<{ data: Speed[] }>(operator, "GET", "/operator/vitals");
    expect(body.data[0]).toMatchObject({ rute: null, ukuran: "LCP" });
    expect(body.data[0]?.banyak).toBeGreaterThanOrEqual(5);
  });

  it("is of nobody: no column says whose a measurement was", async () => {
    const columns = await ownerRows<{ name: string }>(
      "select attname as name from pg_attribute where attrelid = 'vitals'::regclass and attnum > 0 order by attnum",
    );
    expect(columns.map(({ name }) => name)).toEqual(["hari", "rute", "perangkat", "ukuran", "ember", "banyak"]);
  });

  it("is sent by people at their browsers alone, and told to operators alone, who leave a line", async () => {
    expect(codeOf(await send(lcp(1), {}, null))).toMatch(/^401 /);
    for (const as of [d1, await platform.actor("ADM"), await platform.actor("OP")])
      expect(codeOf(await ask(as, "GET", "/operator/vitals"))).toBe("403 TIDAK_BERWENANG");
    await seen("hari=7&perangkat=ponsel");
    const { body } = await ask<{ data: object[] }>(operator, "GET", "/operator/access-log");
    expect(body.data[1]).toMatchObject({ apa: "kecepatan", diminta: { hari: 7, perangkat: "ponsel" } });
  });

  it("is no address, no other measure, nothing below zero, nothing else, and 20 samples at the most", async () => {
    const good = { rute, ukuran: "INP", nilai: 40 };
    for (const contoh of [
      [],
      Array.from({ length: 21 }, () => good),
      [{ ...good, rute: "/sppd/0199" }],
      [{ ...good, rute: "sppd\n" }],
      [{ ...good, ukuran: "FID" }],
      [{ ...good, nilai: -1 }],
      [{ ...good, nilai: "40" }],
      [{ ...good, institution_id: platform.id }],
    ])
      expect(codeOf(await send(contoh))).toBe("422 DATA_TIDAK_SAH");
    expect(await seen()).not.toContainEqual(expect.objectContaining({ ukuran: "INP" }));
  });

  it("is counted of 200 pages a day, however many are named; those that are known go on being counted", async () => {
    const name = (at: number) => `uji.${String(at).replaceAll(/\d/g, (digit) => "abcdefghij".charAt(Number(digit)))}`;
    await countingVitals(async (record, rows) => {
      const pages = Array.from({ length: 300 }, (_, at) => name(at));
      let counted = 0;
      for (let at = 0; at < pages.length; at += 20) counted += await record(pages.slice(at, at + 20));
      const [today] = await rows<{ pages: number }>(
        "select count(distinct rute)::int as pages from vitals where hari = (now() at time zone 'UTC')::date",
      );
      expect(today).toEqual({ pages: 200 });
      expect(counted).toBeGreaterThan(0);
      expect(counted).toBeLessThanOrEqual(200);
      expect(await record([name(0), name(0), "uji.satu.lagi"])).toBe(2);
      expect(
        await rows(`select banyak::int from vitals where rute = '${name(0)}' and hari > now() - interval '2 days'`),
      ).toEqual([{ banyak: 3 }]);
    });
  });

  it("is forgotten after 400 days, by the first measurement of a day", async () => {
    await countingVitals(async (record, rows) => {
      await rows("delete from vitals");
      await rows(`insert into vitals (hari, rute, perangkat, ukuran, ember, banyak)
        select (now() at time zone 'UTC')::date - days, 'uji.lama', 'ponsel', 'LCP', 0, 1 from unnest(array[400, 401, 900]) days`);
      expect(await record(["uji.baru"])).toBe(1);
      expect(
        await rows("select (now() at time zone 'UTC')::date - hari as days from vitals where rute = 'uji.lama'"),
      ).toEqual([{ days: 400 }]);
    });
  });
});
