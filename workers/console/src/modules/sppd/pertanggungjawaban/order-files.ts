import { useAsk, useDo } from "../../../api/ask.ts";
import type { FileKind, OrderFile } from "../order-file.ts";

/** The files of an order. Their links are good for a quarter of an hour: asked again before that. */
export function useOrderFiles(orderId: () => string, when: () => boolean = () => true) {
  const query = useAsk("listOrderFiles", () => ({ path: { id: orderId() } }), { when, every: 12 * 60_000 });
  const removing = useDo("removeOrderFile");

  /** Takes a file away; tells whether it is gone. */
  async function remove(fileId: string): Promise<boolean> {
    return (await removing.run({ path: { id: orderId(), berkas_id: fileId } })) !== undefined;
  }

  const files = (jenis: FileKind, pegawaiId: string | undefined): OrderFile[] =>
    (query.data.value?.data ?? []).filter((file) => file.jenis === jenis && file.pegawai_id === pegawaiId);

  return { query, files, remove, removing };
}
