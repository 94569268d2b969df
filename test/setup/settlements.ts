import type { StatusSppd } from "../../db/modules/sppd/rules/status.ts";
import { books } from "./books.ts";
import { ask, type Reply } from "./http.ts";
import { makeInstitution, ownerRows, setClock, type Actor, type TestInstitution } from "./institution.ts";
import { act, approveFully, draft, issueBoth, orderE1 } from "./orders.ts";
import { addFile, fullReport } from "./trips.ts";

/** A line of costs, as far as tests look at it. */
export interface Line {
  readonly uraian: string;
  readonly id: string;
  readonly komponen: string;
  readonly jumlah: number;
  readonly pagu: number | null;
  readonly diakui: number;
  readonly selisih: number;
  readonly putusan: string;
  readonly ditetapkan: number | null;
}

/** A traveller's costs, as far as tests look at them. */
export interface TravellerCosts {
  readonly pegawai_id: string;
  readonly versi: number;
  readonly kurang: readonly string[];
  readonly baris: readonly Line[];
  readonly diakui: number;
  readonly uang_muka: { readonly batas: number; readonly dibayar: number };
  readonly rampung: Record<string, unknown> | null;
  readonly pembayaran: readonly Record<string, unknown>[];
}

/** Lets an order be in a state without the steps that lead there. */
export async function putIn(order: string, status: StatusSppd): Promise<void> {
  await ownerRows("update sppd set status = $2, updated_at = now() where id = $1", [order, status]);
}

/** The same of a draft, with its money committed as its submission would have. */
export async function commitIn(order: string, status: StatusSppd): Promise<void> {
  await putIn(order, status);
  await ownerRows(
    "update anggaran a set komitmen = a.komitmen + s.total_estimasi from sppd s where s.id = $1 and a.id = s.anggaran_id and a.institution_id = s.institution_id",
    [order],
  );
}

/** An order whose SPDs are out. */
export async function issued(institution: TestInstitution, applicant: Actor, body: Record<string, unknown>) {
  const id = await draft(applicant, body);
  await approveFully(institution, applicant, id);
  await issueBoth(institution, id);
  return id;
}

/** An order of scenario E1 that is on its way: its SPDs are issued on 13 April, the day of departure. */
export async function departed(institution: TestInstitution, applicant: Actor, body: Record<string, unknown>) {
  const id = await draft(applicant, body);
  await approveFully(institution, applicant, id);
  await act(await institution.actor("G1"), id, "terbitkan-st");
  await setClock(institution.id, "2026-04-13 10:00+07");
  const { status, body: answer } = await act(await institution.actor("P1"), id, "terbitkan-spd");
  if (answer["status"] !== "berjalan") throw new Error(`the SPDs answered ${status}: ${JSON.stringify(answer)}`);
  return id;
}

/** Lets them come back, on 15 April as ordered: their reports are due from then on. */
export async function comeBack(institution: TestInstitution, actor: Actor, id: string): Promise<void> {
  await setClock(institution.id, "2026-04-15 10:00+07");
  const { status, body } = await act(actor, id, "kembali", { tanggal_kembali: "2026-04-15" });
  if (status !== 200) throw new Error(`the return answered ${status}: ${JSON.stringify(body)}`);
}

/** Writes and sends somebody's report, with the statement of costs that goes with it. */
export async function report(actor: Actor, order: string, pegawai_id: string = actor.pegawaiId): Promise<Reply> {
  const whose = `pegawai_id=${pegawai_id}`;
  await ask(actor, "PUT", `/sppd/${order}/laporan?versi=1&${whose}`, fullReport);
  return await ask(actor, "POST", `/sppd/${order}/laporan/kirim?${whose}`);
}

/** The costs of an order, traveller by traveller. */
export async function costsOf(actor: Actor, order: string): Promise<TravellerCosts[]> {
  const { status, body } = await ask<{ pelaksana: TravellerCosts[] }>(actor, "GET", `/sppd/${order}/biaya`);
  if (status !== 200) throw new Error(`the costs answered ${status}: ${JSON.stringify(body)}`);
  return body.pelaksana;
}

/** Saves somebody's own statement of costs, or that of the traveller who is named. */
export function saveCosts(
  actor: Actor,
  order: string,
  body: Record<string, unknown>,
  { versi = 0, pegawai_id }: { versi?: number; pegawai_id?: string } = {},
): Promise<Reply> {
  const whose = pegawai_id === undefined ? "" : `&pegawai_id=${pegawai_id}`;
  return ask(actor, "PUT", `/sppd/${order}/biaya?versi=${versi}${whose}`, body);
}

/** A receipt of somebody's for an order: its id. */
export async function receipt(actor: Actor, order: string): Promise<string> {
  return (await addFile(actor, order, "bukti")).body.id;
}

/** What the trip of scenario E1 really cost: 4,340,000 rupiah, as it was estimated. */
export function costsE1(bukti: string): Record<string, unknown> {
  return {
    transpor: [{ uraian: "Kereta Semarang-Jakarta pulang pergi", jumlah: 820_000, bukti: [bukti] }],
    taksi: [
      { provinsi_kode: "33", kali: 2, jumlah: 210_000, riil: true },
      { provinsi_kode: "31", kali: 2, jumlah: 320_000, bukti: [bukti] },
    ],
    penginapan: ["2026-04-13", "2026-04-14"].map((tanggal) => ({ tanggal, jumlah: 700_000, bukti: [bukti] })),
    pernyataan: true,
  };
}

/** Has the treasurer take every line that still waits. */
export async function acceptAll(treasurer: Actor, order: string): Promise<void> {
  for (const { baris } of await costsOf(treasurer, order)) {
    for (const { id, putusan } of baris) {
      if (putusan !== "menunggu") continue;
      const { status, body } = await ask(treasurer, "PATCH", `/sppd/${order}/biaya/${id}`, { putusan: "diterima" });
      if (status !== 200) throw new Error(`a verdict answered ${status}: ${JSON.stringify(body)}`);
    }
  }
}

/** Does a step of money for a traveller: `money(actor, id, "rampung", traveller)`. */
export function money(
  actor: Actor,
  order: string,
  step: "uang-muka" | "rampung" | "bayar",
  pegawai_id: string,
  more: Record<string, unknown> = {},
): Promise<Reply> {
  return ask(actor, "POST", `/sppd/${order}/${step}`, { pegawai_id, ...more });
}

/** The budget lines of an institution that do not agree with its orders, their accounts and payments. */
export async function wrongBudgets(institution: TestInstitution): Promise<object[]> {
  const [, statement = ""] = Object.entries(books).find(([claim]) => claim.startsWith("a budget line")) ?? [];
  return await ownerRows<object>(statement, [institution.id]);
}

/** An institution with an order of scenario E1 whose traveller is back, an advance of three million paid. */
export async function backFromE1(): Promise<{
  institution: TestInstitution;
  d1: Actor;
  b1: Actor;
  p1: Actor;
  id: string;
}> {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const [d1, b1, p1] = await Promise.all([institution.actor("D1"), institution.actor("B1"), institution.actor("P1")]);
  const id = await departed(institution, d1, orderE1(institution, [d1.pegawaiId]));
  const advance = { jumlah: 3_000_000, nomor_bukti: "KK-0001", tanggal: "2026-04-13" };
  const paid = await money(b1, id, "uang-muka", d1.pegawaiId, advance);
  if (paid.status !== 201) throw new Error(`the advance answered ${paid.status}: ${JSON.stringify(paid.body)}`);
  await comeBack(institution, d1, id);
  return { institution, d1, b1, p1, id };
}
