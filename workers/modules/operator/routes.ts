import * as z from "zod";
import { accessList, institutionList, keadaanLisensi } from "../../../db/modules/operator/reads/lists.ts";
import { readAccesses, readInstitution, readInstitutions } from "../../../db/modules/operator/reads/looks.ts";
import { recordVitals } from "../../../db/modules/operator/actions/record-vitals.ts";
import { readVitals } from "../../../db/modules/operator/reads/vitals.ts";
import { perangkat, perangkatDari, ukuran } from "../../../db/modules/operator/rules/vitals.ts";
import { addressOf } from "../../http/limits.ts";
import type { Quota } from "../../http/quota.ts";
import { route, type PersonVisit, type Routes } from "../../http/route.ts";

const access = "operator.institutions.read";

/** What an operator may look at in a minute: every look is on record, and people read that. */
const pace: Quota = { name: "operator", limit: 120, seconds: 60 };

/** A page of the console sends once each time it is hidden. */
const beacons: Quota = { name: "vitals", limit: 60, seconds: 60 };

const contoh = z.strictObject({
  rute: z
    .string()
    .regex(/^[a-z][a-zA-Z.-]{0,39}$/)
    .meta({ description: "Nama halaman konsol, bukan alamatnya" }),
  ukuran: z.enum(ukuran),
  nilai: z.number().min(0).meta({ description: "Milidetik; CLS tanpa satuan" }),
});

const bagian = z.number().min(0).max(1);
const kecepatan = z.object({
  rute: z.string().nullable().meta({ description: "null: semua halaman" }),
  ukuran: z.enum(ukuran),
  banyak: z.number().int().meta({ description: "Banyaknya pengukuran" }),
  p75: z.number().meta({ description: "Tiga dari empat pengukuran secepat ini atau lebih cepat" }),
  baik: bagian,
  sedang: bagian,
  buruk: bagian,
});

const institution = z.object({
  id: z.uuid(),
  slug: z.string(),
  host: z.string().nullable(),
  nama: z.string(),
  kota: z.string(),
  zona_waktu: z.string(),
  jenis_usaha: z.string().nullable(),
  dibuat: z.string(),
  lisensi: z.object({
    status: keadaanLisensi,
    type: z.enum(["single", "multi"]).nullable().meta({ description: "null: masa percobaan" }),
    jenjang_aktif: z.array(z.string()),
    modules: z.array(z.string()).nullable().meta({ description: "null: semua modul" }),
    kursi: z.number().int().nullable().meta({ description: "null: tanpa batas" }),
    mulai: z.string().nullable(),
    sampai: z.string(),
  }),
  orang: z.number().int().meta({ description: "Akun aktif: kursi yang terpakai" }),
  modul: z.array(z.object({ slug: z.string(), aktif: z.boolean(), berlisensi: z.boolean(), sejak: z.string() })),
  pekerjaan: z.object({ menunggu: z.number().int(), gagal: z.number().int() }),
  terakhir_aktif: z.string().nullable().meta({ description: "Kegiatan terakhir yang tercatat" }),
});

const by = ({ principal, request }: PersonVisit) => ({ principal, alamat: addressOf(request) });

/** All institutions, for operators of the platform. Nothing is cached: an answer that was not asked of the database would not be on record. */
export const routes: Routes = [
  route({
    method: "get",
    path: "/institutions",
    operationId: "listPlatformInstitutions",
    summary: "Semua institusi di platform: lisensi, banyaknya akun dan modul (operator platform; setiap akses dicatat)",
    access,
    inPerson: true,
    limit: pace,
    query: institutionList.query,
    answers: { 200: { description: "Satu halaman", schema: institutionList.page } },
    handle: async (visit) => ({ json: await readInstitutions(visit.work, by(visit), visit.query) }),
  }),
  route({
    method: "get",
    path: "/institutions/:id",
    operationId: "getPlatformInstitution",
    summary: "Satu institusi: lisensi, modul, kursi, pekerjaan; administratornya melihat bahwa ia dilihat",
    access,
    inPerson: true,
    limit: pace,
    params: z.object({ id: z.uuid() }),
    answers: { 200: { description: "Institusi", schema: institution } },
    handle: async (visit) => ({ json: await readInstitution(visit.work, by(visit), visit.params.id) }),
  }),
  route({
    method: "get",
    path: "/access-log",
    operationId: "listOperatorAccess",
    summary: "Apa yang dilihat operator platform: siapa, kapan, apa, dari mana",
    access,
    inPerson: true,
    limit: pace,
    query: accessList.query,
    answers: { 200: { description: "Satu halaman", schema: accessList.page } },
    handle: async (visit) => ({ json: await readAccesses(visit.work, by(visit), visit.query) }),
  }),
  route({
    method: "post",
    path: "/vitals",
    operationId: "recordVitals",
    summary: "Mencatat kecepatan konsol yang diukur peramban; siapa orangnya tidak dicatat",
    access: "session",
    inPerson: true,
    limit: beacons,
    body: z.strictObject({ contoh: z.array(contoh).min(1).max(20) }),
    example: { contoh: [{ rute: "sppd.list", ukuran: "LCP", nilai: 1840 }] },
    answers: { 204: { description: "Tercatat" } },
    handle: async ({ work, request, body }) => {
      await recordVitals(work, perangkatDari(request.headers.get("user-agent") ?? ""), body.contoh);
      return { status: 204 };
    },
  }),
  route({
    method: "get",
    path: "/vitals",
    operationId: "summariseVitals",
    summary:
      "Kecepatan konsol bagi pemakainya, per halaman: LCP, INP, CLS, FCP, TTFB (operator platform; setiap akses dicatat)",
    access,
    inPerson: true,
    limit: pace,
    query: z.strictObject({
      hari: z.coerce
        .number()
        .int()
        .min(1)
        .max(400)
        .default(28)
        .meta({ description: "Berapa hari terakhir (UTC), hari ini termasuk." }),
      perangkat: z.enum(perangkat).optional().meta({ description: "Di ponsel atau di komputer saja." }),
    }),
    answers: {
      200: { description: "Kecepatan, semua halaman lebih dulu", schema: z.object({ data: z.array(kecepatan) }) },
    },
    handle: async (visit) => {
      const { hari, perangkat: kind } = visit.query;
      return { body: { data: await readVitals(visit.work, by(visit), hari, kind) } };
    },
  }),
];
