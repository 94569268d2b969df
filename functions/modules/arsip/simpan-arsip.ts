import { sha256Hex } from "../../../db/core/crypto.ts";
import { gzip } from "../../../db/core/gzip.ts";
import type { Work } from "../../../db/core/work.ts";
import { moveOrder, readWhole } from "../../../db/modules/arsip/actions/move.ts";
import { storePacked, type Store } from "./simpan-mampat.ts";

/**
 * Moves an order into the archive: copies it, reads the copy back, verifies it, and lets the rows go that it holds. Whatever is cut off
 * leaves the order where it was, and a file of its own that goes after a day. Whether it has moved.
 */
export async function archiveOrder(work: Work, bucket: Store, id: string): Promise<boolean> {
  const [tahun, bulan] = new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toISOString().split("-");
  const berkas = `${work.institutionId}/${tahun}/${bulan}/arsip/${id}-${crypto.randomUUID()}.json.gz`;
  const isi = await readWhole(work, id, berkas);
  if (isi === null) return false;
  const written = new TextEncoder().encode(isi);
  const packed = await gzip(written);
  const isiSha256 = await sha256Hex(written);
  const sha256 = await storePacked(bucket, berkas, packed, isiSha256);
  return await moveOrder(work, id, { berkas, isiSha256, sha256, ukuran: packed.length });
}
