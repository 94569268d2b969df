import { ask, type Reply } from "./http.ts";
import type { Actor } from "./institution.ts";

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
