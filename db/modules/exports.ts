import type { Exportable, Filed } from "./berkas/reads/exportable.ts";

/** Every list that can be had as a file, by name; loaded when it is first asked for. */
const exportables: Readonly<Record<string, () => Promise<Exportable>>> = {
  arsip: async () => widened((await import("./arsip/exports.ts")).archiveExport),
  "identity.activity": async () => widened((await import("./identity/exports.ts")).activityExport),
  "identity.users": async () => widened((await import("./identity/exports.ts")).userExport),
  notifications: async () => widened((await import("./notifications/exports.ts")).notificationExport),
  pegawai: async () => widened((await import("./pegawai/exports.ts")).pegawaiExport),
  "referensi.anggaran": async () => widened((await import("./referensi/reads/exports.ts")).budgetExport),
  "referensi.libur": async () => widened((await import("./referensi/reads/exports.ts")).holidayExport),
  "referensi.tarif": async () => widened((await import("./referensi/reads/exports.ts")).tariffExport),
  "referensi.unit": async () => widened((await import("./referensi/reads/exports.ts")).unitExport),
  sppd: async () => widened((await import("./sppd/exports.ts")).orderExport),
  "sppd.nominatif": async () => widened((await import("./sppd/exports.ts")).nominativeExport),
  "sppd.rekap": async () => widened((await import("./sppd/exports.ts")).rekapExport),
};

/** The names of all of them. */
export const exportNames: readonly string[] = Object.keys(exportables);

/** The list of this name; undefined for names that nobody declared. */
export async function findExportable(name: string): Promise<Exportable | undefined> {
  return Object.hasOwn(exportables, name) ? await exportables[name]?.() : undefined;
}

/** What is asked of it is parsed by its own schema before it is read. */
function widened<Queried extends Filed>(one: Exportable<Queried>): Exportable {
  return one as unknown as Exportable;
}
