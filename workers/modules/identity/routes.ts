import * as z from "zod";
import { changePassword } from "../../../db/modules/identity/actions/change-password.ts";
import { logIn } from "../../../db/modules/identity/actions/log-in.ts";
import { logOut } from "../../../db/modules/identity/actions/log-out.ts";
import { limitExactly } from "../../http/limits.ts";
import { publicRoute, route, type Routes } from "../../http/route.ts";
import { forgetSession } from "../../http/state.ts";
import { exportRoutes } from "./exports.ts";
import { importRoutes } from "./imports.ts";
import { keyRoutes } from "./keys.ts";
import { loginCounts } from "./login-quotas.ts";
import { membershipRoutes } from "./memberships.ts";
import { otpRoutes } from "./otp.ts";

/** Tries at one account's second factor, from wherever: who knows a password is not to guess the code from many addresses. */
const factorQuota = { name: "masuk-otp", limit: 20, seconds: 600 } as const;

const person = z.object({
  user_id: z.uuid(),
  institution_id: z.uuid(),
  nama: z.string(),
  pegawai_id: z.uuid().nullable(),
  zona_waktu: z.string(),
  wajib_otp: z.boolean().meta({ description: "Faktor kedua harus dipasang dulu" }),
  roles: z.array(z.object({ peran: z.string(), unit: z.uuid(), units: z.array(z.uuid()) })),
});

export const routes: Routes = [
  publicRoute({
    method: "post",
    path: "/login",
    operationId: "logIn",
    summary: "Masuk dengan nama pengguna atau surel",
    body: z.strictObject({
      identifier: z.string().trim().min(1).max(200),
      password: z.string().min(1).max(200),
      institution: z.string().max(63).optional(),
      otp: z.string().trim().min(6).max(20).optional(),
    }),
    answers: {
      200: { description: "Token sesi", schema: z.object({ token: z.string(), expires: z.iso.datetime(), person }) },
    },
    example: { identifier: "ratna.w", password: "serambi-demo-2026", institution: "demo" },
    limit: loginCounts,
    async handle({ body, work, request, spent }) {
      const { host } = new URL(request.url);
      const countFactor = async ({ institutionId, userId }: { institutionId: string; userId: string }) =>
        await limitExactly(work.redis, [{ quota: factorQuota, whose: `${institutionId}:${userId}` }], spent);
      const asked = { ...body, host, institution: body.institution ?? null, countFactor };
      const { token, expires, principal } = await logIn(work, asked);
      const { session_id: _, host: __, ...visible } = principal;
      return { body: { token, expires, person: visible } };
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
    async handle({ work, principal }) {
      await logOut(work, principal);
      forgetSession(work.institutionId, principal.session_id);
      return { status: 204 };
    },
  }),
  route({
    method: "get",
    path: "/me",
    operationId: "whoAmI",
    summary: "Siapa saya dan peran saya",
    access: "session",
    beforeFactor: true,
    answers: { 200: { description: "Orang yang sedang masuk", schema: person } },
    async handle({ principal: { session_id: _, host: __, ...visible } }) {
      return { body: visible };
    },
  }),
  route({
    method: "put",
    path: "/password",
    operationId: "changePassword",
    summary: "Mengganti kata sandi sendiri; sesi lain diakhiri",
    access: "session",
    inPerson: true,
    beforeFactor: true,
    limit: { name: "ganti-sandi", limit: 10, seconds: 60 },
    body: z.strictObject({ lama: z.string().min(1).max(200), baru: z.string().min(10).max(200) }),
    example: { lama: "serambi-demo-2026", baru: "kata sandi baru yang panjang" },
    answers: { 204: { description: "Kata sandi diganti" } },
    async handle({ work, principal, body }) {
      await changePassword(work, principal, body);
      return { status: 204 };
    },
  }),
  ...otpRoutes,
  ...keyRoutes,
  ...membershipRoutes,
  ...importRoutes,
  ...exportRoutes,
];
