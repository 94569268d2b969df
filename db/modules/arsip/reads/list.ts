import * as z from "zod";
import { defineList, type Asked } from "../../../core/list.ts";
import { readPage, turnOf } from "../../../core/page.ts";
import { empty, join, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import type { Own, Scope } from "../../identity/principal.ts";
import { wordsFilter } from "../../pegawai/reads/words-filter.ts";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";
import { typedNumber } from "../../sppd/reads/typed-number.ts";
import { inArchiveScope } from "./scope.ts";

const printable = z.string().trim().min(1).max(100).refine(dapatDicetak, "KARAKTER_TERLARANG");

/** The list of archived orders: by number, by name, by year. Rupiah. */
export const archiveList = defineList({
  filters: {
    nomor: printable.meta({
      description: "Nomor surat tugas atau SPD, lengkap, bagaimanapun spasi dan huruf besarnya.",
      examples: ["001/ST/FT/2026"],
    }),
    unit: z.uuid().meta({ description: "Unit yang pelaksananya bepergian." }),
    cari: wordsFilter({
      description:
        "Setiap kata ada di maksud, tempat, tujuan, nomor surat, atau nama dan NIP pelaksana. Sekurangnya satu kata memuat tiga huruf atau angka berurutan.",
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
      .meta({ description: "Tahun permohonan dibuat; setiap tahun bila tidak disebut.", examples: [2026] }),
  },
  sorts: {},
  // What is searched for is looked up newest first.
  serves: (asked) => (asked["filter[cari]"] ? ["-dibuat"] : ["-dibuat", "dibuat"]),
  columns: {
    id: { schema: z.uuid(), sql: sql`o.id` },
    tahun: {
      schema: z.number().int(),
      sql: sql`extract(year from uuid_extract_timestamp(o.id) at time zone 'UTC')::int`,
    },
    status: { schema: z.string(), sql: sql`o.status` },
    maksud: { schema: z.string(), sql: sql`o.maksud` },
    tempat: { schema: z.string(), sql: sql`o.tempat` },
    tanggal_berangkat: { schema: z.iso.date(), sql: sql`o.tanggal_berangkat` },
    tanggal_kembali: { schema: z.iso.date(), sql: sql`o.tanggal_kembali` },
    total_estimasi: { schema: z.number().int(), sql: sql`o.total_estimasi` },
    realisasi: { schema: z.number().int(), sql: sql`o.realisasi` },
    nomor_st: { schema: z.string().nullable(), sql: sql`o.nomor_st` },
    unit: { schema: z.string(), sql: sql`(select u.nama from unit_kerja u where u.id = o.unit_id)` },
    pemohon: { schema: z.string(), sql: sql`(select u.nama from users u where u.id = o.user_id)` },
    diarsipkan_pada: { schema: z.string(), sql: sql`o.diarsipkan_pada` },
    ditahan: { schema: z.boolean(), sql: sql`exists (select from arsip_tahanan t where t.sppd_id = o.id)` },
  },
  relations: {
    pelaksana: {
      schema: z.array(z.object({ pegawai_id: z.uuid(), nama: z.string(), nomor_spd: z.string().nullable() })),
      sql: sql`(select jsonb_agg(jsonb_build_object('pegawai_id', p.pegawai_id, 'nama', p.nama, 'nomor_spd', p.nomor_spd) order by p.urut)
        from arsip_pelaksana p where p.arsip_id = o.id)`,
    },
  },
  exported: {
    joined: sql`left join lateral (select string_agg(p.nama, '; ' order by p.urut) as nama, string_agg(p.nomor_spd, '; ' order by p.urut) as nomor_spd
      from arsip_pelaksana p where p.arsip_id = o.id) p on true`,
    columns: [
      { label: { id: "Nomor Surat Tugas", en: "Assignment letter" }, kind: "text", sql: sql`o.nomor_st` },
      { label: { id: "Nomor SPD", en: "SPD numbers" }, kind: "text", sql: sql`p.nomor_spd` },
      { label: { id: "Status", en: "Status" }, kind: "text", sql: sql`o.status` },
      { label: { id: "Maksud", en: "Purpose" }, kind: "text", sql: sql`o.maksud` },
      { label: { id: "Tempat", en: "Place" }, kind: "text", sql: sql`o.tempat` },
      { label: { id: "Berangkat", en: "Departure" }, kind: "date", sql: sql`o.tanggal_berangkat` },
      { label: { id: "Kembali", en: "Return" }, kind: "date", sql: sql`o.tanggal_kembali` },
      {
        label: { id: "Unit", en: "Unit" },
        kind: "text",
        sql: sql`(select u.nama from unit_kerja u where u.id = o.unit_id)`,
      },
      { label: { id: "Pelaksana", en: "Travellers" }, kind: "text", sql: sql`p.nama` },
      { label: { id: "Perkiraan biaya", en: "Estimate" }, kind: "rupiah", sql: sql`o.total_estimasi` },
      { label: { id: "Realisasi", en: "Spent" }, kind: "rupiah", sql: sql`o.realisasi` },
      { label: { id: "Diarsipkan", en: "Archived" }, kind: "instant", sql: sql`o.diarsipkan_pada` },
    ],
  },
});

type ArchiveAsked = z.output<typeof archiveList.query>;

/** A page of archived orders within somebody's reach, as finished JSON: one round trip. */
export function readArchive(work: Work, scope: Scope, asked: ArchiveAsked): Promise<string> {
  return readPage(work, archiveList.list, asked, archiveRows(scope, asked));
}

/** As with orders: each way to one has its index and is read no further than a page needs. */
function archiveRows(scope: Scope, asked: ArchiveAsked): Query {
  const turn = turnOf(archiveList.list, asked, sql`a.id`);
  const { "filter[unit]": unit, "filter[cari]": words } = asked;
  const [from, to] = bounds(asked);
  const looked = words?.length && scope.reach === "all" && unit === undefined && asked["filter[nomor]"] === undefined;
  const conditions = [
    unit === undefined ? empty : sql`and a.unit_id = ${unit}::uuid`,
    words?.length && !looked ? sql`and a.teks like all (pola_cari(${words}::text[]))` : empty,
  ];
  const first = (source: Query, where: Query): Query =>
    sql`(select a.id from ${source} where a.id >= ${from} and a.id < ${to} and ${where} ${join(conditions, " ")} ${turn.after}
      order by ${turn.order} limit ${turn.limit})`;
  const ways = looked
    ? [
        first(
          sql`arsip a`,
          sql`a.id = any(cari_arsip(${words}::text[], ${from}, ${earlier(asked, to)}, ${turn.limit}))`,
        ),
      ]
    : waysOf(scope, asked, first);
  return sql`select a.*, a.id as kunci from (select distinct id from (${join(ways, " union all ")}) jalan order by id ${turn.direction} limit ${turn.limit}) x
    join arsip a on a.id = x.id`;
}

/** The ids of the year that is asked for, or of all. */
function bounds({ tahun }: ArchiveAsked): readonly [Query, Query] {
  const start = (year: Query) => sql`id_sejak(awal_tahun(${year}))`;
  return tahun === undefined
    ? [sql`id_sejak('epoch'::timestamptz)`, start(sql`2200`)]
    : [start(sql`${tahun}::int`), start(sql`${tahun}::int + 1`)];
}

/** Where a search goes on: before the row that the page before ended with. */
function earlier({ setelah }: Asked, to: Query): Query {
  return setelah ? sql`least(${to}, ${setelah.id}::uuid)` : to;
}

function waysOf(scope: Scope, asked: ArchiveAsked, first: (source: Query, where: Query) => Query): Query[] {
  const { "filter[nomor]": number, "filter[unit]": unit } = asked;
  if (number !== undefined) {
    const named = sql`(select distinct n.sppd_id from nomor_surat n where n.dicari = ${typedNumber(number)}) n join arsip a on a.id = n.sppd_id`;
    return [first(named, inArchiveScope(scope))];
  }
  if (scope.reach === "own") return ownWays(scope.own, first);
  if (scope.reach === "all") return [first(sql`arsip a`, sql`true`)];
  const units = unit === undefined ? scope.units : scope.units.filter((one) => one === unit);
  const ofUnits = sql`select jalan.* from unnest(${units}::uuid[]) u(id), lateral ${first(sql`arsip a`, sql`a.unit_id = u.id`)} jalan`;
  return [ofUnits, ...ownWays(scope.own, first)];
}

function ownWays({ user_id, pegawai_id }: Own, first: (source: Query, where: Query) => Query): Query[] {
  return [
    first(sql`arsip a`, sql`a.user_id = ${user_id}::uuid`),
    first(sql`arsip_pelaksana p join arsip a on a.id = p.arsip_id`, sql`p.pegawai_id = ${pegawai_id}::uuid`),
  ];
}
