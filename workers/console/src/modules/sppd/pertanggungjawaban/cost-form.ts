import type { Input, Output } from "../../../api/operation.ts";
import { daysBetween } from "./report-content.ts";
import type { Order } from "./traveller.ts";

export type OrderCosts = Output<"getOrderCosts">;
export type Account = OrderCosts["pelaksana"][number];
export type Line = Account["baris"][number];
export type CostBody = NonNullable<Input<"saveOrderCosts">["body"]>;
export const vehicles = ["mobil", "bus_sedang", "bus_besar"] as const;
type Vehicle = (typeof vehicles)[number];

/** What each row says: what was paid, and what proves it. */
export interface Proven {
  /** For the page alone: rows come and go, and each keeps its own. */
  readonly key: string;
  /** Null until it is written. */
  jumlah: number | null;
  riil: boolean;
  bukti: string[];
  catatan: string;
  /** The line that was saved of it, with what the rules made of it. */
  line: Line | null;
}

/** A ticket, or anything else that has a price. */
export interface PlainRow extends Proven {
  uraian: string;
  tanggal: string;
}
export interface TaxiRow extends Proven {
  provinsi_kode: string;
  kali: number;
  tanggal: string;
}
export interface RentRow extends Proven {
  kendaraan: Vehicle;
  provinsi_kode: string;
  hari: number;
}
/** A night: in a hotel, elsewhere (30 % of the ceiling), or not claimed at all. */
export interface NightRow extends Proven {
  tanggal: string;
  stay: "hotel" | "elsewhere" | "none";
  uraian: string;
  sekamar_dengan: string;
}

/** A statement of costs as it is being filled in. */
export interface CostForm {
  transpor: PlainRow[];
  taksi: TaxiRow[];
  sewa: RentRow[];
  penginapan: NightRow[];
  lain: PlainRow[];
  /** Null: whoever travels has no claim to it. */
  representasi: boolean | null;
  pernyataan: boolean;
}

const blank = (): Proven => ({
  key: crypto.randomUUID(),
  jumlah: null,
  riil: false,
  bukti: [],
  catatan: "",
  line: null,
});

export const newPlain = (uraian = ""): PlainRow => ({ ...blank(), uraian, tanggal: "" });
export const newTaxi = (provinsi_kode: string, kali = 1): TaxiRow => ({
  ...blank(),
  provinsi_kode,
  kali,
  tanggal: "",
});
export const newRent = (provinsi_kode: string): RentRow => ({
  ...blank(),
  kendaraan: "mobil",
  provinsi_kode,
  hari: 1,
});
const newNight = (tanggal: string): NightRow => ({
  ...blank(),
  tanggal,
  stay: "hotel",
  uraian: "",
  sekamar_dengan: "",
});

/** What the host of a meeting pays: none of it is claimed here. */
export function paidByHost({ biaya }: Order): readonly string[] {
  return (biaya as { dibiayai_penyelenggara?: string[] }).dibiayai_penyelenggara ?? [];
}

/** The form of what was saved; of nothing yet: what was estimated, without its amounts. */
export function formOf(order: Order, account: Account): CostForm {
  const estimate = order.pelaksana.find(({ pegawai_id }) => pegawai_id === account.pegawai_id);
  const lines = (komponen: Line["komponen"]): Line[] =>
    account.baris.filter((line) => line.komponen === komponen && !line.otomatis);
  const nights = daysBetween(order.tanggal_berangkat, estimate?.tanggal_kembali_nyata ?? order.tanggal_kembali).slice(
    0,
    -1,
  );
  const entitled = (estimate?.estimasi ?? []).some(({ komponen }) => komponen === "representasi");
  const fresh = account.versi === 0;
  const host = paidByHost(order);
  return {
    transpor: fresh
      ? (estimate?.estimasi ?? [])
          .filter(({ komponen }) => komponen === "transpor" && !host.includes(komponen))
          .map(({ uraian }) => newPlain(uraian))
      : lines("transpor").map(plain),
    taksi: fresh ? estimatedTaxis(order) : lines("taksi").map(taxi),
    sewa: lines("sewa").map(rent),
    penginapan: withNights(lines("penginapan").map(night), host.includes("penginapan") ? [] : nights, fresh),
    lain: lines("lain").map(plain),
    representasi: entitled ? fresh || account.baris.some(({ komponen }) => komponen === "representasi") : null,
    pernyataan: account.pernyataan !== null,
  };
}

function estimatedTaxis({ biaya }: Order): TaxiRow[] {
  const given = (biaya as { taksi?: { provinsi_kode: string; kali: number }[] }).taksi ?? [];
  return given.map(({ provinsi_kode, kali }) => newTaxi(provinsi_kode, kali));
}

/** Every night of the trip, those that were saved and those that were not; and whatever else was saved. */
function withNights(saved: NightRow[], nights: readonly string[], fresh: boolean): NightRow[] {
  const missing = nights.filter((day) => !saved.some(({ tanggal }) => tanggal === day));
  const rows = missing.map((day): NightRow => ({ ...newNight(day), stay: fresh ? "hotel" : "none" }));
  return [...saved, ...rows].toSorted((a, b) => (a.tanggal < b.tanggal ? -1 : 1));
}

const proven = (line: Line): Proven => ({
  key: line.id,
  jumlah: line.jumlah,
  riil: line.riil,
  bukti: line.bukti.map(({ id }) => id),
  catatan: line.catatan ?? "",
  line,
});
const plain = (line: Line): PlainRow => ({
  ...proven(line),
  uraian: line.uraian,
  tanggal: line.tanggal ?? "",
});
const taxi = (line: Line): TaxiRow => ({
  ...proven(line),
  provinsi_kode: said(line, "provinsi_kode"),
  kali: line.kuantitas,
  tanggal: line.tanggal ?? "",
});
const rent = (line: Line): RentRow => ({
  ...proven(line),
  kendaraan: (vehicles as readonly string[]).includes(said(line, "kendaraan"))
    ? (said(line, "kendaraan") as Vehicle)
    : "mobil",
  provinsi_kode: said(line, "provinsi_kode"),
  hari: line.kuantitas,
});
const night = (line: Line): NightRow => {
  const hotel = (line.isian as Record<string, unknown>)["menginap"] !== false;
  return {
    ...proven(line),
    tanggal: line.tanggal ?? "",
    stay: hotel ? "hotel" : "elsewhere",
    jumlah: hotel ? line.jumlah : null,
    uraian: line.uraian,
    sekamar_dengan: said(line, "sekamar_dengan"),
  };
};

function said(line: Line, field: string): string {
  const value = (line.isian as Record<string, unknown>)[field];
  return typeof value === "string" ? value : "";
}

/** Every row that may have proof. */
export function rowsOf(form: CostForm): (PlainRow | TaxiRow | RentRow | NightRow)[] {
  return [...form.transpor, ...form.taksi, ...form.sewa, ...form.penginapan, ...form.lain];
}
