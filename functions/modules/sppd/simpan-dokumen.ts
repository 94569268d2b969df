import { sha256Hex } from "../../../db/core/crypto.ts";
import type { RenderedFile } from "../../../db/modules/sppd/actions/record-rendered.ts";
import { Permanent } from "../../runner/job.ts";

const contentTypes = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;

/** Puts a rendered file where it is not yet, and answers its hash and size. What lies there already must be the same. */
export async function storeDocument(
  bucket: R2Bucket,
  key: `${string}.pdf` | `${string}.docx`,
  rendered: Uint8Array,
): Promise<RenderedFile> {
  const bytes = new Uint8Array(rendered);
  const sha256 = await sha256Hex(bytes);
  const put = await bucket.put(key, bytes, {
    onlyIf: { etagDoesNotMatch: "*" },
    httpMetadata: { contentType: contentTypes[key.endsWith(".pdf") ? "pdf" : "docx"] },
    customMetadata: { sha256 },
  });
  if (put) return { sha256, bytes: bytes.length };
  const present = await bucket.head(key);
  if (present?.customMetadata?.["sha256"] !== sha256) throw new Permanent("BERKAS_BERBEDA");
  return { sha256, bytes: bytes.length };
}
