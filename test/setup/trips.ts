import { expect } from "vitest";
import { ask, codeOf, type Reply } from "./http.ts";
import type { Actor, TestInstitution } from "./institution.ts";
import { userModuleOf } from "./modules.ts";
import { approveFully, bandung, draft, issueBoth, leg, orderE1 } from "./orders.ts";

/** A PDF by its content. */
export const pdf = (says = "bukti") => new TextEncoder().encode(`%PDF-1.7\n${says}`);

/** Hands in a file of an order; `also` is what is asked for besides, as `pegawai_id`. */
export function addFile(
  actor: Actor,
  order: string,
  jenis: string,
  { file = pdf(), ...also }: { file?: Uint8Array<ArrayBuffer>; nama?: string; pegawai_id?: string } = {},
): Promise<Reply<{ id: string; tipe: string; ukuran: number; sha256: string; code?: string }>> {
  const query = new URLSearchParams({ jenis, nama: `${jenis}.pdf`, ...also });
  return ask(actor, "POST", `/sppd/${order}/berkas?${query.toString()}`, undefined, {}, file);
}

/** An order of these people whose SPDs are out, from one day to another: made by the first of them on the institution's today. */
export async function issuedTrip(
  institution: TestInstitution,
  [first, ...others]: readonly [Actor, ...Actor[]],
  [dari, sampai]: readonly [string, string],
): Promise<string> {
  const people = [first, ...others];
  const etape = [leg(dari, sampai, bandung)];
  const body = orderE1(
    institution,
    people.map(({ pegawaiId }) => pegawaiId),
    { etape, biaya: { transpor: [] } },
  );
  // For others than oneself the operator asks.
  const applicant = others.length > 0 ? await institution.actor("OP") : first;
  const id = await draft(applicant, others.length > 0 ? { ...body, unit_id: institution.units["TI"] } : body);
  await approveFully(institution, applicant, id);
  await issueBoth(institution, id);
  return id;
}

/** A traveller's report as it is read. */
interface ReadReport {
  readonly pegawai_id: string;
  readonly status: string;
  readonly versi: number;
  readonly harus_kembali: string;
  readonly tenggat: string;
  readonly terlambat: boolean;
  readonly dikembalikan: { readonly alasan: string } | null;
  readonly isi: Readonly<Record<string, unknown>>;
}

/** The reports of an order, as somebody reads them. */
export async function reportsOf(actor: Actor, order: string): Promise<ReadReport[]> {
  return (await ask<{ data: ReadReport[] }>(actor, "GET", `/sppd/${order}/laporan`)).body.data;
}

/** A report of which nothing is missing. */
export const fullReport = {
  pendahuluan: "Berdasarkan Surat Tugas mengikuti rapat koordinasi.",
  pelaksanaan: [{ tanggal: "2026-03-11", uraian: "Rapat pleno." }],
  hasil: "Rancangan disepakati.",
  kesimpulan: "Dapat diterapkan.",
};

/** Sets something of the institution's travel orders. */
export async function configure(institution: TestInstitution, configuration: Record<string, unknown>): Promise<void> {
  const adm = await institution.actor("ADM");
  const module = await userModuleOf(adm, "sppd");
  expect(codeOf(await ask(adm, "PATCH", `/user-modules/${module?.id}`, { configuration }))).toBe("200");
}
