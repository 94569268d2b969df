import * as z from "zod";
import { openField } from "../../../db/core/crypto.ts";
import { Problem } from "../../../db/core/problem.ts";
import { accountPlace, createPegawai } from "../../../db/modules/pegawai/actions/create.ts";
import {
  pegawaiList,
  pegawaiView,
  readPegawai,
  readPegawaiPage,
  readSealedAccount,
} from "../../../db/modules/pegawai/reads.ts";
import { pegawaiBaru } from "../../../db/modules/pegawai/rules/pegawai-baru.ts";
import { pegawaiExport } from "../../../db/modules/pegawai/exports.ts";
import { exportRoute } from "../../http/export-route.ts";
import { route, type Routes } from "../../http/route.ts";

const account = z.object({ bank: z.string(), nomor: z.string(), nama: z.string() });
const byId = z.object({ id: z.uuid() });

export const routes: Routes = [
  route({
    method: "get",
    path: "/",
    operationId: "listPegawai",
    summary: "Daftar pegawai dalam jangkauan saya",
    access: "pegawai.read",
    query: pegawaiList.query,
    cache: { ttl: 3600, share: "scope", tags: () => ["pegawai"] },
    answers: { 200: { description: "Satu halaman pegawai", schema: pegawaiList.page } },
    handle: async ({ work, scope, query }) => ({ json: await readPegawaiPage(work, scope, query) }),
  }),
  exportRoute(pegawaiExport, {
    path: "/",
    operationId: "exportPegawai",
    summary: "Pegawai dalam jangkauan saya sebagai XLSX atau CSV",
  }),
  route({
    method: "post",
    path: "/",
    operationId: "createPegawai",
    summary: "Menambah pegawai; NIP dan NI PPPK diperiksa",
    access: "pegawai.create",
    body: pegawaiBaru,
    example: {
      nip: "19900314 201903 2 005",
      status: "PNS",
      nama: "Laras Kusumawati",
      gelar_belakang: "M.T.",
      jenis_kelamin: "P",
      tanggal_lahir: "1990-03-14",
      golongan: "III/b",
      jabatan: "Asisten Ahli",
      unit_id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b",
      rekening: { bank: "Bank Jateng", nomor: "3012345678", nama: "Laras Kusumawati" },
    },
    answers: {
      201: {
        description: "Pegawai ditambahkan; peringatan menyebut keganjilan NIP",
        schema: z.object({ id: z.uuid(), nip: z.string().nullable(), peringatan: z.array(z.string()) }),
      },
    },
    async handle({ work, body }) {
      const created = await createPegawai(work, body);
      return { status: 201, body: created, headers: { location: `/api/v1/pegawai/${created.id}` } };
    },
  }),
  route({
    method: "get",
    path: "/:id",
    operationId: "getPegawai",
    summary: "Seorang pegawai",
    access: "pegawai.read",
    params: byId,
    cache: { ttl: 3600, share: "scope", tags: () => ["pegawai"] },
    answers: { 200: { description: "Pegawai", schema: pegawaiView } },
    async handle({ work, scope, params }) {
      const found = await readPegawai(work, scope, params.id);
      if (!found) throw new Problem("TIDAK_DITEMUKAN");
      return { body: found };
    },
  }),
  route({
    method: "get",
    path: "/:id/rekening",
    operationId: "getPegawaiAccount",
    summary: "Rekening bank seorang pegawai, untuk bendahara",
    access: "pegawai.account",
    params: byId,
    answers: {
      200: { description: "Rekening", schema: account },
    },
    async handle({ work, params }) {
      const sealed = await readSealedAccount(work, params.id);
      if (!sealed) throw new Problem("TIDAK_DITEMUKAN");
      return { body: account.parse(JSON.parse(await openField(work.config, accountPlace, sealed))) };
    },
  }),
];
