import * as z from "zod";
import { changePassword } from "../../../db/modules/identity/actions/change-password.ts";
import { sandiBaru } from "../../../db/modules/identity/rules/sandi.ts";
import { route, type Routes } from "../../http/route.ts";
import { importRoutes } from "./imports.ts";
import { keyRoutes } from "./keys.ts";
import { loginRoutes } from "./login.ts";
import { membershipRoutes } from "./memberships.ts";
import { otpRoutes } from "./otp.ts";
import { person, visible } from "./person.ts";
import { policyRoutes } from "./policy.ts";
import { sessionRoutes } from "./sessions.ts";
import { activity } from "./activity.ts";
import { roles } from "./roles.ts";
import { users } from "./users.ts";
import { linkRoutes } from "./links.ts";
import { profileRoutes } from "./profile.ts";
import { userCredentialRoutes } from "./user-credentials.ts";
import { viewRoutes } from "./views.ts";

export const routes: Routes = [
  ...loginRoutes,
  route({
    method: "get",
    path: "/me",
    operationId: "whoAmI",
    summary: "Siapa saya dan peran saya",
    access: "session",
    beforeFactor: true,
    answers: { 200: { description: "Orang yang sedang masuk", schema: person } },
    handle: ({ principal }) => Promise.resolve({ body: visible(principal) }),
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
    body: z.strictObject({ lama: z.string().min(1).max(200), baru: sandiBaru }),
    example: { lama: "serambi-demo-2026", baru: "kata sandi baru yang panjang" },
    answers: { 204: { description: "Kata sandi diganti" } },
    async handle({ work, principal, body }) {
      await changePassword(work, principal, body);
      return { status: 204 };
    },
  }),
  ...sessionRoutes,
  ...policyRoutes,
  ...otpRoutes,
  ...keyRoutes,
  ...membershipRoutes,
  ...importRoutes,
  ...linkRoutes,
  ...profileRoutes,
  ...userCredentialRoutes,
  ...users,
  ...roles,
  ...activity,
  ...viewRoutes,
];
