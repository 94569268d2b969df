import { ask } from "./http.ts";
import type { Actor, TestInstitution } from "./institution.ts";
import { act, draft, orderE1 } from "./orders.ts";

/** A leg in Semarang, on a day and within hours. */
export function shortLeg(hari: string, jam: { jam_mulai?: string; jam_selesai?: string } = {}) {
  const semarang = { asal_kode: "33.74", tujuan_kode: "33.74", tempat: "Balai Kota" };
  return { ...semarang, berangkat: hari, kembali: hari, alat_angkut: "kendaraan_umum", ...jam };
}

/** What is asked for of a trip in town for up to 8 hours: 170,000 rupiah of transport each. */
export function shortOrder(
  institution: TestInstitution,
  travellers: readonly string[],
  hari: string,
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  return orderE1(institution, travellers, {
    jenis_perjalanan: "dalam_kota_sd_8jam",
    etape: [shortLeg(hari, { jam_mulai: "08:00", jam_selesai: "15:30" })],
    biaya: { transpor: [{ uraian: "Transpor dalam kota pulang pergi", jumlah: 170_000 }] },
    unit_id: institution.units["TI"],
    ...changes,
  });
}

/** An order that everybody approved whose turn it was. */
export async function approved(
  institution: TestInstitution,
  applicant: Actor,
  body: Record<string, unknown>,
): Promise<string> {
  const id = await draft(applicant, body);
  await act(applicant, id, "ajukan");
  for (const key of ["A1", "W1", "A2", "K1", "R1"]) await act(await institution.actor(key), id, "setujui");
  const { body: order } = await ask(applicant, "GET", `/sppd/${id}`);
  if (order["status"] !== "disetujui") throw new Error(`the order was not approved: ${JSON.stringify(order)}`);
  return id;
}
