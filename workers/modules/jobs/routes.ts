import * as z from "zod";
import { Problem } from "../../../db/core/problem.ts";
import { cancelJob } from "../../../db/modules/jobs/actions/cancel.ts";
import { retryJob } from "../../../db/modules/jobs/actions/retry.ts";
import { jobList, jobView, readJob, readJobs } from "../../../db/modules/jobs/reads.ts";
import { route, type Routes } from "../../http/route.ts";

const byId = z.object({ id: z.uuid() });

export const routes: Routes = [
  route({
    method: "get",
    path: "/",
    operationId: "listJobs",
    summary: "Pekerjaan yang saya sebabkan (admin: semua)",
    access: "jobs.read",
    query: jobList.query,
    answers: { 200: { description: "Satu halaman pekerjaan", schema: jobList.page } },
    handle: async ({ work, scope, principal, query }) => ({
      json: await readJobs(work, scope, query, principal.user_id),
    }),
  }),
  route({
    method: "get",
    path: "/:id",
    operationId: "getJob",
    summary: "Sebuah pekerjaan dan kemajuannya",
    access: "jobs.read",
    params: byId,
    answers: { 200: { description: "Pekerjaan", schema: jobView } },
    async handle({ work, scope, params }) {
      const job = await readJob(work, scope, params.id);
      if (!job) throw new Problem("TIDAK_DITEMUKAN");
      return { body: job };
    },
  }),
  route({
    method: "post",
    path: "/:id/retry",
    operationId: "retryJob",
    summary: "Mengulang pekerjaan yang gagal atau dibatalkan",
    access: "jobs.retry",
    params: byId,
    answers: { 202: { description: "Dikirim lagi", schema: jobView } },
    handle: async ({ work, scope, params }) => ({ status: 202, body: await retryJob(work, scope, params.id) }),
  }),
  route({
    method: "post",
    path: "/:id/cancel",
    operationId: "cancelJob",
    summary: "Membatalkan pekerjaan yang belum selesai",
    access: "jobs.cancel",
    params: byId,
    answers: { 200: { description: "Dibatalkan", schema: jobView } },
    handle: async ({ work, scope, params }) => ({ body: await cancelJob(work, scope, params.id) }),
  }),
];
