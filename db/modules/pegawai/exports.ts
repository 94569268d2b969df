import { exportOf } from "../berkas/reads/exportable.ts";
import { pegawaiList, readPegawaiPage } from "./reads.ts";

/** Staff as a file. */
export const pegawaiExport = exportOf(
  pegawaiList,
  { name: "pegawai", slug: "pegawai", access: "pegawai.read", title: { id: "Pegawai", en: "Staff" } },
  ({ work, scope }, asked) => readPegawaiPage(work, scope, asked),
);
