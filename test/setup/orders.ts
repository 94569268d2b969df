import { ask, type Reply } from "./http.ts";
import type { Actor, TestInstitution } from "./institution.ts";

/** Regencies and cities that tests travel between. */
const semarang = "33.74";
const jakartaPusat = "31.71";
export const bandung = "32.73";

/** The request body of scenario E1: Semarang to Jakarta by train, three days, 4,340,000 rupiah. */
export function orderE1(
  institution: TestInstitution,
  travellers: readonly string[],
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    maksud: "Mengikuti rapat koordinasi kurikulum nasional",
    jenis_perjalanan: "luar_kota",
    kategori: "biasa",
    pelaksana: travellers,
    etape: [leg("2026-04-13", "2026-04-15", jakartaPusat)],
    anggaran_id: institution.budgets[1],
    dasar: { nomor: "0451/E1/TU/2026", tanggal: "2026-03-30", perihal: "Undangan rapat koordinasi" },
    biaya: {
      transpor: [{ uraian: "Kereta Semarang-Jakarta pulang pergi", jumlah: 820_000 }],
      penginapan_per_malam: 700_000,
      taksi: [
        { provinsi_kode: "33", kali: 2 },
        { provinsi_kode: "31", kali: 2, tarif: 160_000 },
      ],
    },
    ...changes,
  };
}

/** A leg from Semarang to a place and back. */
export function leg(berangkat: string, kembali: string, tujuan: string): Record<string, unknown> {
  return {
    asal_kode: semarang,
    tujuan_kode: tujuan,
    tempat: "Hotel Borobudur",
    berangkat,
    kembali,
    alat_angkut: "kereta_api",
  };
}

/** A trip of that many days in April 2026 to Bandung, for whoever makes it. */
export function tripTo(
  institution: TestInstitution,
  actor: Actor,
  dari: string,
  sampai: string,
): Record<string, unknown> {
  return orderE1(institution, [actor.pegawaiId], { etape: [leg(dari, sampai, bandung)], biaya: { transpor: [] } });
}

/** Makes a draft and answers its id; fails the test with the server's words otherwise. */
export async function draft(actor: Actor, body: Record<string, unknown>): Promise<string> {
  return idOf(await ask(actor, "POST", "/sppd", body), 201);
}

/** Does something with an order: `act(actor, id, "ajukan")`. */
export function act(actor: Actor, id: string, action: string, body?: unknown): Promise<Reply> {
  const wantsBody = !["ajukan", "tarik", "terbitkan-spd", "pembatalan/sahkan"].includes(action);
  return ask(actor, "POST", `/sppd/${id}/${action}`, wantsBody ? (body ?? {}) : undefined);
}

/** Takes a draft of a dosen of TI through submission and both approvals. */
export async function approveFully(institution: TestInstitution, applicant: Actor, id: string): Promise<void> {
  expectStatus(await act(applicant, id, "ajukan"), 200);
  expectStatus(await act(await institution.actor("A1"), id, "setujui"), 200);
  expectStatus(await act(await institution.actor("A2"), id, "setujui"), 200);
}

/** Issues the Surat Tugas and the SPDs of an approved order; answers both replies. */
export async function issueBoth(institution: TestInstitution, id: string): Promise<{ st: Reply; spd: Reply }> {
  const st = await act(await institution.actor("G1"), id, "terbitkan-st");
  expectStatus(st, 202);
  const spd = await act(await institution.actor("P1"), id, "terbitkan-spd");
  expectStatus(spd, 202);
  return { st, spd };
}

/** Takes back an order whose letters are out: the dean asks, the PPK confirms. Answers the second reply. */
export async function cancelIssued(institution: TestInstitution, id: string): Promise<Reply> {
  const alasan = "Kegiatan dibatalkan penyelenggara";
  expectStatus(await act(await institution.actor("A2"), id, "pembatalan", { alasan }), 200);
  const confirmed = await act(await institution.actor("P1"), id, "pembatalan/sahkan");
  expectStatus(confirmed, 200);
  return confirmed;
}

/** Fails with what the server said when the status is another. */
function expectStatus(reply: Reply, status: number): void {
  if (reply.status !== status) throw new Error(`wanted ${status}, got ${reply.status}: ${JSON.stringify(reply.body)}`);
}

function idOf(reply: Reply, status: number): string {
  expectStatus(reply, status);
  return String(reply.body["id"]);
}
