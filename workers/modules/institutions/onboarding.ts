import * as z from "zod";
import { onboardInstitution } from "../../../db/modules/institutions/actions/onboard.ts";
import { pendaftaran } from "../../../db/modules/institutions/rules/pendaftaran.ts";
import { addressOf } from "../../http/limits.ts";
import { publicRoute } from "../../http/route.ts";

/** Institutions that one address may register: each sends a mail to whomever it names. */
const quota = { name: "daftar-institusi", limit: 5, seconds: 3_600 } as const;

/** Registering an institution: in one request, by anybody. */
export const onboarding = publicRoute({
  method: "post",
  path: "/",
  operationId: "onboardInstitution",
  summary: "Mendaftarkan institusi: unit, pemilik sebagai admin (diundang lewat surel), modul wajib, masa percobaan",
  body: pendaftaran,
  example: {
    nama: "Kampus Melati",
    slug: "kampus-melati",
    kota: "Semarang",
    zona_waktu: "Asia/Jakarta",
    business_type: "perguruan-tinggi",
    modul: ["sppd"],
    pemilik: { nama: "Melati Wulandari", surel: "melati@kampus.example", username: "melati" },
  },
  answers: {
    201: {
      description: "Terdaftar; undangan dikirim ke surel pemilik. `modul`: yang diaktifkan, menurut urutannya",
      schema: z.object({ id: z.uuid(), slug: z.string(), modul: z.array(z.string()) }),
    },
  },
  limit: (request) => [{ quota, whose: addressOf(request) }],
  async handle({ work, body, request }) {
    const { id, modul } = await onboardInstitution(work, body, addressOf(request));
    return { status: 201, body: { id, slug: body.slug, modul } };
  },
});
