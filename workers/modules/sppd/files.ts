import * as z from "zod";
import { addFile } from "../../../db/modules/sppd/actions/add-file.ts";
import { removeFile } from "../../../db/modules/sppd/actions/remove-file.ts";
import { readOrderFiles } from "../../../db/modules/sppd/reads/files.ts";
import { KODE_JENIS_BERKAS } from "../../../db/modules/sppd/rules/berkas.ts";
import { linkTo } from "../../http/links.ts";
import { route, type Routes } from "../../http/route.ts";
import { fileName, maxFileBytes, receiveFile } from "./receive-file.ts";
import { whose } from "./traveller.ts";

const byId = z.object({ id: z.uuid() });
const jenis = z.enum(KODE_JENIS_BERKAS);
const tipe = z.enum(["application/pdf", "image/jpeg", "image/png", "image/webp"]);
const file = { id: z.uuid(), jenis, tipe, ukuran: z.number().int(), sha256: z.string() };

/** The files of an order: receipts, scans, what belongs to a report. They are never decoded here, and lie where only links lead. */
export const files: Routes = [
  route({
    method: "post",
    path: "/:id/berkas",
    operationId: "addOrderFile",
    summary: "Menambah berkas (PDF, JPEG, PNG, WebP; 10 MB): bukti, hasil pindai, lampiran laporan, foto",
    access: "sppd.report",
    params: byId,
    query: z.strictObject({
      jenis,
      nama: fileName.meta({ examples: ["Tiket kereta Semarang-Jakarta.pdf"] }),
      pegawai_id: whose,
    }),
    upload: { maxBytes: maxFileBytes },
    limit: { name: "unggah", limit: 30, seconds: 60 },
    answers: { 201: { description: "Tersimpan", schema: z.object(file) } },
    async handle(visit) {
      const { work, principal, scope, env, params, query } = visit;
      const added = await receiveFile(visit, query.jenis, async ({ key, ...stored }) => {
        const pegawaiId = query.pegawai_id ?? principal.pegawai_id;
        const one = await addFile(work, principal, scope, params.id, { ...query, ...stored, kunci: key, pegawaiId });
        // The answer of an earlier try under the same key: this time's file is one too many.
        if (one.kunci !== key) work.later(env.UPLOADS.delete(key));
        return one;
      });
      const { kunci: _, ...told } = added;
      return { status: 201, body: told };
    },
  }),
  route({
    method: "get",
    path: "/:id/berkas",
    operationId: "listOrderFiles",
    summary: "Berkas perjalanan dinas, dengan tautan unduh yang berlaku 15 menit",
    access: "sppd.read",
    params: byId,
    answers: {
      200: {
        description: "Berkas",
        schema: z.object({
          data: z.array(
            z.object({
              ...file,
              nama: z.string(),
              pegawai_id: z.uuid().nullable(),
              pelaksana: z.string().nullable(),
              oleh: z.string(),
              pada: z.string(),
              url: z.url(),
            }),
          ),
          undangan: z
            .object({ nama: z.string(), tipe, ukuran: z.number().int(), url: z.url() })
            .nullable()
            .meta({ description: "Undangan yang dilampirkan pada draftnya" }),
        }),
      },
    },
    async handle({ work, scope, params }) {
      const { files: rows, invitation } = await readOrderFiles(work, scope, params.id);
      const withLink = async <Row extends { kunci: string; nama: string }>({ kunci, ...row }: Row) => ({
        ...row,
        url: await linkTo(work.config, { store: "uploads", key: kunci, name: row.nama }),
      });
      const undangan = invitation && (await withLink(invitation));
      return { body: { data: await Promise.all(rows.map(withLink)), undangan } };
    },
  }),
  route({
    method: "delete",
    path: "/:id/berkas/:berkas_id",
    operationId: "removeOrderFile",
    summary: "Menarik berkas selama masih boleh berubah",
    access: "sppd.report",
    params: byId.extend({ berkas_id: z.uuid() }),
    answers: { 204: { description: "Ditarik" } },
    async handle({ work, scope, params }) {
      await removeFile(work, scope, params.id, params.berkas_id);
      return { status: 204 };
    },
  }),
];
