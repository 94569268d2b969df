import * as z from "zod";
import { yesNo, type ExportedColumns } from "../../../core/exported.ts";
import { empty, sql, type Query } from "../../../core/postgres.ts";
import { formatParameter } from "../../../core/row-file-formats.ts";
import { readTable } from "../../../core/table-page.ts";
import type { Exportable, Filed } from "../../berkas/reads/exportable.ts";
import { effectiveTariffs } from "../reads.ts";
import { ofTahun, ofTariffs } from "../rules/pertanyaan.ts";

/** Master data is everybody's of the institution to look up, and so to have as a file. */
function tableExport<Queried extends Filed>(
  own: Pick<Exportable<Queried>, "name" | "title" | "query">,
  table: { rows: (asked: Queried) => Query; order: Query; exported: ExportedColumns },
): Exportable<Queried> {
  return {
    ...own,
    slug: "referensi",
    access: "session",
    columns: table.exported.columns,
    read: ({ work }, asked, portion) => readTable(work, { ...table, rows: table.rows(asked) }, portion),
  };
}

/** Budget lines of a year, with what is left of them. */
export const budgetExport = tableExport(
  {
    name: "referensi.anggaran",
    title: { id: "Anggaran", en: "Budget lines" },
    query: z.strictObject({ ...formatParameter, ...ofTahun }),
  },
  {
    rows: ({ tahun }) => sql`select * from anggaran a where a.tahun = ${tahun}`,
    order: sql`x.kegiatan, x.akun, x.id`,
    exported: {
      columns: [
        { label: { id: "Tahun", en: "Year" }, kind: "number", sql: sql`o.tahun` },
        {
          label: { id: "Unit", en: "Unit" },
          kind: "text",
          sql: sql`(select u.nama from unit_kerja u where u.id = o.unit_id)`,
        },
        { label: { id: "Kegiatan", en: "Activity" }, kind: "text", sql: sql`o.kegiatan` },
        { label: { id: "Akun", en: "Account" }, kind: "text", sql: sql`o.akun` },
        { label: { id: "Uraian", en: "Description" }, kind: "text", sql: sql`o.uraian` },
        { label: { id: "Pagu", en: "Ceiling" }, kind: "rupiah", sql: sql`o.pagu` },
        { label: { id: "Komitmen", en: "Committed" }, kind: "rupiah", sql: sql`o.komitmen` },
        { label: { id: "Realisasi", en: "Spent" }, kind: "rupiah", sql: sql`o.realisasi` },
        { label: { id: "Sisa", en: "Left" }, kind: "rupiah", sql: sql`o.pagu - o.komitmen - o.realisasi` },
      ],
    },
  },
);

/** The tariffs of a year, as the institution uses them. */
export const tariffExport = tableExport(
  {
    name: "referensi.tarif",
    title: { id: "Standar biaya", en: "Standard costs" },
    query: z.strictObject({ ...formatParameter, ...ofTariffs }),
  },
  {
    rows: ({ tahun, provinsi, komponen }) => sql`select * from (${effectiveTariffs(sql`array[${tahun}::int]`)}) t
      where true ${provinsi === undefined ? empty : sql`and t.provinsi_kode = ${provinsi}`} ${komponen === undefined ? empty : sql`and t.komponen = ${komponen}`}`,
    order: sql`x.provinsi_kode, x.komponen, x.kelompok`,
    exported: {
      columns: [
        { label: { id: "Tahun", en: "Year" }, kind: "number", sql: sql`o.tahun` },
        { label: { id: "Kode provinsi", en: "Province code" }, kind: "text", sql: sql`o.provinsi_kode` },
        { label: { id: "Provinsi", en: "Province" }, kind: "text", sql: sql`nama_wilayah(o.provinsi_kode)` },
        { label: { id: "Komponen", en: "Component" }, kind: "text", sql: sql`o.komponen` },
        { label: { id: "Kelompok", en: "Group" }, kind: "text", sql: sql`o.kelompok` },
        { label: { id: "Tarif", en: "Tariff" }, kind: "rupiah", sql: sql`o.tarif` },
        { label: { id: "Satuan", en: "Unit of measure" }, kind: "text", sql: sql`o.satuan` },
        { label: { id: "Sumber", en: "Source" }, kind: "text", sql: sql`o.sumber` },
        { label: { id: "Berlaku mulai", en: "In force from" }, kind: "date", sql: sql`o.berlaku_mulai` },
        { label: { id: "Dikoreksi", en: "Corrected" }, kind: "text", sql: sql`o.dikoreksi`, write: yesNo },
      ],
    },
  },
);

/** The holidays of a year. */
export const holidayExport = tableExport(
  {
    name: "referensi.libur",
    title: { id: "Hari libur", en: "Holidays" },
    query: z.strictObject({ ...formatParameter, ...ofTahun }),
  },
  {
    rows: ({ tahun }) =>
      sql`select * from hari_libur h where h.tanggal >= make_date(${tahun}::int, 1, 1) and h.tanggal < make_date(${tahun}::int + 1, 1, 1)`,
    order: sql`x.tanggal`,
    exported: {
      columns: [
        { label: { id: "Tanggal", en: "Date" }, kind: "date", sql: sql`o.tanggal` },
        { label: { id: "Nama", en: "Name" }, kind: "text", sql: sql`o.nama` },
        { label: { id: "Jenis", en: "Kind" }, kind: "text", sql: sql`o.jenis` },
        { label: { id: "Sumber", en: "Source" }, kind: "text", sql: sql`o.sumber` },
      ],
    },
  },
);

/** The institution's units. */
export const unitExport = tableExport(
  {
    name: "referensi.unit",
    title: { id: "Unit kerja", en: "Units" },
    query: z.strictObject(formatParameter),
  },
  {
    rows: () => sql`select * from unit_kerja u`,
    order: sql`x.kode`,
    exported: {
      columns: [
        { label: { id: "Kode", en: "Code" }, kind: "text", sql: sql`o.kode` },
        { label: { id: "Nama", en: "Name" }, kind: "text", sql: sql`o.nama` },
        { label: { id: "Jenis", en: "Kind" }, kind: "text", sql: sql`o.jenis` },
        {
          label: { id: "Induk", en: "Above it" },
          kind: "text",
          sql: sql`(select u.nama from unit_kerja u where u.id = o.induk_id)`,
        },
      ],
    },
  },
);
