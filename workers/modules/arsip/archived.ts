import * as z from "zod";
import type { Config } from "../../../db/core/env.ts";
import type { ArchivedOrder } from "../../../db/modules/arsip/reads/detail.ts";
import { linkTo } from "../../http/links.ts";
import { documentView, toDocumentView } from "../../http/issued-document.ts";

const row = z.record(z.string(), z.unknown());

/** An archived order: what the archive knows of it, its documents, and all the rows that it had (`isi`), table by table. */
export const archivedView = z.object({
  id: z.uuid(),
  status: z.string(),
  tahun: z.number().int(),
  tahun_anggaran: z.number().int(),
  maksud: z.string(),
  tempat: z.string(),
  tanggal_berangkat: z.iso.date(),
  tanggal_kembali: z.iso.date(),
  nomor_st: z.string().nullable(),
  total_estimasi: z.number().int(),
  realisasi: z.number().int(),
  unit: z.string(),
  pemohon: z.string(),
  diarsipkan_pada: z.string(),
  ukuran: z.number().int(),
  sha256: z.string(),
  pelaksana: z.array(z.object({ pegawai_id: z.uuid(), nama: z.string(), nomor_spd: z.string().nullable() })),
  tahanan: z.object({ alasan: z.string(), oleh: z.string(), sejak: z.string() }).nullable(),
  jejak: z.array(z.object({ aksi: z.string(), oleh: z.string(), pada: z.string(), alasan: z.string().nullable() })),
  dokumen: z.array(documentView),
  berkas: z.array(z.object({ id: z.uuid(), jenis: z.string(), nama: z.string(), url: z.url() })),
  isi: z.record(z.string(), z.array(row)),
});

/** What lies in an archive's file: rows by their tables. */
const content = z.record(z.string(), z.array(row));

/** As much of an archived letter as its row alone knows. */
const letter = z.object({ id: z.uuid(), snapshot: z.object({ sifat: documentView.shape.sifat }) });

/** What tells where a file lies, or whose row it is: nobody's business outside. */
const inside = new Set(["institution_id", "kunci", "folder", "key"]);

/** Adds the links that expire, and takes out of the rows where things lie. */
export async function toArchivedView(
  config: Config,
  { ringkas, dokumen }: ArchivedOrder,
  text: string,
): Promise<unknown> {
  const isi = content.parse(JSON.parse(text));
  const files = (isi["sppd_berkas"] ?? []).map(async ({ id, jenis, nama, kunci }) => ({
    id,
    jenis,
    nama,
    url: await linkTo(config, { store: "uploads", key: String(kunci), name: String(nama) }),
  }));
  const purposes = new Map(
    (isi["dokumen"] ?? []).flatMap((one) => {
      // It is a label: without one, or with an odd one, a letter is read all the same.
      const { data } = letter.safeParse(one);
      return data ? [[data.id, data.snapshot.sifat] as const] : [];
    }),
  );
  return {
    ...ringkas,
    dokumen: await Promise.all(
      dokumen.map((one) => toDocumentView(config, { ...one, sifat: purposes.get(one.id) ?? null })),
    ),
    berkas: await Promise.all(files),
    isi: JSON.parse(JSON.stringify(isi), (name, value: unknown) => (inside.has(name) ? undefined : value)) as unknown,
  };
}
