import { isiTemplat } from "../../modules/sppd/rules/nomor.ts";
import type { PlannedOrder } from "./plan.ts";
import type { Staff } from "./staff.ts";
import { dateAt } from "./time.ts";

/** A number that a letter took. `unit` numbers it, by its code; `pelaksana` counts the order's travellers from 0. */
export interface TakenNumber {
  readonly jenis: "st" | "spd";
  readonly unit: string;
  readonly tahun: number;
  readonly urut: number;
  readonly nomor: string;
  readonly tanggal: string;
  readonly sppd_id: string;
  readonly pelaksana: number | null;
  readonly batal: boolean;
}

/** The archive code of travel orders that letters carry unless an institution sets its own. */
const KODE_PERJALANAN_DINAS = "000.1.2.3";

/** Numbers the letters of all orders in the order of their issue, without gaps for each kind, unit and year. */
export function takeNumbers(
  orders: readonly PlannedOrder[],
  staff: Staff,
  templat: Readonly<Record<"st" | "spd", string>>,
): TakenNumber[] {
  const counters = new Map<string, number>();
  return listLetters(orders)
    .toSorted((a, b) => a.pada - b.pada)
    .map(({ order, jenis, pada, pelaksana }) => {
      const { kode: unit, kode_surat } = staff.numbererOf(order.unit);
      const tanggal = dateAt(pada);
      const tahun = Number(tanggal.slice(0, 4));
      const counter = `${jenis} ${unit} ${tahun}`;
      const urut = (counters.get(counter) ?? 0) + 1;
      counters.set(counter, urut);
      const nomor = isiTemplat(templat[jenis], { urut, jenis, unit: kode_surat, kode: KODE_PERJALANAN_DINAS, tanggal });
      const batal = order.standing.status === "dibatalkan_terbit";
      return { jenis, unit, tahun, urut, nomor, tanggal, sppd_id: order.id, pelaksana, batal };
    });
}

/** A letter that was issued, at an instant; `pelaksana` as in {@link TakenNumber}. */
interface Letter {
  readonly order: PlannedOrder;
  readonly jenis: "st" | "spd";
  readonly pada: number;
  readonly pelaksana: number | null;
}

/** One Surat Tugas for each order, one SPD for each traveller. */
function listLetters(orders: readonly PlannedOrder[]): Letter[] {
  return orders.flatMap((order) =>
    order.standing.steps.flatMap(({ aksi, pada }): Letter[] => {
      if (aksi === "terbitkan_st") return [{ order, jenis: "st", pada, pelaksana: null }];
      if (aksi !== "terbitkan_spd") return [];
      return order.travellers.map((_, urut): Letter => ({ order, jenis: "spd", pada, pelaksana: urut }));
    }),
  );
}
