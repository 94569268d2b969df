import { operations } from "#operations";
import { drop } from "./ask.ts";
import { keyOf } from "./keys.ts";
import { amendAnswer } from "./kept-answers.ts";
import type { Input, OperationId, Output } from "./operation.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import { queries } from "./queries.ts";

type Follows = (output: never, next: never) => readonly [OperationId, unknown];
/** What is sent for newer words once the first were answered, where it is not the same once more: the draft that was made is changed. */
const following: Readonly<Partial<Record<OperationId, Follows>>> = {
  createOrder: ({ id, versi }: { id: string; versi: number }, { body }: Input<"createOrder">) => [
    "updateOrder",
    { path: { id }, query: { versi }, body },
  ],
  updateOrder: ({ versi }: { versi: number }, next: Input<"updateOrder">) => [
    "updateOrder",
    { ...next, query: { versi } },
  ],
  saveReport: ({ versi }: { versi: number }, next: Input<"saveReport">) => [
    "saveReport",
    { ...next, query: { ...next.query, versi } },
  ],
  saveOrderCosts: ({ versi }: { versi: number }, next: Input<"saveOrderCosts">) => [
    "saveOrderCosts",
    { ...next, query: { ...next.query, versi } },
  ],
};

/** What newer words are sent as, after those that were just answered. */
export function followUp(operation: OperationId, output: unknown, next: unknown): readonly [OperationId, unknown] {
  return following[operation]?.(output as never, next as never) ?? [operation, next];
}

/** A draft that was made is another subject from then on: what goes with it is about that. Undefined where nothing changes. */
export function becomes({ operation }: OutboxEntry, output: unknown): { group: string; to: string } | undefined {
  if (operation !== "createOrder") return undefined;
  const { id } = output as Output<"createOrder">;
  return { group: `sppd:${id}`, to: `/sppd/${id}/ubah` };
}

/** Has what is on the page follow what was just answered. */
export async function follow({ operation, input }: OutboxEntry, output: unknown): Promise<void> {
  const slug = String(operations[operation as OperationId][1].split("/")[3]);
  if (operation === "addOrderFile") await queries.invalidateQueries({ queryKey: keyOf("listOrderFiles") });
  else if (operation === "saveReport") await tellReport(input as Input<"saveReport">, output as Output<"saveReport">);
  else await drop(queries, operation === "sendReport" ? [slug, "notifications"] : [slug]);
}

/** What was written is known: it is not asked for again with each pause of who writes. */
async function tellReport({ path, query, body }: Input<"saveReport">, { versi }: Output<"saveReport">): Promise<void> {
  await amendAnswer("listReports", { path: { id: path?.id ?? "" } }, ({ data }) => ({
    data: data.map((one) =>
      one.pegawai_id === query?.pegawai_id ? { ...one, versi, isi: { ...one.isi, ...(body as typeof one.isi) } } : one,
    ),
  }));
}
