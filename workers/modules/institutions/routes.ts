import * as z from "zod";
import { institutionTag } from "../../../db/modules/identity/rules/tags.ts";
import { changeInstitution } from "../../../db/modules/institutions/actions/change.ts";
import { readInstitution, type ShownInstitution } from "../../../db/modules/institutions/reads.ts";
import { ubahInstitusi } from "../../../db/modules/institutions/rules/institusi.ts";
import type { Work } from "../../../db/core/work.ts";
import { addressOf } from "../../http/limits.ts";
import { linkTo } from "../../http/links.ts";
import { route, type Routes } from "../../http/route.ts";
import { offers } from "./offers.ts";
import { onboarding } from "./onboarding.ts";
import { maxLogoBytes, storeLogo } from "./logo.ts";

const hour = 3_600;

const institution = z.object({
  id: z.uuid(),
  slug: z.string(),
  nama: z.string(),
  kota: z.string(),
  zona_waktu: z.string(),
  locale: z.enum(["id", "en"]).meta({ description: "Bahasa surat kepada yang belum memilih bahasanya sendiri" }),
  host: z.string().nullable().meta({ description: "Alamat web milik institusi sendiri" }),
  kop: z.object({ baris: z.array(z.string()), alamat: z.string(), kontak: z.string() }),
  jenis_usaha: z.string().nullable().meta({ description: "Slug jenis institusi atau usaha" }),
  logo: z.string().nullable().meta({ description: "Tautan yang berlaku 15 menit" }),
});

/** The institution with a link to its picture in the place of where that lies. */
async function shown(work: Work, { logo, ...rest }: ShownInstitution) {
  const name = `logo${/\.\w+$/.exec(logo ?? "")?.[0] ?? ""}`;
  return { ...rest, logo: logo === null ? null : await linkTo(work.config, { store: "uploads", key: logo, name }) };
}

/** What the institution says of itself. */
export const routes: Routes = [
  onboarding,
  offers,
  route({
    method: "get",
    path: "/current",
    operationId: "getInstitution",
    summary: "Institusi saya: nama, kop surat, logo, alamat web, zona waktu, bahasa",
    access: "session",
    reads: [institutionTag],
    answers: { 200: { description: "Institusi", schema: institution } },
    handle: async ({ work, remember }) => ({
      body: await shown(work, await remember("institution", hour, () => readInstitution(work))),
    }),
  }),
  route({
    method: "patch",
    path: "/current",
    operationId: "changeInstitution",
    summary: "Mengubah sebagian keterangan institusi; semua orang melihatnya dalam hitungan detik",
    access: "institutions.manage",
    inPerson: true,
    body: ubahInstitusi,
    example: {
      nama: "Universitas Uji Semarang",
      kota: "Semarang",
      zona_waktu: "Asia/Jakarta",
      locale: "id",
      kop: {
        baris: ["KEMENTERIAN PENDIDIKAN TINGGI, SAINS, DAN TEKNOLOGI", "UNIVERSITAS UJI SEMARANG"],
        alamat: "Jalan Pemuda 1, Semarang 50132",
        kontak: "Telepon (024) 7000000, laman uji.example",
      },
      host: null,
      jenis_usaha: "perguruan-tinggi",
    },
    answers: { 200: { description: "Diubah", schema: institution } },
    handle: async ({ work, principal, body, request }) => ({
      body: await shown(work, await changeInstitution(work, { principal, alamat: addressOf(request) }, body)),
    }),
  }),
  route({
    method: "put",
    path: "/current/logo",
    operationId: "setLogo",
    summary: "Mengganti logo institusi (PNG, JPEG, WebP; 512 kB)",
    access: "institutions.manage",
    inPerson: true,
    upload: { maxBytes: maxLogoBytes },
    limit: { name: "unggah", limit: 30, seconds: 60 },
    answers: { 204: { description: "Diganti" } },
    async handle(visit) {
      await storeLogo(visit);
      return { status: 204 };
    },
  }),
];
