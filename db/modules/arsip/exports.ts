import { exportOf } from "../berkas/reads/exportable.ts";
import { archiveList, readArchive } from "./reads/list.ts";

/** What lies in the archive as a file, an order a row. */
export const archiveExport = exportOf(
  archiveList,
  {
    name: "arsip",
    slug: "arsip",
    access: "arsip.read",
    title: { id: "Arsip perjalanan dinas", en: "Archived travel" },
  },
  ({ work, scope }, asked) => readArchive(work, scope, asked),
);
