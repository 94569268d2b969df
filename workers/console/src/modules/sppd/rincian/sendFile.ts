import { useQueryClient } from "@tanstack/vue-query";
import { drop } from "../../../api/ask.ts";
import type { Row } from "../../../api/operation.ts";
import { upload } from "../../../api/upload.ts";
import type { SendFile } from "../../../parts/sending.ts";

/** A file of an order. */
export type OrderFile = Row<"listOrderFiles">;
export type FileKind = OrderFile["jenis"];

/** Sends files of an order; `pegawai_id` says whose they are, where they are one traveller's. */
export function useSendFile(order: () => string): (jenis: FileKind, pegawai_id?: string) => SendFile {
  const client = useQueryClient();
  return (jenis, pegawai_id) => async (body, nama, manner) => {
    const query = { jenis, nama, ...(pegawai_id === undefined ? {} : { pegawai_id }) };
    await upload("addOrderFile", { path: { id: order() }, query, body }, manner);
    await drop(client, ["sppd"]);
  };
}
