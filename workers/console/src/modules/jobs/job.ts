import type { Output } from "../../api/operation.ts";

/** Work behind an answer. */
export type Job = Output<"getJob">;

/** Still to be done, or being done. */
export const isUnderway = ({ status }: Pick<Job, "status">): boolean =>
  ["recorded", "sent", "running"].includes(status);

/** What came of it, where there is a page for that. */
export function pageOf({ id: job, name, result }: Pick<Job, "id" | "name" | "result">): string | undefined {
  if (name === "berkas.ekspor") return `/ekspor/${job}`;
  const id = (result as { impor_id?: unknown } | null | undefined)?.impor_id;
  if (typeof id !== "string") return undefined;
  if (name === "referensi.impor_tarif") return `/tarif/impor?berkas=${encodeURIComponent(id)}`;
  return name.startsWith("identity.impor_") ? `/pengguna/impor?impor=${encodeURIComponent(id)}` : undefined;
}
