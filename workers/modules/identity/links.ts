import * as z from "zod";
import { choosePassword } from "../../../db/modules/identity/actions/choose-password.ts";
import { confirmEmail } from "../../../db/modules/identity/actions/change-email.ts";
import { requestReset } from "../../../db/modules/identity/actions/request-reset.ts";
import { openLink } from "../../../db/modules/identity/reads/links.ts";
import { normalkanPengenal } from "../../../db/modules/identity/rules/pengenal.ts";
import { sandiBaru } from "../../../db/modules/identity/rules/sandi.ts";
import { addressOf, type Counted } from "../../http/limits.ts";
import { publicRoute, type Routes } from "../../http/route.ts";

/** Mails that one name may ask for from wherever, and one address for whomever; and links that one address may try. */
const quotas = {
  account: { name: "lupa-sandi", limit: 3, seconds: 900 },
  address: { name: "lupa-sandi-alamat", limit: 300, seconds: 900 },
  links: { name: "tautan-alamat", limit: 300, seconds: 60 },
  link: { name: "tautan", limit: 10, seconds: 60 },
} as const;

const token = z.string().min(1).max(200);
/** As long as a real one; of nobody. */
const exampleToken = `${"A".repeat(43)}.${"A".repeat(43)}`;

/** Links are tried by their first half, which says which it is and opens nothing. */
function countLink(request: Request, body: { readonly token: string }): readonly Counted[] {
  return [
    { quota: quotas.links, whose: addressOf(request) },
    { quota: quotas.link, whose: body.token.split(".")[0] ?? "" },
  ];
}

/** Links that work once: to a new password, from an invitation, for an e-mail address. */
export const linkRoutes: Routes = [
  publicRoute({
    method: "post",
    path: "/password/forgot",
    operationId: "requestReset",
    summary: "Meminta tautan untuk kata sandi baru; jawabannya sama, dikenal atau tidak",
    body: z.strictObject({
      identifier: z.string().trim().min(1).max(200),
      institution: z.string().max(63).optional(),
    }),
    example: { identifier: "ratna.w", institution: "demo" },
    answers: {
      202: {
        description: "Bila dikenal dan punya surel, tautannya dikirim; berlaku sejam",
        schema: z.object({ pesan: z.string() }),
      },
    },
    limit(request, body) {
      const account = [new URL(request.url).host, body.institution ?? "", normalkanPengenal(body.identifier)].join(" ");
      return [
        { quota: quotas.account, whose: account },
        { quota: quotas.address, whose: addressOf(request) },
      ];
    },
    async handle({ body, work, request, language }) {
      const { host } = new URL(request.url);
      await requestReset(work, { ...body, host, institution: body.institution ?? null });
      const pesan = {
        id: "Bila akun itu ada dan punya alamat surel, tautan untuk memilih kata sandi baru sedang dikirim.",
        en: "If there is such an account with an e-mail address, a link for a new password is on its way.",
      }[language];
      return { status: 202, body: { pesan } };
    },
  }),
  publicRoute({
    method: "post",
    path: "/links",
    operationId: "describeLink",
    summary: "Milik siapa sebuah tautan, bila masih berlaku; tautannya tidak terpakai",
    body: z.strictObject({ token, tujuan: z.enum(["undangan", "atur_ulang", "surel"]) }),
    example: { token: exampleToken, tujuan: "atur_ulang" },
    answers: {
      200: {
        description: "Pemiliknya, dan nama yang dipakainya untuk masuk",
        schema: z.object({ nama: z.string(), pengenal: z.string().nullable(), institusi: z.string() }),
      },
    },
    limit: countLink,
    async handle({ body, work }) {
      const { nama, institusi, pengenal } = (await openLink(work, body.token, body.tujuan)).holder;
      return { body: { nama, pengenal: pengenal[0] ?? null, institusi } };
    },
  }),
  publicRoute({
    method: "post",
    path: "/password/reset",
    operationId: "resetPassword",
    summary: "Memilih kata sandi baru dengan tautan dari surel; semua sesi diakhiri",
    body: z.strictObject({ token, baru: sandiBaru }),
    example: { token: exampleToken, baru: "hujan turun di kampus" },
    answers: { 204: { description: "Kata sandi diganti" } },
    limit: countLink,
    async handle({ body, work, request }) {
      const chosen = { token: body.token, sandi: body.baru, pointer: "/baru", alamat: addressOf(request) };
      await choosePassword(work, { ...chosen, tujuan: "atur_ulang" });
      return { status: 204 };
    },
  }),
  publicRoute({
    method: "post",
    path: "/invitations/accept",
    operationId: "acceptInvitation",
    summary: "Menerima undangan: memilih kata sandi pertama",
    body: z.strictObject({ token, password: sandiBaru }),
    example: { token: exampleToken, password: "hujan turun di kampus" },
    answers: { 204: { description: "Akun siap dipakai" } },
    limit: countLink,
    async handle({ body, work, request }) {
      const chosen = { token: body.token, sandi: body.password, pointer: "/password", alamat: addressOf(request) };
      await choosePassword(work, { ...chosen, tujuan: "undangan" });
      return { status: 204 };
    },
  }),
  publicRoute({
    method: "post",
    path: "/email/confirm",
    operationId: "confirmEmail",
    summary: "Membenarkan alamat surel baru dengan tautan yang dikirim ke sana",
    body: z.strictObject({ token }),
    example: { token: exampleToken },
    answers: { 204: { description: "Alamat itu berlaku" } },
    limit: countLink,
    async handle({ body, work, request }) {
      await confirmEmail(work, body.token, addressOf(request));
      return { status: 204 };
    },
  }),
];
