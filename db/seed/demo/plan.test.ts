import { describe, expect, it } from "vitest";
import { STATUS_SPPD } from "../../modules/sppd/rules/status.ts";
import { susunTarif } from "../../modules/sppd/rules/tarif.ts";
import { acak } from "../reference/acak.ts";
import { SBM_2026 } from "../reference/sbm-2026.ts";
import { takeNumbers } from "./numbers.ts";
import { plannedStatus, planOrders, yearsOf, type PlannedOrder } from "./plan.ts";
import { budgetRows, claimRows } from "./rows.ts";
import { gatherStaff } from "./staff.ts";
import { borrowTariffs } from "./tariffs.ts";
import { dateAt, uuidAt } from "./time.ts";
import { budgetFinder, describeUniversity, TEMPLAT_NOMOR } from "./university.ts";

/** The demo as it would be planned at an instant, on an institution whose ids are invented. */
function planAt(instant: string) {
  const now = Date.parse(instant);
  const years = yearsOf(dateAt(now));
  const spec = describeUniversity(years);
  const chance = acak(1);
  const id = () => uuidAt(chance, now);
  const staff = gatherStaff(spec, {
    id: id(),
    units: Object.fromEntries(spec.units.map(({ kode }) => [kode, id()])),
    people: Object.fromEntries(spec.people.map(({ key }) => [key, { pegawai_id: id(), user_id: id() }])),
    budgets: spec.budgets.map(id),
  });
  const budgets = spec.budgets.map(id);
  const tarif = susunTarif([...SBM_2026, ...borrowTariffs(years)]);
  const orders = planOrders(acak(2), { staff, tarif, budgetOf: budgetFinder(years, budgets) }, now);
  return { now, staff, orders };
}

const usual = planAt("2026-11-18T03:00:00Z");

describe("the orders of the demo", () => {
  it("are some 2,000 and in every state, on a working day, in the long holidays and on New Year's night", () => {
    for (const { orders } of [usual, planAt("2026-03-22T02:00:00Z"), planAt("2026-12-31T17:00:00Z")]) {
      expect(orders).toHaveLength(2_000);
      expect(new Set(orders.map(plannedStatus))).toEqual(new Set(STATUS_SPPD));
      const open = orders.filter(({ terbitkan }) => terbitkan !== null).length;
      expect(open).toBeGreaterThanOrEqual(10);
      expect(open).toBeLessThan(40);
    }
  });

  it("are the same for the same instant", () => {
    expect(planAt("2026-11-18T03:00:00Z").orders.map(({ id }) => id)).toEqual(usual.orders.map(({ id }) => id));
  });

  it("have nothing behind them that has not happened yet, and their letters out before the departure", () => {
    for (const { standing, input } of usual.orders) {
      const waktu = standing.steps.map(({ pada }) => pada);
      expect(waktu).toEqual(waktu.toSorted((a, b) => a - b));
      expect(new Set(waktu).size).toBe(waktu.length);
      expect(waktu.at(-1)).toBeLessThanOrEqual(usual.now);
      const terbit = standing.steps.filter(({ aksi }) => aksi.startsWith("terbitkan"));
      expect(terbit.every(({ pada }) => dateAt(pada) < input.tanggal_berangkat)).toBe(true);
    }
  });

  it("leave to be issued only what departs tomorrow or later", () => {
    const open = usual.orders.filter(({ terbitkan }) => terbitkan !== null);
    expect(open.map(({ standing }) => standing.status)).toEqual(open.map(() => "disetujui"));
    expect(open.filter(({ input }) => input.tanggal_berangkat <= dateAt(usual.now))).toEqual([]);
  });

  it("archive only what was settled three years ago", () => {
    const archived = usual.orders.filter(({ standing }) => standing.status === "diarsipkan");
    for (const { standing } of archived) {
      const paid = standing.steps.find(({ aksi }) => aksi === "bayar");
      expect(dateAt(paid?.pada ?? usual.now) < "2023-11-18").toBe(true);
    }
    expect(archived.length).toBeGreaterThan(0);
  });

  it("are decided by nobody who travels on them or asked for them", () => {
    const decided = ["setujui", "kembalikan", "tolak"];
    const own = usual.orders.filter(({ pemohon, travellers, standing }) => {
      const pihak = [pemohon, ...travellers.map(({ member }) => member)].map(({ user_id }) => user_id);
      return standing.steps.some(({ aksi, oleh }) => decided.includes(aksi) && pihak.includes(oleh));
    });
    expect(own).toEqual([]);
  });

  it("send nobody to two places on one day", () => {
    const days = new Set<string>();
    let trips = 0;
    for (const order of usual.orders) {
      for (const day of daysOf(order)) {
        days.add(day);
        trips += 1;
      }
    }
    expect(days.size).toBe(trips);
  });

  it("claim days and money while they are alive, and give them back when refused or cancelled", () => {
    const claiming = new Set(claimRows(usual.orders).map((row) => row.sppd_id));
    const none = ["draft", "ditolak", "dibatalkan", "dibatalkan_terbit"];
    for (const { id, standing } of usual.orders) expect(claiming.has(id)).toBe(!none.includes(standing.status));
    const held = usual.orders.filter(({ id }) => claiming.has(id)).reduce((sum, { total }) => sum + total, 0);
    const asEstimated = new Map(
      usual.orders.map(({ id, travellers }) => [
        id,
        travellers.map((traveller) => ({ traveller, baris: [], ditetapkan: traveller.total })),
      ]),
    );
    expect(budgetRows(usual.orders, asEstimated).reduce((sum, row) => sum + row.komitmen + row.realisasi, 0)).toBe(
      held,
    );
  });
});

describe("the letter numbers of the demo", () => {
  const numbers = takeNumbers(usual.orders, usual.staff, TEMPLAT_NOMOR);

  it("run without gaps for each kind, unit and year, in the order of their dates", () => {
    const kinds = new Set(numbers.map(({ jenis, unit, tahun }) => `${jenis} ${unit} ${tahun}`));
    for (const kind of kinds) {
      const letters = numbers.filter(({ jenis, unit, tahun }) => `${jenis} ${unit} ${tahun}` === kind);
      expect(letters.map(({ urut }) => urut)).toEqual(letters.map((_, i) => i + 1));
      const tanggal = letters.map((letter) => letter.tanggal);
      expect(tanggal).toEqual(tanggal.toSorted());
    }
    expect(kinds.size).toBeGreaterThanOrEqual(18);
  });

  it("stay taken, and marked, when their letter was cancelled", () => {
    const cancelled = new Set(
      usual.orders.filter(({ standing }) => standing.status === "dibatalkan_terbit").map(({ id }) => id),
    );
    expect(numbers.filter(({ batal }) => batal).every(({ sppd_id }) => cancelled.has(sppd_id))).toBe(true);
    expect(new Set(numbers.filter(({ batal }) => batal).map(({ sppd_id }) => sppd_id)).size).toBe(cancelled.size);
  });
});

function daysOf({ input, travellers }: PlannedOrder): string[] {
  const from = Date.parse(input.tanggal_berangkat);
  const days = (Date.parse(input.tanggal_kembali) - from) / 86_400_000 + 1;
  return travellers.flatMap(({ member }) =>
    Array.from({ length: days }, (_, i) => `${member.pegawai_id} ${dateAt(from + i * 86_400_000)}`),
  );
}
