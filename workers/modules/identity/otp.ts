import * as z from "zod";
import { beginOtp } from "../../../db/modules/identity/actions/begin-otp.ts";
import { confirmOtp } from "../../../db/modules/identity/actions/confirm-otp.ts";
import { removeOtp } from "../../../db/modules/identity/actions/remove-otp.ts";
import { route, type Routes } from "../../http/route.ts";

const password = z.string().min(1).max(200);
/** Tries of one person: passwords and codes are guessed nowhere. */
const limit = { name: "faktor-kedua", limit: 10, seconds: 60 } as const;

/** One's own second factor. */
export const otpRoutes: Routes = [
  route({
    method: "post",
    path: "/otp",
    operationId: "beginOtp",
    summary: "Memulai faktor kedua (TOTP): rahasia dan kode QR untuk aplikasi autentikator",
    access: "session",
    inPerson: true,
    beforeFactor: true,
    limit,
    body: z.strictObject({ password }),
    example: { password: "serambi-demo-2026" },
    answers: {
      200: {
        description: "Belum berlaku sampai satu kodenya dikirim ke /otp/confirm",
        schema: z.object({ rahasia: z.string(), otpauth: z.string(), qr: z.string().meta({ description: "SVG" }) }),
      },
    },
    async handle({ work, principal, body }) {
      const begun = await beginOtp(work, principal, body.password);
      const { renderSVG } = await import("uqr");
      return { body: { ...begun, qr: renderSVG(begun.otpauth) } };
    },
  }),
  route({
    method: "post",
    path: "/otp/confirm",
    operationId: "confirmOtp",
    summary: "Memberlakukan faktor kedua; kode pemulihan ditunjukkan sekali ini saja",
    access: "session",
    inPerson: true,
    beforeFactor: true,
    limit,
    body: z.strictObject({
      kode: z
        .string()
        .trim()
        .regex(/^\d{6}$/),
    }),
    example: { kode: "123456" },
    answers: {
      200: {
        description: "Faktor kedua berlaku",
        schema: z.object({ kode_pemulihan: z.array(z.string()).length(10) }),
      },
    },
    async handle({ work, principal, body }) {
      return { body: { kode_pemulihan: await confirmOtp(work, principal, body.kode) } };
    },
  }),
  route({
    method: "delete",
    path: "/otp",
    operationId: "removeOtp",
    summary: "Melepas faktor kedua sendiri",
    access: "session",
    inPerson: true,
    beforeFactor: true,
    limit,
    body: z.strictObject({ password, kode: z.string().trim().min(6).max(20) }),
    example: { password: "serambi-demo-2026", kode: "123456" },
    answers: { 204: { description: "Faktor kedua dilepas" } },
    async handle({ work, principal, body }) {
      await removeOtp(work, principal, body);
      return { status: 204 };
    },
  }),
];
