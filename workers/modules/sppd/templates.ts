import * as z from "zod";
import { sha256Hex } from "../../../db/core/crypto.ts";
import { Problem } from "../../../db/core/problem.ts";
import { dropTemplate, useTemplate } from "../../../db/modules/sppd/actions/templates.ts";
import { readTemplates } from "../../../db/modules/sppd/reads/templates.ts";
import { DAFTAR_PENANDA, PENANDA, type JenisTemplat } from "../../../db/modules/sppd/rules/penanda.ts";
import { linkTo } from "../../http/links.ts";
import { route, type Routes } from "../../http/route.ts";
import { readBytes } from "../../http/validation.ts";
import { fileName } from "./receive-file.ts";

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const kinds = Object.keys(PENANDA) as [JenisTemplat, ...JenisTemplat[]];
const ofKind = z.object({ jenis: z.enum(kinds) });
const placeholders = z.array(z.object({ nama: z.string(), uraian: z.string() }));

const listed = (penanda: Readonly<Record<string, string>>) =>
  Object.entries(penanda).map(([nama, uraian]) => ({ nama, uraian }));

/** An institution's own Word templates of its letters. */
export const templateRoutes: Routes = [
  route({
    method: "get",
    path: "/templat",
    operationId: "listLetterTemplates",
    summary: "Templat surat sendiri, dan penanda yang dapat dipakai di dalamnya",
    access: "sppd.template",
    answers: {
      200: {
        description: "Per jenis surat; templat null berarti tata letak bawaan",
        schema: z.object({
          data: z.array(
            z.object({
              jenis: z.enum(kinds),
              penanda: placeholders,
              daftar: z.array(z.object({ nama: z.string(), penanda: placeholders })).meta({
                description: "Baris tabel yang memuat {{#nama}} lalu {{/nama}} diulang untuk tiap isi daftarnya",
              }),
              templat: z
                .object({
                  nama: z.string(),
                  ukuran: z.number().int(),
                  sha256: z.string(),
                  oleh: z.string(),
                  sejak: z.string(),
                  url: z.url(),
                })
                .nullable(),
            }),
          ),
        }),
      },
    },
    async handle({ work }) {
      const inUse = await readTemplates(work);
      const describe = async (jenis: JenisTemplat) => {
        const penanda = listed(PENANDA[jenis]);
        const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = DAFTAR_PENANDA[jenis];
        const daftar = Object.entries(lists).map(([nama, isi]) => ({ nama, penanda: listed(isi) }));
        const found = inUse.find((one) => one.jenis === jenis);
        if (!found) return { jenis, penanda, daftar, templat: null };
        const { kunci, jenis: _, ...told } = found;
        const url = await linkTo(work.config, { store: "uploads", key: kunci, name: told.nama });
        return { jenis, penanda, daftar, templat: { ...told, url } };
      };
      return { body: { data: await Promise.all(kinds.map(describe)) } };
    },
  }),
  route({
    method: "post",
    path: "/templat/:jenis",
    operationId: "useLetterTemplate",
    summary: "Memakai templat Word sendiri (2 MB) untuk DOCX surat yang terbit sesudahnya; PDF tetap tata letak bawaan",
    access: "sppd.template",
    params: ofKind,
    query: z.strictObject({ nama: fileName.meta({ examples: ["Surat Tugas Fakultas.docx"] }) }),
    upload: { maxBytes: 2 * 1024 * 1024 },
    limit: { name: "unggah", limit: 30, seconds: 60 },
    answers: { 201: { description: "Dipakai", schema: z.object({ id: z.uuid() }) } },
    async handle({ work, principal, env, request, params, query }) {
      // Here, so that whoever starts the isolate for something else does not read it.
      const { checkTemplate, maxTemplateBytes } = await import("./check-template.ts");
      const bytes = await readBytes(request, maxTemplateBytes);
      checkTemplate(params.jenis, bytes);
      const kunci = `${work.institutionId}/templat/${crypto.randomUUID()}_${params.jenis}.docx`;
      const stored = { nama: query.nama, kunci, ukuran: bytes.length, sha256: await sha256Hex(bytes) };
      try {
        await env.UPLOADS.put(kunci, bytes, { httpMetadata: { contentType: docxType } });
      } catch (cause) {
        throw new Problem("BERKAS_TIDAK_TERSEDIA", { cause });
      }
      try {
        const used = await useTemplate(work, principal, { jenis: params.jenis, ...stored });
        if (used.kunci !== kunci) work.later(env.UPLOADS.delete(kunci));
        return { status: 201, body: { id: used.id } };
      } catch (error) {
        work.later(env.UPLOADS.delete(kunci));
        throw error;
      }
    },
  }),
  route({
    method: "delete",
    path: "/templat/:jenis",
    operationId: "dropLetterTemplate",
    summary: "Kembali ke tata letak bawaan untuk surat yang terbit sesudahnya",
    access: "sppd.template",
    params: ofKind,
    answers: { 204: { description: "Tata letak bawaan" } },
    async handle({ work, params }) {
      await dropTemplate(work, params.jenis);
      return { status: 204 };
    },
  }),
];
