import * as z from "zod";
import { accessList, institutionList, keadaanLisensi } from "../../../db/modules/operator/reads/lists.ts";
import { readAccesses, readInstitution, readInstitutions } from "../../../db/modules/operator/reads/looks.ts";
import { addressOf } from "../../http/limits.ts";
import type { Quota } from "../../http/quota.ts";
import { route, type PersonVisit, type Routes } from "../../http/route.ts";

const access = "operator.institutions.read";

/** What an operator may look at in a minute: every look is on record, and people read that. */
const pace: Quota = { name: "operator", limit: 120, seconds: 60 };

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
];
