import * as z from "zod";
import { yesNo } from "../../core/exported.ts";
import { defineList } from "../../core/list.ts";
import { readPage, turnOf } from "../../core/page.ts";
import { empty, sql, type Query } from "../../core/postgres.ts";
import type { Work } from "../../core/work.ts";
import type { Scope } from "../identity/principal.ts";
import { wordsFilter } from "./reads/words-filter.ts";
import { STATUS_PEGAWAI } from "./rules/golongan.ts";
import { KESETARAAN } from "./rules/kesetaraan.ts";
import { normalizeNip } from "./rules/nip.ts";

/** A member of staff. The bank account is not part of it: it has a permission of its own. */
export const pegawaiView = z.object({
  id: z.uuid(),
  nip: z.string().nullable(),
  nama: z.string(),
  /** With titles, as it stands in letters. */
  nama_lengkap: z.string(),
  status: z.enum(STATUS_PEGAWAI),
  golongan: z.string().nullable(),
  jabatan: z.string(),
  kesetaraan: z.enum(KESETARAAN).nullable(),
  unit: z.object({ id: z.uuid(), nama: z.string() }),
  aktif: z.boolean(),
});
export type PegawaiView = z.infer<typeof pegawaiView>;

/** The list of staff: newest first, or by name. */
export const pegawaiList = defineList({
  filters: {
    cari: wordsFilter({
      description:
        "Setiap kata ada di nama, dengan gelar, atau di NIP. Sekurangnya satu kata memuat tiga huruf atau angka berurutan.",
      examples: ["ratna 1985"],
    }),
    nip: z
      .string()
      .max(40)
      .meta({ description: "NIP atau NI PPPK yang persis; spasi diabaikan.", examples: ["198503122010122003"] })
      .transform(normalizeNip),
    unit: z.uuid().meta({ description: "Unit kerja, tanpa bawahannya." }),
  },
  also: {},
  sorts: { nama: { key: sql`g.nama`, type: "text" } },
  columns: {
    id: { schema: pegawaiView.shape.id, sql: sql`o.id` },
    nip: { schema: pegawaiView.shape.nip, sql: sql`o.nip` },
    nama: { schema: pegawaiView.shape.nama, sql: sql`o.nama` },
    nama_lengkap: { schema: pegawaiView.shape.nama_lengkap, sql: sql`o.nama_lengkap` },
    status: { schema: pegawaiView.shape.status, sql: sql`o.status` },
    golongan: { schema: pegawaiView.shape.golongan, sql: sql`o.golongan` },
    jabatan: { schema: pegawaiView.shape.jabatan, sql: sql`o.jabatan` },
    kesetaraan: { schema: pegawaiView.shape.kesetaraan, sql: sql`o.kesetaraan` },
    unit: {
      schema: pegawaiView.shape.unit,
      sql: sql`(select jsonb_build_object('id', u.id, 'nama', u.nama) from unit_kerja u where u.id = o.unit_id)`,
    },
    aktif: { schema: pegawaiView.shape.aktif, sql: sql`o.aktif` },
  },
  relations: {},
  exported: {
    columns: [
      { label: { id: "Nama", en: "Name" }, kind: "text", sql: sql`o.nama_lengkap` },
      { label: { id: "NIP / NI PPPK", en: "NIP / NI PPPK" }, kind: "text", sql: sql`o.nip` },
      { label: { id: "Status", en: "Status" }, kind: "text", sql: sql`o.status` },
      { label: { id: "Golongan", en: "Grade" }, kind: "text", sql: sql`o.golongan` },
      { label: { id: "Jabatan", en: "Position" }, kind: "text", sql: sql`o.jabatan` },
      { label: { id: "Kesetaraan", en: "Equivalence" }, kind: "text", sql: sql`o.kesetaraan` },
      {
        label: { id: "Unit", en: "Unit" },
        kind: "text",
        sql: sql`(select u.nama from unit_kerja u where u.id = o.unit_id)`,
      },
      { label: { id: "Aktif", en: "Active" }, kind: "text", sql: sql`o.aktif`, write: yesNo },
    ],
  },
});
export type PegawaiAsked = z.infer<typeof pegawaiList.query>;

const view = sql`jsonb_build_object('id', g.id, 'nip', g.nip, 'nama', g.nama, 'nama_lengkap', nama_lengkap(g), 'status', g.status,
  'golongan', g.golongan, 'jabatan', g.jabatan, 'kesetaraan', g.kesetaraan, 'aktif', g.aktif,
  'unit', (select jsonb_build_object('id', u.id, 'nama', u.nama) from unit_kerja u where u.id = g.unit_id))`;

function reachPegawai(scope: Scope): Query {
  if (scope.reach === "all") return sql`true`;
  const own = sql`g.id = ${scope.own.pegawai_id}::uuid`;
  return scope.reach === "own" ? own : sql`(g.unit_id = any(${scope.units}::uuid[]) or ${own})`;
}

/** A page of staff within somebody's reach, as finished JSON. */
export function readPegawaiPage(work: Work, scope: Scope, asked: PegawaiAsked): Promise<string> {
  const { after, order, key, limit } = turnOf(pegawaiList.list, asked, sql`g.id`);
  const nip = asked["filter[nip]"];
  const unit = asked["filter[unit]"];
  const words = asked["filter[cari]"];
  // An institution's staff are a few thousand: read in their order until a page is full, they need no index of their words.
  const fits = words
    ? sql`and lower(concat_ws(' ', nama_lengkap(g), g.nip)) like all (pola_cari(${words}::text[]))`
    : empty;
  return readPage(
    work,
    pegawaiList.list,
    asked,
    sql`select g.*, nama_lengkap(g) as nama_lengkap, ${key} as kunci from pegawai g where ${reachPegawai(scope)}
      ${nip === undefined ? empty : sql`and g.nip = ${nip}`} ${unit ? sql`and g.unit_id = ${unit}::uuid` : empty} ${fits}
      ${after} order by ${order} limit ${limit}`,
  );
}

/** One member of staff within somebody's reach; null otherwise. */
export async function readPegawai(work: Work, scope: Scope, id: string): Promise<PegawaiView | null> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{ row: PegawaiView }>`select ${view} as row from pegawai g where g.id = ${id} and ${reachPegawai(scope)}`,
  ]);
  return found?.row ?? null;
}

/** The sealed bank account of a member of staff; null when there is none or they do not exist. */
export async function readSealedAccount(work: Work, id: string): Promise<string | null> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<{ rekening: string | null }>`select rekening from pegawai where id = ${id}`,
  ]);
  return found?.rekening ?? null;
}
