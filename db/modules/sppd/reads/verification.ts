import { sql, type Database } from "../../../core/postgres.ts";
import type { JenisDokumen } from "../rules/jenis-dokumen.ts";

/** What anyone who holds a document's code may know of it. NIPs are masked; dates are ISO; hashes are null until rendered. */
export interface VerifiedDocument {
  readonly kode: string;
  readonly jenis: JenisDokumen;
  readonly nomor: string;
  readonly tanggal: string;
  readonly status: "berlaku" | "dibatalkan";
  readonly institusi: string;
  readonly maksud: string;
  readonly tempat_tujuan: string;
  readonly tanggal_berangkat: string;
  readonly tanggal_kembali: string;
  readonly penandatangan: string;
  readonly pelaksana: readonly { readonly nama: string; readonly nip: string | null }[];
  readonly pdf_sha256: string | null;
  readonly docx_sha256: string | null;
}

/** Reads an issued document by its code, whosever it is; null when no document has it. */
export async function readVerification(db: Database, kode: string): Promise<VerifiedDocument | null> {
  // Its ids are ours alone.
  const [[found]] = await db.batch(null, [
    sql<{ data: VerifiedDocument | null }>`select verify_document(${kode}) - 'institution_id' - 'sppd_id' as data`,
  ]);
  return found?.data ?? null;
}
