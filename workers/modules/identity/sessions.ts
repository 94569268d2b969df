import * as z from "zod";
import { endOwnSession } from "../../../db/modules/identity/actions/end-own-session.ts";
import { endSessionsOf } from "../../../db/modules/identity/actions/end-sessions-of.ts";
import { listSessions, sessionView } from "../../../db/modules/identity/reads/sessions.ts";
import { addressOf } from "../../http/limits.ts";
import { route, type Routes } from "../../http/route.ts";
import { forgetSession } from "../../http/state.ts";

const byId = z.object({ id: z.uuid() });

/** From where somebody is logged in, and ending that. */
export const sessionRoutes: Routes = [
  route({
    method: "get",
    path: "/sessions",
    operationId: "listOwnSessions",
    summary: "Sesi saya yang masih terbuka, terbaru dahulu",
    access: "session",
    inPerson: true,
    answers: {
      200: {
        description: "Sesi; `ini` menandai yang bertanya",
        schema: z.object({ data: z.array(sessionView.extend({ ini: z.boolean() })) }),
      },
    },
    async handle({ work, principal }) {
      const sessions = await listSessions(work, principal.user_id);
      return { body: { data: sessions.map((one) => ({ ...one, ini: one.id === principal.session_id })) } };
    },
  }),
  route({
    method: "delete",
    path: "/sessions/:id",
    operationId: "endOwnSession",
    summary: "Mengakhiri salah satu sesi saya",
    access: "session",
    inPerson: true,
    params: byId,
    answers: { 204: { description: "Sesi berakhir" } },
    async handle({ work, principal, params, request }) {
      await endOwnSession(work, principal, params.id, addressOf(request));
      forgetSession(work.institutionId, params.id);
      return { status: 204 };
    },
  }),
  route({
    method: "get",
    path: "/users/:id/sessions",
    operationId: "listSessionsOf",
    summary: "Sesi seorang pengguna yang masih terbuka",
    access: "identity.sessions.manage",
    params: byId,
    answers: { 200: { description: "Sesi, terbaru dahulu", schema: z.object({ data: z.array(sessionView) }) } },
    handle: async ({ work, params }) => ({ body: { data: await listSessions(work, params.id) } }),
  }),
  route({
    method: "delete",
    path: "/users/:id/sessions",
    operationId: "endSessionsOf",
    summary: "Mengakhiri semua sesi seorang pengguna, misalnya karena ponselnya hilang",
    access: "identity.sessions.manage",
    inPerson: true,
    // What keeps strangers out goes on.
    whenExpired: true,
    params: byId,
    answers: { 204: { description: "Semua sesinya berakhir" } },
    async handle({ work, principal, scope, params, request }) {
      const asked = { id: params.id, alamat: addressOf(request) };
      const ended = await endSessionsOf(work, principal, scope, asked);
      for (const id of ended) forgetSession(work.institutionId, id);
      return { status: 204 };
    },
  }),
];
