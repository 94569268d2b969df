import * as z from "zod";
import { changeOffice, createOffice } from "../../../db/modules/pejabat/actions/keep-office.ts";
import { delegateOffice } from "../../../db/modules/pejabat/actions/delegate.ts";
import { endDelegation } from "../../../db/modules/pejabat/actions/end-delegation.ts";
import { delegationView, officeView, readDelegations, readOffices } from "../../../db/modules/pejabat/reads.ts";
import { delegasiBaru, jabatanBaru, jabatanDiubah } from "../../../db/modules/pejabat/rules/jabatan.ts";
import { route, type Routes } from "../../http/route.ts";

const byId = z.object({ id: z.uuid() });
const made = z.object({ id: z.uuid() });

export const routes: Routes = [
  route({
    method: "get",
    path: "/pejabat",
    operationId: "listOffices",
    summary: "Pejabat satu tahun: siapa memegang jabatan apa, dan siapa menggantikannya",
    access: "session",
    query: z.strictObject({
      tahun: z.coerce
        .number()
        .int()
        .min(2020)
        .max(2100)
        .meta({ examples: [2026] }),
    }),
    cache: { ttl: 24 * 60 * 60, share: "institution", tags: () => ["pejabat"] },
    answers: { 200: { description: "Pejabat menurut unitnya", schema: z.array(officeView) } },
    handle: async ({ work, query }) => ({ json: await readOffices(work, query.tahun) }),
  }),
  route({
    method: "post",
    path: "/pejabat",
    operationId: "createOffice",
    summary: "Memberi seorang pegawai jabatan; rantai persetujuan langsung mengikutinya",
    access: "pejabat.manage",
    body: jabatanBaru,
    example: {
      jenis: "wadek",
      pegawai_id: "0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c",
      unit_id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b",
      sebutan: ["Wakil Dekan I,"],
      penerbit_st: false,
      mulai: "2026-04-06",
      selesai: "2030-04-05",
      sk: "SK Rektor Nomor 21 Tahun 2026",
    },
    answers: { 201: { description: "Jabatan diberikan", schema: made } },
    handle: async ({ work, principal, body }) => ({ status: 201, body: await createOffice(work, principal, body) }),
  }),
  route({
    method: "patch",
    path: "/pejabat/:id",
    operationId: "changeOffice",
    summary: "Mengubah jabatan, atau mengakhirinya pada hari terakhirnya",
    access: "pejabat.manage",
    params: byId,
    body: jabatanDiubah,
    example: {
      sebutan: ["Wakil Dekan Bidang Akademik,"],
      penerbit_st: false,
      selesai: "2026-12-31",
      sk: "SK Rektor Nomor 22 Tahun 2026",
    },
    answers: { 200: { description: "Jabatan diubah", schema: made } },
    handle: async ({ work, principal, params, body }) => ({
      body: await changeOffice(work, principal, params.id, body),
    }),
  }),
  route({
    method: "get",
    path: "/delegasi",
    operationId: "listDelegations",
    summary: "Delegasi dari saya dan kepada saya, terbaru dulu",
    access: "session",
    answers: {
      200: { description: "Paling banyak seratus delegasi", schema: z.object({ data: z.array(delegationView) }) },
    },
    handle: async ({ work, principal }) => ({ json: await readDelegations(work, principal) }),
  }),
  route({
    method: "post",
    path: "/delegasi",
    operationId: "delegateOffice",
    summary: "Mendelegasikan jabatan untuk sementara: Plt, Plh, a.n., atau u.b.",
    access: "pejabat.delegate",
    body: delegasiBaru,
    example: {
      pejabat_id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5c",
      pegawai_id: "0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c",
      kapasitas: "Plh",
      mulai: "2026-04-06",
      selesai: "2026-04-10",
      alasan: "Menunaikan ibadah umrah",
      sk: "Surat Perintah Nomor 31 Tahun 2026",
    },
    answers: { 201: { description: "Delegasi diberikan; yang menggantikan diberi tahu", schema: made } },
    handle: async ({ work, principal, scope, body }) => ({
      status: 201,
      body: await delegateOffice(work, principal, scope, body),
    }),
  }),
  route({
    method: "post",
    path: "/delegasi/:id/akhiri",
    operationId: "endDelegation",
    summary: "Mengakhiri delegasi sebelum hari terakhirnya",
    access: "pejabat.delegate",
    params: byId,
    answers: { 204: { description: "Berakhir; wewenangnya kembali saat itu juga" } },
    async handle({ work, principal, scope, params }) {
      await endDelegation(work, principal, scope, params.id);
      return { status: 204 };
    },
  }),
];
