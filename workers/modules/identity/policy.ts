import { setPolicy } from "../../../db/modules/identity/actions/set-policy.ts";
import { readPolicy } from "../../../db/modules/identity/reads/policy.ts";
import { kebijakan } from "../../../db/modules/identity/rules/kebijakan.ts";
import { addressOf } from "../../http/limits.ts";
import { route, type Routes } from "../../http/route.ts";

/** What an institution chooses about its accounts. */
export const policyRoutes: Routes = [
  route({
    method: "get",
    path: "/policy",
    operationId: "getPolicy",
    summary: "Kebijakan akun institusi: perangkat, catatan aktivitas, peran yang wajib memakai OTP",
    access: "identity.policy.manage",
    answers: { 200: { description: "Kebijakan yang berlaku", schema: kebijakan } },
    handle: async ({ work }) => ({ body: await readPolicy(work) }),
  }),
  route({
    method: "put",
    path: "/policy",
    operationId: "setPolicy",
    summary: "Menetapkan kebijakan akun; kebijakan perangkat berlaku sejak login berikutnya, wajib OTP seketika",
    access: "identity.policy.manage",
    inPerson: true,
    body: kebijakan,
    example: { perangkat: "bebas", catat_aktivitas: true, wajib_otp: [] },
    answers: { 200: { description: "Kebijakan yang kini berlaku", schema: kebijakan } },
    async handle({ work, principal, body, request }) {
      await setPolicy(work, principal, body, addressOf(request));
      return { body };
    },
  }),
];
