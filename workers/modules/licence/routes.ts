import * as z from "zod";
import { usersTag } from "../../../db/modules/identity/actions/user-parts.ts";
import { institutionTag } from "../../../db/modules/identity/rules/tags.ts";
import { installLicence } from "../../../db/modules/licence/actions/install.ts";
import { readLicence } from "../../../db/modules/licence/reads.ts";
import { isOver } from "../../../db/modules/licence/rules/lisensi.ts";
import { addressOf } from "../../http/limits.ts";
import { route, type Routes } from "../../http/route.ts";

const hour = 3_600;

const licence = z.object({
  type: z.enum(["single", "multi"]),
  status: z.enum(["aktif", "percobaan", "kedaluwarsa", "dicabut"]),
  jenjang_aktif: z.array(z.string()),
  modules: z.array(z.string()).nullable().meta({ description: "Slug modul; null: semua" }),
  seats: z.int().nullable().meta({ description: "Akun aktif paling banyak; null: tidak dibatasi" }),
  terpakai: z.int().nullable().meta({ description: "Akun aktif kini; null: tidak dibatasi, tidak dihitung" }),
  valid_from: z.string().meta({ description: "Tanggal, UTC" }),
  valid_until: z.string().meta({ description: "Tanggal terakhir, UTC" }),
});

/** What the institution has a licence for. */
export const routes: Routes = [
  route({
    method: "get",
    path: "/",
    operationId: "getLicence",
    summary: "Lisensi institusi: jenjang, modul, jumlah akun, masa berlaku",
    access: "session",
    reads: [institutionTag, usersTag],
    answers: { 200: { description: "Lisensi, atau masa percobaan bila belum ada", schema: licence } },
    async handle({ work, principal, remember }) {
      const shown = await remember("licence", hour, () => readLicence(work));
      // Whether it is over changes by itself, and is not kept: it is what writes of this session are held against.
      const over = shown.status !== "dicabut" && isOver(principal, Date.now());
      return { body: over ? { ...shown, status: "kedaluwarsa" } : shown };
    },
  }),
  route({
    method: "get",
    path: "/active-modules",
    operationId: "listActiveModules",
    summary: "Jenjang yang dicakup lisensi; juga di `/api/license/active-modules`",
    access: "session",
    cache: { ttl: hour / 2, share: "institution", tags: () => [institutionTag] },
    answers: {
      200: {
        description: "Jenjang; kosong: tidak ada modul yang aktif",
        schema: z.object({ modules: z.array(z.string()) }),
      },
    },
    handle: async ({ work }) => ({ json: JSON.stringify({ modules: (await readLicence(work)).jenjang_aktif }) }),
  }),
  route({
    method: "put",
    path: "/",
    operationId: "installLicence",
    summary: "Memasang kunci lisensi; berlaku bagi semua orang dalam hitungan detik",
    access: "licence.manage",
    inPerson: true,
    whenExpired: true,
    body: z.strictObject({ key: z.string().trim().max(8_000) }),
    example: { key: "srbl1.eyJraWQiOiIyMDI2LTEifQ.c2lnbmF0dXJl" },
    answers: { 200: { description: "Terpasang", schema: licence } },
    handle: async ({ work, principal, body, request }) => ({
      body: await installLicence(work, { principal, alamat: addressOf(request) }, body.key),
    }),
  }),
];
