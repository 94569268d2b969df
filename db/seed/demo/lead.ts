import type { Work } from "../../core/work.ts";
import type { Principal, Scope } from "../../modules/identity/principal.ts";
import { addFile } from "../../modules/sppd/actions/add-file.ts";
import { endTrip } from "../../modules/sppd/actions/end-trip.ts";
import { issueSpd } from "../../modules/sppd/actions/issue-spd.ts";
import { issueSt } from "../../modules/sppd/actions/issue-st.ts";
import { payAdvance } from "../../modules/sppd/actions/pay-advance.ts";
import { saveReport } from "../../modules/sppd/actions/report.ts";
import { saveCosts } from "../../modules/sppd/actions/save-costs.ts";
import { sendReport } from "../../modules/sppd/actions/send-report.ts";
import { settleTraveller } from "../../modules/sppd/actions/settle.ts";
import { startTrip } from "../../modules/sppd/actions/start-trip.ts";
import { validateSettlement } from "../../modules/sppd/actions/validate-settlement.ts";
import { verifyLine } from "../../modules/sppd/actions/verify-line.ts";
import { readCosts } from "../../modules/sppd/reads/biaya.ts";
import type { Acak } from "../reference/acak.ts";
import { actAs } from "./acting.ts";
import type { Step } from "./life.ts";
import type { PlannedOrder } from "./plan.ts";
import { describeReceipt, printReceipt, type KeepFile } from "./receipt.ts";
import { writeReport } from "./report.ts";
import { enterCosts, type Traveller } from "./spent.ts";
import type { Staff } from "./staff.ts";
import { takeSteps } from "./standing.ts";
import { dateAt } from "./time.ts";

/** An order that the product leads on, from its approval: the steps that are left, each at its instant. */
export interface LedOrder {
  readonly order: PlannedOrder;
  readonly steps: readonly Step[];
}

/** Days of which the orders are led by the product: long enough for some to be paid. */
const HARI = 45;

const all: Scope = { reach: "all" };

/**
 * Sets orders back to their approval that the product itself is to lead on: those of one faculty whose letters were issued lately, so that
 * each takes its number after all that were issued before it. Of those that were taken back nothing is left to do.
 */
export function leaveToLead(
  orders: readonly PlannedOrder[],
  { staff, numberer, now }: { readonly staff: Staff; readonly numberer: string; readonly now: number },
): { orders: PlannedOrder[]; led: LedOrder[] } {
  const led: LedOrder[] = [];
  const left = orders.map((order) => {
    const { steps, status } = order.standing;
    const first = steps.findIndex(({ aksi }) => aksi === "terbitkan_st");
    const since = steps[first]?.pada ?? 0;
    if (since < now - HARI * 86_400_000 || status === "dibatalkan_terbit") return order;
    if (staff.numbererOf(order.unit).kode !== numberer) return order;
    const back = { ...order, standing: takeSteps(steps.slice(0, first), order.rantai) };
    led.push({ order: back, steps: steps.slice(first) });
    return back;
  });
  return { orders: left, led };
}

/** What leading needs: who does it, where receipts are kept, and the clock that each step is taken by. */
export interface Lead {
  readonly work: Work;
  readonly staff: Staff;
  readonly sumber: Acak;
  keepFile: KeepFile;
  setClock(instant: number): Promise<void>;
}

/**
 * Takes the steps of all these orders through the product's own actions, day by day, with everything that belongs to each. Orders go on side by
 * side; a day's steps are taken at the instant of its last.
 */
export async function leadOrders(lead: Lead, led: readonly LedOrder[]): Promise<void> {
  const steps = led.flatMap((one) => one.steps);
  for (const hari of new Set(steps.map(({ pada }) => dateAt(pada)).toSorted())) {
    const isToday = ({ pada }: Step) => dateAt(pada) === hari;
    await lead.setClock(Math.max(...steps.filter(isToday).map(({ pada }) => pada)));
    await Promise.all(
      led.map(async ({ order, steps: own }, urut) => {
        for (const step of own.filter(isToday)) await take(lead, order, step, urut + 1);
      }),
    );
  }
}

async function take(lead: Lead, order: PlannedOrder, { aksi, pada }: Step, urut: number): Promise<void> {
  const { work, staff } = lead;
  const { id, travellers, input } = order;
  const by = (peran: string): Principal => actAs(work.institutionId, staff.only(peran));
  const tanggal = dateAt(pada);
  const proof = (jenis: string, nth: number) =>
    `${jenis}-${String(urut).padStart(3, "0")}${travellers.length > 1 ? `.${nth + 1}` : ""}/FT/${input.tahun_anggaran}`;
  switch (aksi) {
    case "terbitkan_st":
      await issueSt(work, by("agendaris"), all, id);
      return;
    case "terbitkan_spd":
      await issueSpd(work, by("ppk"), all, id);
      // Every other order is paid in part before it begins.
      if (urut % 2 === 0) await advance(lead, order, { tanggal, proof: (nth) => proof("UM", nth) });
      return;
    case "mulai":
      await startTrip(work, id);
      return;
    case "kembali":
      for (const { member } of travellers) {
        const back = { tanggal: input.tanggal_kembali, pegawaiId: member.pegawai_id };
        await endTrip(work, actAs(work.institutionId, member), ownOf(member), id, back);
      }
      return;
    case "kirim_laporan":
      for (const traveller of travellers) await handIn(lead, order, traveller);
      return;
    case "sahkan_rampung":
      for (const { pegawai_id, baris } of (await readCosts(work, all, id)).pelaksana) {
        for (const { id: line } of baris) {
          await verifyLine(work, by("bendahara"), all, { id, baris: line }, { putusan: "diterima" });
        }
        await validateSettlement(work, by("ppk"), all, id, pegawai_id);
      }
      return;
    case "bayar":
      for (const [nth, { member }] of travellers.entries()) {
        const paid = { pegawai_id: member.pegawai_id, tanggal, nomor_bukti: proof("KK", nth), ntpn: null };
        await settleTraveller(work, by("bendahara"), all, id, paid);
      }
      return;
    default:
      throw new Error(`the demo leads no order through ${aksi}`);
  }
}

async function advance(
  { work, staff }: Lead,
  { id, travellers }: PlannedOrder,
  { tanggal, proof }: { readonly tanggal: string; proof(nth: number): string },
): Promise<void> {
  const bendahara = actAs(work.institutionId, staff.only("bendahara"));
  for (const [nth, { member, total }] of travellers.entries()) {
    const jumlah = Math.floor((total * 0.6) / 100_000) * 100_000;
    if (jumlah === 0) continue;
    await payAdvance(work, bendahara, all, id, {
      pegawai_id: member.pegawai_id,
      jumlah,
      nomor_bukti: proof(nth),
      tanggal,
    });
  }
}

/** Hands in what a traveller has of a trip, as they do it themselves: a receipt, what it cost, the report. */
async function handIn({ work, sumber, keepFile }: Lead, order: PlannedOrder, traveller: Traveller): Promise<void> {
  const { id, input } = order;
  const { member } = traveller;
  const [principal, scope] = [actAs(work.institutionId, member), ownOf(member)];
  const kunci = `${work.institutionId}/${input.tanggal_kembali.slice(0, 7).replace("-", "/")}/sppd/${member.user_id}/${crypto.randomUUID()}_bukti.pdf`;
  const receipt = printReceipt([input.maksud, member.nama, `${input.tanggal_berangkat} s.d. ${input.tanggal_kembali}`]);
  await keepFile(kunci, receipt);
  const described = await describeReceipt(receipt);
  const file = { ...described, jenis: "bukti", pegawaiId: member.pegawai_id, kunci } as const;
  const { id: bukti } = await addFile(work, principal, scope, id, file);
  const costs = enterCosts(sumber, order, traveller, [bukti]);
  await saveCosts(work, principal, scope, { id, pegawaiId: member.pegawai_id, versi: 0 }, costs);
  const writing = { work, principal, scope, id, pegawaiId: member.pegawai_id };
  await saveReport(writing, 1, writeReport(input));
  await sendReport(writing);
}

function ownOf({ user_id, pegawai_id }: Traveller["member"]): Scope {
  return { reach: "own", own: { user_id, pegawai_id } };
}
