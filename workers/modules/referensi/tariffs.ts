import * as z from "zod";
import { calendarDate } from "../../../db/core/storable.ts";
import { copyTariffs } from "../../../db/modules/referensi/actions/copy-tariffs.ts";
import { correctTariff } from "../../../db/modules/referensi/actions/correct-tariff.ts";
import { readTarif } from "../../../db/modules/referensi/reads.ts";
import { namaKomponen, ofTariffs, polaKelompok, tahun } from "../../../db/modules/referensi/rules/pertanyaan.ts";
import { route, type Routes } from "../../http/route.ts";
import { text } from "./fields.ts";

const day = 24 * 60 * 60;

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

/** The tariffs (SBM): national ones, and over them those of the institution. */
export const tariffs: Routes = [
  route({
    method: "get",
    path: "/tarif",
    operationId: "listTarif",
    summary: "Standar biaya satu tahun anggaran, dengan koreksi institusi",
    access: "session",
    query: z.strictObject(ofTariffs),
    cache: { ttl: day, share: "institution", tags: () => ["tarif"] },
    answers: { 200: { description: "Tarif beserta sumbernya", schema: z.array(tariff) } },
    handle: async ({ work, query }) => ({ json: await readTarif(work, query) }),
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
      komponen: namaKomponen,
      kelompok: z.string().regex(polaKelompok).optional(),
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
    method: "post",
    path: "/tarif/salin",
    operationId: "copyTarif",
    summary: "Menyalin tarif satu tahun ke tahun lain yang belum punya, dengan sumber yang menyebutnya",
    access: "referensi.tarif",
    body: z.strictObject({
      dari: tahun,
      ke: tahun,
    }),
    example: { dari: 2026, ke: 2027 },
    answers: {
      200: {
        description: "Tersalin; yang sudah ada tidak berubah",
        schema: z.object({ disalin: z.number().int(), sudah_ada: z.number().int() }),
      },
    },
    handle: async ({ work, principal, body }) => ({ body: await copyTariffs(work, principal.user_id, body) }),
  }),
];
