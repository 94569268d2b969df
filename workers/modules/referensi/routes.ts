import * as z from "zod";
import { calendarDate } from "../../../db/core/storable.ts";
import { dapatDicetak } from "../../../db/modules/pegawai/rules/teks.ts";
import { correctTariff } from "../../../db/modules/referensi/actions/correct-tariff.ts";
import { removeHoliday, setHoliday } from "../../../db/modules/referensi/actions/edit-holiday.ts";
import {
  readBudgets,
  readGolongan,
  readHolidays,
  readTarif,
  readUnits,
  readWilayah,
} from "../../../db/modules/referensi/reads.ts";
import { route, type Routes } from "../../http/route.ts";

/** Master data is kept for a day; its tags drop it the moment it changes. */
const day = 24 * 60 * 60;
const tahun = z.coerce
  .number()
  .int()
  .min(2020)
  .max(2100)
  .meta({ examples: [2026] });
const text = z.string().trim().min(1).max(200).refine(dapatDicetak, "KARAKTER_TERLARANG");
const onDay = z.object({ tanggal: calendarDate().meta({ examples: ["2026-03-17"] }) });
const holidayKinds = z.enum(["libur_nasional", "cuti_bersama", "institusi"]);

const tariff = z.object({
  tahun: z.number().int(),
  provinsi_kode: z.string(),
  komponen: z.string(),
  kelompok: z.string().nullable(),
  tarif: z.number().int(),
  satuan: z.string(),
  sumber: z.string(),
  berlaku_mulai: z.iso.date(),
  dikoreksi: z.boolean(),
});

const budget = z.object({
  id: z.uuid(),
  tahun: z.number().int(),
  unit_id: z.uuid(),
  kegiatan: z.string(),
  akun: z.string(),
  uraian: z.string(),
  pagu: z.number().int(),
  komitmen: z.number().int(),
  realisasi: z.number().int(),
  sisa: z.number().int(),
});

export const routes: Routes = [
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
    path: "/tarif",
    operationId: "listTarif",
    summary: "Standar biaya satu tahun anggaran, dengan koreksi institusi",
    access: "session",
    query: z.strictObject({
      tahun,
      provinsi: z
        .string()
        .max(10)
        .optional()
        .meta({ examples: ["33"] }),
    }),
    cache: { ttl: day, share: "institution", tags: () => ["tarif"] },
    answers: { 200: { description: "Tarif beserta sumbernya", schema: z.array(tariff) } },
    handle: async ({ work, query }) => ({ json: await readTarif(work, query.tahun, query.provinsi ?? null) }),
  }),
  route({
    method: "put",
    path: "/tarif",
    operationId: "correctTarif",
    summary: "Mengoreksi satu tarif untuk institusi ini",
    access: "referensi.tarif",
    body: z.strictObject({
      tahun,
      provinsi_kode: z.string().max(10),
      komponen: z.string().regex(/^[a-z_0-9]{1,60}$/),
      kelompok: z
        .string()
        .regex(/^[a-z_0-9]{1,60}$/)
        .optional(),
      tarif: z.number().int().min(0).max(1_000_000_000),
      satuan: text,
      sumber: text,
      berlaku_mulai: calendarDate(),
    }),
    example: {
      tahun: 2026,
      provinsi_kode: "33",
      komponen: "taksi",
      tarif: 110_000,
      satuan: "orang/kali",
      sumber: "SK Rektor Nomor 12 Tahun 2026",
      berlaku_mulai: "2026-02-01",
    },
    answers: { 204: { description: "Tarif dikoreksi" } },
    async handle({ work, principal, body }) {
      await correctTariff(work, principal.user_id, body);
      return { status: 204 };
    },
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
    query: z.strictObject({ tahun }),
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
    path: "/anggaran",
    operationId: "listBudgets",
    summary: "Akun anggaran satu tahun dan sisanya",
    access: "session",
    query: z.strictObject({ tahun }),
    cache: { ttl: 900, share: "institution", tags: () => ["anggaran"] },
    answers: { 200: { description: "Akun anggaran", schema: z.array(budget) } },
    handle: async ({ work, query }) => ({ json: await readBudgets(work, query.tahun) }),
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
];
