import type { StatusSppd } from "./status.ts";

/** What a kind of file is: in which states an order takes it (and gives it back), and whether it is one traveller's or the order's. */
interface JenisBerkas {
  readonly status: readonly StatusSppd[];
  readonly perorangan: boolean;
}

const dalamPerjalanan = ["berjalan", "menunggu_laporan"] as const satisfies readonly StatusSppd[];
const sejakTerbit = ["st_terbit", "spd_terbit", ...dalamPerjalanan] as const satisfies readonly StatusSppd[];

/**
 * The kinds of file of an order that has its letters (domain, §3.2.6, what a settlement must hold). Receipts come as soon as something
 * was bought, and serve as well to prove what a cancelled trip cost. What belongs to a report is taken until the report is sent.
 */
export const JENIS_BERKAS = {
  bukti: { status: sejakTerbit, perorangan: true },
  scan_st: { status: sejakTerbit, perorangan: false },
  visum: { status: dalamPerjalanan, perorangan: true },
  lampiran_laporan: { status: dalamPerjalanan, perorangan: true },
  foto: { status: dalamPerjalanan, perorangan: true },
  pembatalan: { status: ["st_terbit", "spd_terbit"], perorangan: false },
} as const satisfies Readonly<Record<string, JenisBerkas>>;

/** A kind of file of an order. */
export type KodeJenisBerkas = keyof typeof JENIS_BERKAS;

/** All of them, in the order in which people look for them. */
export const KODE_JENIS_BERKAS = Object.keys(JENIS_BERKAS) as [KodeJenisBerkas, ...KodeJenisBerkas[]];

/** The kinds that an order takes in a state. */
export function jenisBerkasPada(status: StatusSppd): KodeJenisBerkas[] {
  return KODE_JENIS_BERKAS.filter((jenis) => (JENIS_BERKAS[jenis].status as readonly StatusSppd[]).includes(status));
}
