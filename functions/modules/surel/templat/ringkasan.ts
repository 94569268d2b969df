import type * as z from "zod";
import { tulisNotifikasi } from "../../../../db/modules/notifications/rules/teks.ts";
import type { templatSurel } from "../../../../db/modules/surel/rules/templat.ts";
import { oneLine, type Butir } from "./words.ts";

/** Characters of a title, and of what goes with it: enough to know whether to look. */
const longest = { judul: 150, isi: 300 };

/** The notifications that a digest tells, in words. */
export function writeItems({ terbaru }: z.infer<(typeof templatSurel)["ringkasan"]>, bahasa: "id" | "en"): Butir[] {
  return terbaru.map(({ kode, data }) => {
    const { judul, isi } = tulisNotifikasi(kode, data);
    return { judul: oneLine(judul[bahasa], longest.judul), isi: oneLine(isi[bahasa], longest.isi) };
  });
}
