import * as z from "zod";
import {
  changeView,
  dropView,
  keepView,
  shareView,
  unshareView,
} from "../../../db/modules/identity/actions/keep-view.ts";
import { readViews, viewOfList } from "../../../db/modules/identity/reads/views.ts";
import { dapatDicetak } from "../../../db/modules/pegawai/rules/teks.ts";
import { viewableNames, viewQueryOf, type ViewableName } from "../../../db/modules/views.ts";
import type { Language } from "../../../db/core/problem.ts";
import { route, type Routes } from "../../http/route.ts";
import { parsePart } from "../../http/validation.ts";

const daftar = z.enum(viewableNames).meta({ description: "Daftar yang dilihat" });
const body = z.strictObject({
  daftar,
  nama: z.string().trim().min(1).max(100).refine(dapatDicetak, "KARAKTER_TERLARANG"),
  isi: z.record(z.string().max(60), z.string().max(1_000)).meta({
    description: "Saringan, urutan, dan kolom, seperti di alamat daftarnya",
    examples: [{ "filter[status]": "diajukan,disetujui", sort: "-tanggal_berangkat" }],
  }),
  bawaan: z.boolean().default(false).meta({ description: "Daftarnya dibuka dengan tampilan ini" }),
});
const example = {
  daftar: "sppd",
  nama: "Menunggu surat tugas",
  isi: { "filter[status]": "disetujui", sort: "dibuat", fields: "maksud,tujuan,tanggal_berangkat" },
  bawaan: true,
};
const byId = z.object({ id: z.uuid() });
const limit = { name: "tampilan", limit: 60, seconds: 60 };

/** Whether the list takes what is to be kept of it: what it does not know is refused by its name. */
async function check(name: ViewableName, isi: Readonly<Record<string, string>>, language: Language): Promise<void> {
  parsePart(await viewQueryOf(name), isi, "/isi", language);
}

/** Views of lists: filters, order and columns under a name, one's own and those that others share with one's unit. */
export const viewRoutes: Routes = [
  route({
    method: "get",
    path: "/views",
    operationId: "listViews",
    summary: "Tampilan daftar yang saya simpan dan yang dibagikan kepada unit saya, menurut namanya",
    access: "session",
    inPerson: true,
    query: z.strictObject({ daftar: daftar.optional() }),
    answers: { 200: { description: "Tampilan", schema: z.object({ data: z.array(viewOfList) }) } },
    handle: async ({ work, principal, query }) => ({ json: await readViews(work, principal, query.daftar) }),
  }),
  route({
    method: "post",
    path: "/views",
    operationId: "keepView",
    summary: "Menyimpan tampilan sebuah daftar: saringan, urutan, dan kolomnya, dengan nama sendiri",
    access: "session",
    inPerson: true,
    limit,
    body,
    example,
    answers: { 201: { description: "Tersimpan", schema: viewOfList } },
    async handle({ work, principal, body: { daftar: name, ...view }, language }) {
      await check(name, view.isi, language);
      return { status: 201, body: await keepView(work, principal, name, view) };
    },
  }),
  route({
    method: "put",
    path: "/views/:id",
    operationId: "changeView",
    summary: "Mengubah tampilan saya: nama, isi, dan apakah daftarnya dibuka dengannya",
    access: "session",
    inPerson: true,
    limit,
    params: byId,
    body,
    example,
    answers: { 200: { description: "Berubah", schema: viewOfList } },
    async handle({ work, principal, params, body: { daftar: name, ...view }, language }) {
      await check(name, view.isi, language);
      return { body: await changeView(work, principal, { id: params.id, daftar: name }, view) };
    },
  }),
  route({
    method: "delete",
    path: "/views/:id",
    operationId: "dropView",
    summary: "Membuang tampilan saya",
    access: "session",
    inPerson: true,
    params: byId,
    answers: { 204: { description: "Dibuang" } },
    async handle({ work, principal, params }) {
      await dropView(work, principal, params.id);
      return { status: 204 };
    },
  }),
  route({
    method: "put",
    path: "/views/:id/unit",
    operationId: "shareView",
    summary: "Membagikan tampilan saya kepada sebuah unit: terlihat oleh orangnya dan oleh unit di bawahnya",
    access: "identity.views.share",
    inPerson: true,
    limit,
    params: byId,
    body: z.strictObject({ unit_id: z.uuid() }),
    example: { unit_id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b" },
    answers: { 200: { description: "Dibagikan", schema: viewOfList } },
    handle: async ({ work, principal, scope, params, body: { unit_id } }) => ({
      body: await shareView(work, principal, scope, { id: params.id, unitId: unit_id }),
    }),
  }),
  route({
    method: "delete",
    path: "/views/:id/unit",
    operationId: "unshareView",
    summary: "Berhenti membagikan tampilan saya",
    access: "session",
    inPerson: true,
    params: byId,
    answers: { 204: { description: "Hanya terlihat oleh saya" } },
    async handle({ work, principal, params }) {
      await unshareView(work, principal, params.id);
      return { status: 204 };
    },
  }),
];
