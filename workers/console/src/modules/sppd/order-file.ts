import type { Row } from "../../api/operation.ts";
import type { FileTarget } from "../../parts/sending.ts";

/** A file of an order. */
export type OrderFile = Row<"listOrderFiles">;
/** As much of it as is needed to look at it; an invitation is of no kind. */
export type ViewedFile = Pick<OrderFile, "nama" | "tipe" | "url"> & { readonly jenis?: OrderFile["jenis"] };
export type FileKind = OrderFile["jenis"];

/** What of one traveller of an order is sent together, in its order: proof, report and costs, and the press that sends them. */
export function groupOf(orderId: string, pegawaiId: string): string {
  return `${orderId}/${pegawaiId}`;
}

/** How files of an order are sent; whose they are is told where they are one traveller's. `place` tells fields of one kind apart. */
export function fileTarget(orderId: string, jenis: FileKind, pegawai_id: string | undefined, place = ""): FileTarget {
  const group = groupOf(orderId, pegawai_id ?? "");
  return {
    operation: "addOrderFile",
    path: { id: orderId },
    query: { jenis, ...(pegawai_id === undefined ? {} : { pegawai_id }) },
    group,
    field: `${group}/${jenis}/${place}`,
  };
}
