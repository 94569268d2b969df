import * as z from "zod";
import { linkMembership, unlinkMembership } from "../../../db/modules/identity/actions/link-membership.ts";
import { membershipView, readMemberships } from "../../../db/modules/identity/reads/memberships.ts";
import { addressOf, limitExactly } from "../../http/limits.ts";
import { route, type Routes } from "../../http/route.ts";
import { factorCounter, loginCounts } from "./login-quotas.ts";

/** The accounts that one human being has in several institutions. */
export const membershipRoutes: Routes = [
  route({
    method: "get",
    path: "/memberships",
    operationId: "listMemberships",
    summary: "Institusi tempat saya punya akun, yang sudah saya tautkan",
    access: "session",
    inPerson: true,
    answers: { 200: { description: "Institusi", schema: z.object({ data: z.array(membershipView) }) } },
    handle: async ({ work, principal }) => ({ json: await readMemberships(work, principal) }),
  }),
  route({
    method: "post",
    path: "/memberships",
    operationId: "linkMembership",
    summary: "Menautkan akun saya di institusi lain, dibuktikan seperti masuk ke sana",
    access: "session",
    inPerson: true,
    body: z.strictObject({
      institution: z.string().trim().min(1).max(63),
      identifier: z.string().trim().min(1).max(200),
      password: z.string().min(1).max(200),
      otp: z.string().trim().min(6).max(20).optional(),
    }),
    example: { institution: "demo", identifier: "ratna.w", password: "serambi-demo-2026" },
    answers: { 201: { description: "Tertaut", schema: z.object({ id: z.uuid(), nama: z.string() }) } },
    async handle({ work, principal, body, request, spent }) {
      await limitExactly(work.redis, loginCounts(request, body), spent);
      const proof = { ...body, alamat: addressOf(request), countFactor: factorCounter(work, spent) };
      return { status: 201, body: await linkMembership(work, principal, proof) };
    },
  }),
  route({
    method: "delete",
    path: "/memberships",
    operationId: "unlinkMembership",
    summary: "Melepas akun ini dari akun saya yang lain",
    access: "session",
    inPerson: true,
    answers: { 204: { description: "Terlepas" } },
    async handle({ work, principal, request }) {
      await unlinkMembership(work, principal, addressOf(request));
      return { status: 204 };
    },
  }),
];
