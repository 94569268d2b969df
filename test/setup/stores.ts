import { inject } from "vitest";
import type { StoredObject } from "../../infra/local/workers/list-objects.ts";

/** What a bucket holds of an institution, with the hash of the bytes that lie there. */
export async function listFiles(bucket: "documents" | "uploads", institutionId: string): Promise<StoredObject[]> {
  const response = await fetch(`${inject("stack").urls.control}/objects/${bucket}/${institutionId}%2F`);
  if (!response.ok) throw new Error(`objects: ${response.status} ${await response.text()}`);
  const { objects } = (await response.json()) as { objects: StoredObject[] };
  return objects;
}
