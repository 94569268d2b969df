import * as z from "zod";
import { requestEmail } from "../../../db/modules/identity/actions/change-email.ts";
import { lockOwn, updateProfile } from "../../../db/modules/identity/actions/update-profile.ts";
import { readProfile } from "../../../db/modules/identity/reads/profile.ts";
import { alamatSurel, bahasaSurel, profilBaru, ringkasanSurel } from "../../../db/modules/identity/rules/profil.ts";
import { addressOf } from "../../http/limits.ts";
import { route, type Routes } from "../../http/route.ts";

/** A profile as it is answered. */
export const profileView = z.object({
  nama: z.string(),
  surel: z.string().nullable(),
  surel_menunggu: z.string().nullable().meta({ description: "Alamat baru yang belum dibenarkan" }),
  telepon: z.string().nullable(),
  alamat: z.string().nullable(),
  ringkasan_surel: ringkasanSurel,
  bahasa: bahasaSurel.meta({ description: "Bahasa surat yang dikirim kepadanya" }),
  otp: z.boolean(),
  kode_pemulihan: z.number().int().meta({ description: "Kode pemulihan yang masih ada" }),
});

/** One that somebody may write. */
export const profileExample = {
  nama: "Ratna Wulandari",
  telepon: "0812-3456-7890",
  alamat: "Jalan Pandanaran 12, Semarang",
  ringkasan_surel: "harian",
  bahasa: "id",
};

/** What people say of themselves. */
export const profileRoutes: Routes = [
  route({
    method: "get",
    path: "/profile",
    operationId: "getProfile",
    summary: "Profil saya",
    access: "session",
    inPerson: true,
    answers: { 200: { description: "Profil", schema: profileView } },
    async handle({ work, principal }) {
      return { body: await readProfile(work, principal.user_id) };
    },
  }),
  route({
    method: "put",
    path: "/profile",
    operationId: "updateProfile",
    summary: "Mengubah profil saya",
    access: "session",
    inPerson: true,
    body: profilBaru,
    example: profileExample,
    answers: { 200: { description: "Profil yang baru", schema: profileView } },
    async handle({ work, principal, body, request }) {
      await updateProfile(work, principal, { locked: lockOwn(principal), profil: body, alamat: addressOf(request) });
      return { body: await readProfile(work, principal.user_id) };
    },
  }),
  route({
    method: "put",
    path: "/profile/email",
    operationId: "changeEmail",
    summary: "Mengganti alamat surel: berlaku setelah tautan yang dikirim ke sana dipakai",
    access: "session",
    inPerson: true,
    limit: { name: "ganti-surel", limit: 5, seconds: 600 },
    body: z.strictObject({ surel: alamatSurel, password: z.string().min(1).max(200) }),
    example: { surel: "ratna.wulandari@kampus.example", password: "serambi-demo-2026" },
    answers: { 204: { description: "Tautan dikirim ke alamat baru; berlaku sehari" } },
    async handle({ work, principal, body }) {
      await requestEmail(work, principal, body);
      return { status: 204 };
    },
  }),
];
