import * as z from "zod";
import { only, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";

/** An import of tariffs as people see it: how it stands, and what would become (or became) of each row. */
export const tariffImport = z.object({
  id: z.uuid(),
  nama_berkas: z.string(),
  /** `gagal`: the file itself could not be read; `error_code` says why. */
  status: z.enum(["diperiksa", "siap", "tersimpan", "gagal"]),
  job_id: z.uuid(),
  error_code: z.string().nullable(),
  jumlah: z.object({ sah: z.number().int(), galat: z.number().int(), tak_berubah: z.number().int() }),
  baris: z.array(
    z.object({
      nomor: z.number().int(),
      putusan: z.enum(["sah", "galat", "tak_berubah"]),
      isi: z.record(z.string(), z.unknown()).nullable(),
      galat: z.array(z.object({ kolom: z.string(), kode: z.string() })),
    }),
  ),
});

/** Reads an import; `TIDAK_DITEMUKAN`. */
export async function readTariffImport(work: Work, id: string): Promise<z.infer<typeof tariffImport>> {
  const count = (putusan: string) =>
    sql`(select count(*) from jsonb_array_elements(i.baris) r where r ->> 'putusan' = ${putusan})`;
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{
      found: z.infer<typeof tariffImport>;
    }>`select jsonb_build_object('id', i.id, 'nama_berkas', i.nama_berkas, 'job_id', j.id,
        'status', case when i.disimpan_pada is not null then 'tersimpan' when i.baris is not null then 'siap'
          when j.status in ('dead', 'cancelled') then 'gagal' else 'diperiksa' end, 'error_code', j.error_code,
        'jumlah', jsonb_build_object('sah', ${count("sah")}, 'galat', ${count("galat")}, 'tak_berubah', ${count("tak_berubah")}),
        'baris', coalesce(i.baris, '[]')) as found
      from impor_tarif i join jobs j on j.id = i.job_id where i.id = ${id}`,
  ]);
  if (!row) throw new Problem("TIDAK_DITEMUKAN");
  return row.found;
}

/** Where the file of an import lies, and the provinces by code and by name in lower case; null when there is no such import. */
export async function readTariffGround(
  work: Work,
  id: string,
): Promise<{ readonly berkas: string; readonly provinsi: ReadonlyMap<string, string> } | null> {
  const [[impor], rows] = await work.db.batch(work.institutionId, [
    sql<{ berkas: string }>`select berkas from impor_tarif where id = ${id}`,
    sql<{ data: [string, string][] }>`select jsonb_agg(jsonb_build_array(n.nama, w.kode)) as data
      from wilayah w, unnest(array[w.kode, lower(w.nama)]) n(nama) where w.tingkat = 'provinsi'`,
  ]);
  return impor ? { berkas: impor.berkas, provinsi: new Map(only(rows).data) } : null;
}
