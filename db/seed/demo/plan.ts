import { adalahHariKerja } from "../../modules/sppd/rules/hari-kerja.ts";
import type { StatusSppd } from "../../modules/sppd/rules/status.ts";
import { hitungHari, tambahHari, type TanggalIso } from "../../modules/sppd/rules/tanggal.ts";
import type { Acak } from "../reference/acak.ts";
import { Calendar } from "./calendar.ts";
import { isInTime, planLife, type Fate, type Step } from "./life.ts";
import { enterRequest, type Desk, type Request } from "./order.ts";
import { castOrder, drawParty } from "./party.ts";
import { takeSteps, type Standing } from "./standing.ts";
import { dateAt, LIBUR, officeHours, uuidAt, workdayBefore } from "./time.ts";
import { drawTrip } from "./trip.ts";

/** An order of the demo, with everything that has happened to it so far. */
export interface PlannedOrder extends Request {
  readonly id: string;
  readonly standing: Standing;
  /** Letters that are still open are left to be issued as the product issues them, the last in this order. */
  readonly terbitkan: "st" | "spd" | null;
}

/** How many orders there are, about. */
const BANYAKNYA = 2_000;

/** The faculty whose orders of the last weeks the product leads: that of those whom a visitor is most. */
export const FAKULTAS_DIPANDU = "FT";

/** Of what chance alone might leave too few, at some hours: how many orders there are at least. */
interface Sedikitnya {
  readonly status: StatusSppd;
  readonly jumlah: number;
  /** They depart between, in days from today. */
  readonly dari: number;
  readonly sampai: number;
  readonly fate?: Fate;
  /** Of the faculty that the product leads. */
  readonly dipandu?: true;
}

const SEDIKITNYA: readonly Sedikitnya[] = [
  { status: "draft", jumlah: 5, dari: 5, sampai: 25, fate: "draft" },
  { status: "diajukan", jumlah: 6, dari: 3, sampai: 25 },
  { status: "disetujui", jumlah: 4, dari: 3, sampai: 25 },
  { status: "st_terbit", jumlah: 4, dari: 3, sampai: 25 },
  { status: "spd_terbit", jumlah: 6, dari: 1, sampai: 20 },
  { status: "berjalan", jumlah: 4, dari: -2, sampai: 0 },
  { status: "menunggu_laporan", jumlah: 4, dari: -9, sampai: -2 },
  { status: "pertanggungjawaban", jumlah: 4, dari: -20, sampai: -4 },
  { status: "rampung", jumlah: 4, dari: -25, sampai: -6 },
  { status: "selesai", jumlah: 12, dari: -32, sampai: -16, dipandu: true },
  { status: "diarsipkan", jumlah: 40, dari: -1295, sampai: -1160 },
];

/** Budget years that the orders of a demo made on this day need, and the next. */
export function yearsOf(hariIni: TanggalIso): number[] {
  const tahun = (tanggal: TanggalIso): number => Number(tanggal.slice(0, 4));
  const pertama = tahun(tambahHari(hariIni, -1350));
  return Array.from({ length: tahun(hariIni) + 2 - pertama }, (_, urut) => pertama + urut);
}

/**
 * Plans some 2,000 orders from the first day of the year before last until today, in every state: each lives by the
 * state table until now. Nobody is in two places on one day. A few older ones have reached the archive.
 */
export function planOrders(sumber: Acak, desk: Desk, now: number): PlannedOrder[] {
  const calendar = new Calendar();
  const hariIni = dateAt(now);
  const orders: PlannedOrder[] = [];
  const draw = (
    rentang: { dari: TanggalIso; sampai: TanggalIso },
    fate: Fate,
    { status, dipandu }: Partial<Sedikitnya> = {},
  ): void => {
    // Most draws fail for somebody's being away already, or for the state that is asked for.
    for (let percobaan = 0; percobaan < 20_000; percobaan += 1) {
      const order = drawOrder(sumber, desk, now, calendar, { ...rentang, fate });
      if (order === undefined || (status !== undefined && plannedStatus(order) !== status)) continue;
      if (dipandu && desk.staff.numbererOf(order.unit).kode !== FAKULTAS_DIPANDU) continue;
      for (const { member } of order.travellers) calendar.take(member, order.input);
      orders.push(order);
      return;
    }
    throw new Error(`no order could be drawn from ${rentang.dari} to ${rentang.sampai} (${status ?? "any state"})`);
  };
  for (const sedikitnya of SEDIKITNYA) {
    const { jumlah, dari, sampai, fate = "lancar" } = sedikitnya;
    const rentang = { dari: tambahHari(hariIni, dari), sampai: tambahHari(hariIni, sampai) };
    for (let urut = 0; urut < jumlah; urut += 1) draw(rentang, fate, sedikitnya);
  }
  const semua = { dari: `${Number(hariIni.slice(0, 4)) - 2}-01-20`, sampai: tambahHari(hariIni, 10) };
  while (orders.length < BANYAKNYA) draw(semua, drawFate(sumber));
  return orders.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The state that an order will have once its open letters are issued. */
export function plannedStatus({ standing, terbitkan }: PlannedOrder): StatusSppd {
  return terbitkan === null ? standing.status : `${terbitkan}_terbit`;
}

function drawFate(sumber: Acak): Fate {
  const angka = sumber.bulat(1, 100);
  if (angka > 13) return "lancar";
  const lain: readonly Fate[] = ["draft", "ditarik", "ditarik", "dikembalikan", "dikembalikan", "dikembalikan"];
  return lain[angka - 1] ?? (angka <= 9 ? "ditolak" : angka <= 11 ? "dibatalkan" : "dibatalkan_terbit");
}

function drawOrder(
  sumber: Acak,
  desk: Desk,
  now: number,
  calendar: Calendar,
  wanted: { dari: TanggalIso; sampai: TanggalIso; fate: Fate },
): PlannedOrder | undefined {
  const berangkat = tambahHari(wanted.dari, sumber.bulat(0, hitungHari(wanted.dari, wanted.sampai) - 1));
  if (!adalahHariKerja(berangkat, LIBUR) && sumber.peluang(80)) return undefined;
  const dibuat = officeHours(sumber, workdayBefore(tambahHari(berangkat, -sumber.bulat(12, 26))));
  if (dibuat > now) return undefined;
  const members = drawParty(sumber, desk.staff);
  const trip = drawTrip(sumber, members[0].fakultas);
  const hari = { tanggal_berangkat: berangkat, tanggal_kembali: tambahHari(berangkat, trip.lama - 1) };
  if (members.some((member) => !calendar.isFree(member, hari))) return undefined;
  const request = enterRequest(sumber, desk, trip, { members, berangkat, dibuat });
  const cast = castOrder(desk.staff, request);
  if (cast === undefined) return undefined;
  const life = planLife(
    sumber,
    { dibuat, berangkat, kembali: hari.tanggal_kembali, rantai: request.rantai, cast },
    wanted.fate,
  );
  if (!isInTime(life, berangkat)) return undefined;
  return { ...request, id: uuidAt(sumber, dibuat), ...liveUntil(now, life, request.rantai) };
}

function liveUntil(
  now: number,
  life: readonly Step[],
  rantai: readonly number[],
): Pick<PlannedOrder, "standing" | "terbitkan"> {
  const steps = life.filter(({ pada }) => pada <= now);
  const standing = takeSteps(steps, rantai);
  if (standing.status !== "st_terbit" && standing.status !== "spd_terbit") return { standing, terbitkan: null };
  const approved = steps.slice(
    0,
    steps.findIndex(({ aksi }) => aksi === "terbitkan_st"),
  );
  return { standing: takeSteps(approved, rantai), terbitkan: standing.status === "st_terbit" ? "st" : "spd" };
}
