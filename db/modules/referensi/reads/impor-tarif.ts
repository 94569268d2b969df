import * as z from "zod";
import { only, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";

/** An import of tariffs as people see it, but for the link to its error sheet: how it stands, and what would become (or became) of each row. */
export const tariffImportShape = {
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
} as const;

/** An import, with the key of its error sheet. */
type TariffImport = z.infer<z.ZodObject<typeof tariffImportShape>> & { readonly lembar_galat: string | null };

/** Reads an import; `TIDAK_DITEMUKAN`. */
export async function readTariffImport(work: Work, id: string): Promise<TariffImport> {
  const count = (putusan: string) =>
    sql`(select count(*) from jsonb_array_elements(i.baris) r where r ->> 'putusan' = ${putusan})`;
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{
      found: TariffImport;
    }>`select jsonb_build_object('id', i.id, 'nama_berkas', i.nama_berkas, 'job_id', j.id, 'lembar_galat', i.lembar_galat,
        'status', case when i.disimpan_pada is not null then 'tersimpan' when i.baris is not null then 'siap'
          when j.status in ('dead', 'cancelled') then 'gagal' else 'diperiksa' end, 'error_code', j.error_code,
        'jumlah', jsonb_build_object('sah', ${count("sah")}, 'galat', ${count("galat")}, 'tak_berubah', ${count("tak_berubah")}),
        'baris', coalesce(i.baris, '[]')) as found
      from impor_tarif i join jobs j on j.id = i.job_id where i.id = ${id}`,
  ]);
  if (!row) throw new Problem("TIDAK_DITEMUKAN");
  return row.found;
}

/** What a job needs to look at a table. */
interface TariffGround {
  /** Where it lies. */
  readonly berkas: string;
  readonly oleh: string;
  /** When it was sent, as in the keys of files: `2026/04`. */
  readonly bulan: string;
  /** Provinces by code and by name in lower case. */
  readonly provinsi: ReadonlyMap<string, string>;
}

/** Reads it; null when there is no such import. */
export async function readTariffGround(work: Work, id: string): Promise<TariffGround | null> {
  const [[impor], rows] = await work.db.batch(work.institutionId, [
    sql<Omit<TariffGround, "provinsi">>`select berkas, oleh, to_char(created_at at time zone 'UTC', 'YYYY/MM') as bulan
      from impor_tarif where id = ${id}`,
    sql<{ data: [string, string][] }>`select jsonb_agg(jsonb_build_array(n.nama, w.kode)) as data
      from wilayah w, unnest(array[w.kode, lower(w.nama)]) n(nama) where w.tingkat = 'provinsi'`,
  ]);
  return impor ? { ...impor, provinsi: new Map(only(rows).data) } : null;
}
