import { ask } from "../setup/http.ts";
import type { TestInstitution } from "../setup/institution.ts";
import type { Arranged } from "./requests.ts";

/** Where arrangements take place. */
interface Place {
  readonly institution: TestInstitution;
}

const by = (as: string) => (): Promise<Arranged> => Promise.resolve({ as });

/** How the examples of lists as files come to work. */
export const exportArrangements: Readonly<Record<string, (place: Place) => Promise<Arranged>>> = {
  exportArchive: by("D1"),
  exportUsers: by("ADM"),
  exportOwnActivity: by("D1"),
  exportNotifications: by("D1"),
  exportPegawai: by("ADM"),
  exportOrders: by("A2"),
  exportTarif: by("D1"),
  exportHolidays: by("D1"),
  exportBudgets: by("D1"),
  exportUnits: by("D1"),
  getExport: async ({ institution }) => {
    const d1 = await institution.actor("D1");
    // Of these there are more than come at once.
    const { body } = await ask<{ job_id: string }>(d1, "GET", "/referensi/tarif/export?tahun=2026");
    return { as: "D1", params: { id: body.job_id } };
  },
};
