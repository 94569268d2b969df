import * as z from "zod";
import { endCalendarLink, makeCalendarLink } from "../../../db/modules/sppd/actions/calendar-link.ts";
import { readCalendarLink } from "../../../db/modules/sppd/reads/calendar.ts";
import { route, type Routes } from "../../http/route.ts";

/** The private link of one's own calendar. */
export const calendar: Routes = [
  route({
    method: "get",
    path: "/kalender",
    operationId: "getCalendarLink",
    summary: "Sejak kapan saya punya tautan kalender; tautannya sendiri tidak pernah ditunjukkan lagi",
    access: "session",
    inPerson: true,
    answers: { 200: { description: "Tautan", schema: z.object({ dibuat: z.string().nullable() }) } },
    handle: async ({ work, principal }) => ({ body: { dibuat: await readCalendarLink(work, principal.user_id) } }),
  }),
  route({
    method: "post",
    path: "/kalender",
    operationId: "makeCalendarLink",
    summary: "Membuat tautan rahasia ke kalender perjalanan saya (iCalendar); yang lama tidak berlaku lagi",
    access: "session",
    inPerson: true,
    limit: { name: "kalender-baru", limit: 10, seconds: 60 },
    answers: { 201: { description: "Tautan, yang ditunjukkan sekali ini saja", schema: z.object({ url: z.url() }) } },
    async handle({ work, principal }) {
      const path = `/p/kalender/${await makeCalendarLink(work, principal)}.ics`;
      return { status: 201, body: { url: new URL(path, work.config.PUBLIC_URL).href } };
    },
  }),
  route({
    method: "delete",
    path: "/kalender",
    operationId: "endCalendarLink",
    summary: "Mengakhiri tautan kalender saya, seketika",
    access: "session",
    inPerson: true,
    answers: { 204: { description: "Tidak berlaku lagi" } },
    async handle({ work, principal }) {
      await endCalendarLink(work, principal);
      return { status: 204 };
    },
  }),
];
