import { useQueryClient } from "@tanstack/vue-query";
import { keyOf, useAsk, useDo } from "../../../api/ask.ts";
import type { Input, Row } from "../../../api/operation.ts";
import { upload } from "../../../api/upload.ts";
import type { SendFile } from "../../../parts/sending.ts";

export type OrderFile = Row<"listOrderFiles">;
export type FileKind = NonNullable<NonNullable<Input<"addOrderFile">["query"]>["jenis"]>;

/** The files of an order. Their links are good for a quarter of an hour: asked again before that. */
export function useOrderFiles(orderId: () => string, when: () => boolean = () => true) {
  const client = useQueryClient();
  const query = useAsk("listOrderFiles", () => ({ path: { id: orderId() } }), { when, every: 12 * 60_000 });
  const removing = useDo("removeOrderFile");

  /** How a traveller's files of a kind are sent; `then` hears the id of each that is there. */
  function sender(jenis: FileKind, pegawai_id: string | undefined, then?: (fileId: string) => void): SendFile {
    return async (body, nama, how) => {
      const sent = await upload(
        "addOrderFile",
        { path: { id: orderId() }, query: { jenis, nama, ...(pegawai_id ? { pegawai_id } : {}) }, body },
        how,
      );
      await client.invalidateQueries({ queryKey: keyOf("listOrderFiles") });
      then?.(sent.id);
    };
  }

  /** Takes a file away; tells whether it is gone. */
  async function remove(fileId: string): Promise<boolean> {
    return (await removing.run({ path: { id: orderId(), berkas_id: fileId } })) !== undefined;
  }

  const files = (jenis: FileKind, pegawaiId: string | undefined): OrderFile[] =>
    (query.data.value?.data ?? []).filter((file) => file.jenis === jenis && file.pegawai_id === pegawaiId);

  return { query, files, sender, remove, removing };
}
