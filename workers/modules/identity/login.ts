import * as z from "zod";
import { logIn } from "../../../db/modules/identity/actions/log-in.ts";
import { logOut } from "../../../db/modules/identity/actions/log-out.ts";
import { sebutPerangkat } from "../../../db/modules/identity/rules/perangkat.ts";
import { addressOf } from "../../http/limits.ts";
import { publicRoute, route, type Routes } from "../../http/route.ts";
import { clearedCookie, sessionCookie } from "../../http/session-cookie.ts";
import { forgetSession } from "../../http/state.ts";
import { factorCounter, loginCounts } from "./login-quotas.ts";
import { person, visible } from "./person.ts";

const loggedIn = z.object({
  token: z.string().optional().meta({ description: "Tidak ada bila sesi disimpan dalam kuki." }),
  expires: z.iso.datetime(),
  person,
});

/** Coming and going. */
export const loginRoutes: Routes = [
  publicRoute({
    method: "post",
    path: "/login",
    operationId: "logIn",
    summary: "Masuk dengan salah satu pengenal: nama pengguna, surel, NIP, NI PPPK, NID, NIDN, NUPTK, NIM, NISN",
    body: z.strictObject({
      identifier: z.string().trim().min(1).max(200),
      password: z.string().min(1).max(200),
      institution: z.string().max(63).optional(),
      otp: z.string().trim().min(6).max(20).optional(),
      cookie: z.boolean().optional().meta({ description: "Simpan sesi dalam kuki peramban, bukan dalam jawaban." }),
    }),
    answers: { 200: { description: "Sesi dimulai", schema: loggedIn } },
    example: { identifier: "ratna.w", password: "serambi-demo-2026", institution: "demo", cookie: false },
    limit: loginCounts,
    async handle({ body: { institution = null, cookie = false, ...given }, work, request, spent }) {
      const { token, expires, principal, menggantikan } = await logIn(work, {
        ...given,
        institution,
        host: new URL(request.url).host,
        perangkat: sebutPerangkat(request.headers.get("user-agent") ?? ""),
        alamat: addressOf(request),
        countFactor: factorCounter(work, spent),
      });
      if (menggantikan) forgetSession(principal.institution_id, menggantikan, "replaced");
      const body = { expires, person: visible(principal) };
      return cookie ? { body, headers: sessionCookie(token) } : { body: { token, ...body } };
    },
  }),
  route({
    method: "post",
    path: "/logout",
    operationId: "logOut",
    summary: "Keluar: mengakhiri sesi ini",
    access: "session",
    inPerson: true,
    beforeFactor: true,
    answers: { 204: { description: "Sesi berakhir" } },
    async handle({ work, principal, request }) {
      await logOut(work, principal, addressOf(request));
      forgetSession(work.institutionId, principal.session_id);
      return { status: 204, headers: clearedCookie(request) };
    },
  }),
];
