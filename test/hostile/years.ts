import { ask } from "../setup/http.ts";
import type { Ground } from "./ground.ts";
import type { Arranged } from "./requests.ts";

/** A budget year that no order is of, another each time. */
let year = 2040;

const ofYear = (tahun: number): Arranged => ({ as: "ADM", params: { tahun: String(tahun) } });

/** How the examples of budget years come to work. */
export const yearArrangements: Readonly<Record<string, (ground: Ground) => Promise<Arranged>>> = {
  getBudgetYear: () => Promise.resolve({ ...ofYear(2026), as: "P1" }),
  closeBudgetYear: () => Promise.resolve(ofYear(++year)),
  reopenBudgetYear: async ({ institution }) => {
    const tahun = ++year;
    await ask(await institution.actor("ADM"), "POST", `/tahun/${tahun}/tutup`);
    return ofYear(tahun);
  },
  prepareBudgetYear: () => Promise.resolve({ ...ofYear(2027), as: "P1" }),
};
