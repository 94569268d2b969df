import * as z from "zod";
import { defineList, nameList, type Asked } from "../../../core/list.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import { calendarDate } from "../../../core/storable.ts";
import { wordsFilter } from "../../pegawai/reads/words-filter.ts";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";
import { ANTREAN } from "../rules/antrean.ts";
import { STATUS_SPPD } from "../rules/status.ts";
import { orderColumns } from "./exported.ts";
import { loggedSince, periodOf, type AskedOfTime } from "./period.ts";

const byCreation = ["-dibuat", "dibuat"];
const byDeparture = ["-tanggal_berangkat", "tanggal_berangkat"];
const byReturn = ["-tanggal_kembali", "tanggal_kembali"];
const byAmount = ["-total_estimasi", "total_estimasi"];

const rupiah = (description: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .meta({ description, examples: ["4340000"] });

/** The list of orders. Money in rupiah. */
export const orderList = defineList({
  filters: {
    status: nameList(STATUS_SPPD, "Status, satu atau beberapa."),
    unit: z.uuid().meta({ description: "Unit yang pelaksananya bepergian, tanpa bawahannya." }),
    dari: calendarDate().meta({
      description: "Berangkat pada hari ini atau sesudahnya; diurutkan menurut keberangkatan.",
    }),
    sampai: calendarDate().meta({
      description: "Berangkat pada hari ini atau sebelumnya; diurutkan menurut keberangkatan.",
    }),
    unit_dan_bawahan: z.uuid().meta({ description: "Unit yang pelaksananya bepergian, dengan semua di bawahnya." }),
    kembali_dari: calendarDate().meta({
      description: "Kembali pada hari ini atau sesudahnya, menurut surat; diurutkan menurut kembalinya.",
    }),
    kembali_sampai: calendarDate().meta({
      description: "Kembali pada hari ini atau sebelumnya, menurut surat; diurutkan menurut kembalinya.",
    }),
    dibuat_dari: calendarDate().meta({
      description:
        "Dibuat pada hari ini (UTC) atau sesudahnya, dalam tahun yang dibaca; diurutkan menurut pembuatannya.",
    }),
    dibuat_sampai: calendarDate().meta({
      description:
        "Dibuat pada hari ini (UTC) atau sebelumnya, dalam tahun yang dibaca; diurutkan menurut pembuatannya.",
    }),
    total_dari: rupiah("Perkiraan biaya sekurangnya sekian rupiah; diurutkan menurut besarnya."),
    total_sampai: rupiah("Perkiraan biaya sebanyaknya sekian rupiah; diurutkan menurut besarnya."),
    tujuan: z
      .string()
      .regex(/^\d{2}(\.\d{2})?$/)
      .meta({
        description:
          "Provinsi atau kabupaten/kota tujuan, dengan kodenya; tanpa rentang tanggal diurutkan menurut pembuatannya.",
        examples: ["31.71"],
      }),
    nomor: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .refine(dapatDicetak, "KARAKTER_TERLARANG")
      .refine((nomor) => !nomor.endsWith("*") || nomor.replace(/\s/g, "").length > 3, "PENCARIAN_TERLALU_PENDEK")
      .meta({
        description:
          "Nomor surat tugas atau SPD, bagaimanapun spasi dan huruf besarnya; dengan `*` di belakang: awalannya, sekurangnya tiga huruf.",
        examples: ["001/*"],
      }),
    pelaksana: z.uuid().meta({ description: "Seorang pelaksana (id pegawainya)." }),
    nip: z
      .string()
      .regex(/^[0-9]{9,18}$/)
      .meta({ description: "NIP seorang pelaksana, tanpa spasi.", examples: ["198503122010122003"] }),
    menunggu: z.enum(ANTREAN).meta({
      description:
        "Yang menunggu saya, dari tahun ini dan tahun lalu, yang terlama dulu: keputusan (`saya`), penerbitan `surat_tugas` atau `spd`, `pembatalan` yang disahkan, `pemeriksaan` biaya, `rampung`, `pembayaran`; perjalanan saya yang menunggu `perbaikan`, `kembali`, atau `laporan`; laporan yang `terlambat`, milik siapa pun yang saya lihat.",
    }),
    cari: wordsFilter({
      description:
        "Setiap kata ada di maksud, tempat, tujuan, nomor surat, atau nama dan NIP pelaksana; di maksud dan tempat juga dalam bentuk lainnya (`perjalanan` menemukan `berjalan`). Sekurangnya satu kata memuat tiga huruf atau angka berurutan.",
      examples: ["rapat jakarta"],
    }),
  },
  also: {
    tahun: z.coerce
      .number()
      .int()
      .min(2020)
      .max(2100)
      .optional()
      .meta({
        description:
          "Tahun permohonan dibuat; tahun ini bila tidak disebut. Dengan `dari` dan `sampai` tetapi tanpa `tahun`: setiap tahun yang mungkin.",
        examples: [2026],
      }),
  },
  sorts: {
    tanggal_berangkat: { key: sql`s.tanggal_berangkat`, type: "date" },
    tanggal_kembali: { key: sql`s.tanggal_kembali`, type: "date" },
    total_estimasi: { key: sql`s.total_estimasi`, type: "integer" },
  },
  serves: (asked) => {
    if (asked["filter[dari]"] || asked["filter[sampai]"]) return byDeparture;
    if (asked["filter[kembali_dari]"] || asked["filter[kembali_sampai]"]) return byReturn;
    if (asked["filter[total_dari]"] || asked["filter[total_sampai]"]) return byAmount;
    if (asked["filter[dibuat_dari]"] || asked["filter[dibuat_sampai]"] || asked["filter[tujuan]"]) return byCreation;
    // What has waited longest comes first.
    const created = asked["filter[menunggu]"] ? byCreation.toReversed() : byCreation;
    return [...created, ...byDeparture, ...byReturn, ...byAmount];
  },
  columns: {
    id: { schema: z.uuid(), sql: sql`o.id` },
    status: { schema: z.enum(STATUS_SPPD), sql: sql`o.status` },
    maksud: { schema: z.string(), sql: sql`o.maksud` },
    tujuan: { schema: z.string(), sql: sql`(select w.nama from wilayah w where w.kode = o.tujuan_kode)` },
    tanggal_berangkat: { schema: z.iso.date(), sql: sql`o.tanggal_berangkat` },
    tanggal_kembali: { schema: z.iso.date(), sql: sql`o.tanggal_kembali` },
    total_estimasi: { schema: z.number().int(), sql: sql`o.total_estimasi` },
    nomor_st: { schema: z.string().nullable(), sql: sql`o.nomor_st` },
    unit: { schema: z.string(), sql: sql`(select u.nama from unit_kerja u where u.id = o.unit_id)` },
    pemohon: { schema: z.string(), sql: sql`(select u.nama from users u where u.id = o.user_id)` },
    level_menunggu: { schema: z.number().int().nullable(), sql: sql`o.level_menunggu` },
  },
  relations: {
    pelaksana: {
      schema: z.array(z.object({ pegawai_id: z.uuid(), nama: z.string() })),
      sql: sql`(select jsonb_agg(jsonb_build_object('pegawai_id', t.pegawai_id, 'nama', nama_lengkap(g)) order by t.urut)
        from sppd_pelaksana t join pegawai g on g.id = t.pegawai_id where t.sppd_id = o.id)`,
    },
    giliran: {
      schema: z.object({ sejak: z.string(), eskalasi_pada: z.string().nullable() }).nullable().meta({
        description: "Sejak kapan menunggu keputusan, dan kapan naik ke jenjang berikutnya (null: tidak).",
      }),
      sql: (asked) =>
        sql`case when o.level_menunggu is not null then (select jsonb_build_object('sejak', x.sejak, 'eskalasi_pada', x.sejak + (select batas_eskalasi()))
        from (select max(l.created_at) as sejak from approval_logs l where ${loggedOf(asked)} and l.aksi in ('ajukan', 'setujui', 'eskalasi')) x) end`,
    },
    persetujuan: {
      // The name is looked up for each: joined, the accounts of the whole institution are read in their order until it is found.
      schema: z.array(z.object({ aksi: z.string(), oleh: z.string(), pada: z.string() })),
      sql: (asked) =>
        sql`coalesce((select jsonb_agg(jsonb_build_object('aksi', l.aksi, 'oleh', (select u.nama from users u where u.id = l.oleh), 'pada', l.created_at) order by l.id)
        from approval_logs l where ${loggedOf(asked)} and l.aksi in ('setujui', 'kembalikan', 'tolak')), '[]')`,
    },
  },
  exported: orderColumns,
});
export type OrdersAsked = z.infer<typeof orderList.query>;

/** The steps `l` of a row `o`, looked for in the years in which there can be any. */
function loggedOf(asked: Asked): Query {
  return sql`l.sppd_id = o.id and l.created_at >= o.created_at and ${loggedSince(periodOf(asked as Asked & AskedOfTime))}`;
}
