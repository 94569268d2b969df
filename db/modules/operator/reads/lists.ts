import * as z from "zod";
import { defineList } from "../../../core/list.ts";
import { sql } from "../../../core/postgres.ts";
import { wordsFilter } from "../../pegawai/reads/words-filter.ts";

/** What the licence of an institution comes to. */
export const keadaanLisensi = z.enum(["aktif", "percobaan", "kedaluwarsa", "dicabut"]);

/** All institutions of the platform: nothing personal, and nothing that they keep. */
export const institutionList = defineList({
  filters: {
    cari: wordsFilter({
      description:
        "Setiap kata ada di nama, slug, atau alamat web. Sekurangnya satu kata memuat tiga huruf atau angka.",
      examples: ["universitas semarang"],
    }),
    lisensi: keadaanLisensi.meta({ description: "Keadaan lisensinya.", examples: ["aktif"] }),
  },
  also: {},
  sorts: { nama: { key: sql`o.nama`, type: "text" } },
  serves: () => ["nama", "-nama", "-dibuat", "dibuat"],
  columns: {
    id: { schema: z.uuid(), sql: sql`o.id` },
    slug: { schema: z.string(), sql: sql`o.slug` },
    host: { schema: z.string().nullable(), sql: sql`o.host` },
    nama: { schema: z.string(), sql: sql`o.nama` },
    jenis_usaha: { schema: z.string().nullable(), sql: sql`o.jenis_usaha` },
    dibuat: { schema: z.string(), sql: sql`o.created_at` },
    // `sampai`: the last day (UTC) of the licence, or of the trial; `kursi` null: as many accounts as one likes.
    lisensi: {
      schema: z.object({ status: keadaanLisensi, sampai: z.string(), kursi: z.number().int().nullable() }),
      sql: sql`jsonb_build_object('status', o.lisensi, 'sampai', o.sampai, 'kursi', o.kursi)`,
    },
    // Active accounts, and modules that are active beside those that everybody has.
    orang: { schema: z.number().int(), sql: sql`o.orang` },
    modul: { schema: z.number().int(), sql: sql`o.modul` },
  },
  relations: {},
});

/** What a request asks of it. */
export type InstitutionsAsked = z.infer<typeof institutionList.query>;

/** What operators asked for, newest first, a year at a time. */
export const accessList = defineList({
  filters: {},
  also: {
    tahun: z.coerce
      .number()
      .int()
      .min(2020)
      .max(2100)
      .optional()
      .meta({ description: "Tahun (UTC); tahun ini bila tidak disebut.", examples: [2026] }),
  },
  sorts: {},
  serves: () => ["-dibuat"],
  columns: {
    id: { schema: z.uuid(), sql: sql`o.id` },
    pada: { schema: z.string(), sql: sql`o.created_at` },
    oleh: {
      schema: z.object({ id: z.uuid(), nama: z.string() }),
      sql: sql`jsonb_build_object('id', o.user_id, 'nama', o.nama)`,
    },
    apa: { schema: z.enum(["daftar", "institusi", "catatan", "kecepatan"]), sql: sql`o.apa` },
    diminta: { schema: z.record(z.string(), z.unknown()), sql: sql`o.diminta` },
    alamat: { schema: z.string(), sql: sql`o.alamat` },
  },
  relations: {},
});

/** What a request asks of it. */
export type AccessAsked = z.infer<typeof accessList.query>;
