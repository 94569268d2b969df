import * as z from "zod";
import { calendarDate } from "../../../db/core/storable.ts";
import { removeHoliday, setHoliday } from "../../../db/modules/referensi/actions/edit-holiday.ts";
import { readGolongan, readHolidays, readUnits, readWilayah } from "../../../db/modules/referensi/reads.ts";
import { budgetExport, holidayExport, tariffExport, unitExport } from "../../../db/modules/referensi/reads/exports.ts";
import { exportRoute } from "../../http/export-route.ts";
import { ofTahun } from "../../../db/modules/referensi/rules/pertanyaan.ts";
import { route, type Routes } from "../../http/route.ts";
import { budgets } from "./budgets.ts";
import { text } from "./fields.ts";
import { tariffImports } from "./tariff-imports.ts";
import { tariffs } from "./tariffs.ts";

/** Master data is kept for a day; its tags drop it the moment it changes. */
const day = 24 * 60 * 60;
const onDay = z.object({ tanggal: calendarDate().meta({ examples: ["2026-03-17"] }) });
const holidayKinds = z.enum(["libur_nasional", "cuti_bersama", "institusi"]);

export const routes: Routes = [
  ...tariffs,
  ...tariffImports,
  ...budgets,
  route({
    method: "get",
    path: "/wilayah",
    operationId: "listWilayah",
    summary: "Provinsi dengan kabupaten dan kotanya",
    access: "session",
    cache: { ttl: day, share: "institution", tags: () => ["wilayah"] },
    answers: {
      200: {
        description: "38 provinsi, 514 kabupaten/kota",
        schema: z.array(
          z.object({
            kode: z.string(),
            nama: z.string(),
            kabupaten_kota: z.array(z.object({ kode: z.string(), nama: z.string() })),
          }),
        ),
      },
    },
    handle: async ({ work }) => ({ json: await readWilayah(work) }),
  }),
  route({
    method: "get",
    path: "/golongan",
    operationId: "listGolongan",
    summary: "Golongan dan pangkat PNS dan PPPK",
    access: "session",
    cache: { ttl: day, share: "institution", tags: () => ["golongan"] },
    answers: {
      200: {
        description: "Golongan, terendah dulu",
        schema: z.array(
          z.object({
            kode: z.string(),
            kelompok: z.string(),
            pangkat: z.string().nullable(),
            urutan: z.number().int(),
          }),
        ),
      },
    },
    handle: async ({ work }) => ({ json: await readGolongan(work) }),
  }),
  route({
    method: "get",
    path: "/hari-libur",
    operationId: "listHolidays",
    summary: "Hari libur satu tahun",
    access: "session",
    query: z.strictObject(ofTahun),
    cache: { ttl: day, share: "institution", tags: () => ["libur"] },
    answers: {
      200: {
        description: "Hari libur institusi",
        schema: z.array(z.object({ tanggal: z.iso.date(), nama: z.string(), jenis: holidayKinds, sumber: z.string() })),
      },
    },
    handle: async ({ work, query }) => ({ json: await readHolidays(work, query.tahun) }),
  }),
  route({
    method: "put",
    path: "/hari-libur/:tanggal",
    operationId: "setHoliday",
    summary: "Menambah atau mengubah hari libur",
    access: "referensi.libur",
    params: onDay,
    body: z.strictObject({ nama: text, jenis: holidayKinds, sumber: text }),
    example: { nama: "Dies Natalis", jenis: "institusi", sumber: "SK Rektor Nomor 3 Tahun 2026" },
    answers: { 204: { description: "Tersimpan" } },
    async handle({ work, params, body }) {
      await setHoliday(work, { ...params, ...body });
      return { status: 204 };
    },
  }),
  route({
    method: "delete",
    path: "/hari-libur/:tanggal",
    operationId: "removeHoliday",
    summary: "Menghapus hari libur",
    access: "referensi.libur",
    params: onDay,
    answers: { 204: { description: "Terhapus" } },
    async handle({ work, params }) {
      await removeHoliday(work, params.tanggal);
      return { status: 204 };
    },
  }),
  route({
    method: "get",
    path: "/unit",
    operationId: "listUnits",
    summary: "Unit kerja institusi",
    access: "session",
    cache: { ttl: day, share: "institution", tags: () => ["unit"] },
    answers: {
      200: {
        description: "Unit kerja",
        schema: z.array(
          z.object({
            id: z.uuid(),
            kode: z.string(),
            nama: z.string(),
            jenis: z.string(),
            induk_id: z.uuid().nullable(),
            jalur: z.array(z.uuid()),
          }),
        ),
      },
    },
    handle: async ({ work }) => ({ json: await readUnits(work) }),
  }),
  exportRoute(tariffExport, {
    path: "/tarif",
    operationId: "exportTarif",
    summary: "Standar biaya satu tahun anggaran sebagai XLSX atau CSV",
  }),
  exportRoute(holidayExport, {
    path: "/hari-libur",
    operationId: "exportHolidays",
    summary: "Hari libur satu tahun sebagai XLSX atau CSV",
  }),
  exportRoute(budgetExport, {
    path: "/anggaran",
    operationId: "exportBudgets",
    summary: "Akun anggaran satu tahun dan sisanya sebagai XLSX atau CSV",
  }),
  exportRoute(unitExport, {
    path: "/unit",
    operationId: "exportUnits",
    summary: "Unit kerja sebagai XLSX atau CSV",
  }),
];
