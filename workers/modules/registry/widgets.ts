import * as z from "zod";
import { Problem } from "../../../db/core/problem.ts";
import type { Principal } from "../../../db/modules/identity/principal.ts";
import { institutionTag, personTag } from "../../../db/modules/identity/rules/tags.ts";
import { pinWidgets } from "../../../db/modules/registry/actions/pin-widgets.ts";
import { readPinned } from "../../../db/modules/registry/reads.ts";
import { route, type Routes } from "../../http/route.ts";
import { offeredTo } from "./offers.ts";
import { pace } from "./pace.ts";
import { collection } from "./shapes.ts";

const widget = z.object({
  id: z.string(),
  nama: z.object({ id: z.string(), en: z.string() }),
  sumber: z.string().meta({ description: "Bacaan yang ditampilkan" }),
  disematkan: z
    .int()
    .nullable()
    .meta({ description: "Tempatnya di dasbor saya, mulai dari 1; null: tidak disematkan" }),
});

/** The widgets that somebody may see. */
const widgetsOf = (principal: Principal) => offeredTo(principal, ({ widgets }) => widgets);

/** The widgets of one's dashboard: those of the institution's modules that one may see, and which one has pinned. */
export const widgetRoutes: Routes = [
  route({
    method: "get",
    path: "/user-modules/widgets",
    operationId: "listWidgets",
    summary: "Widget dasbor dari modul yang aktif, dan yang saya sematkan",
    access: "session",
    inPerson: true,
    cache: { ttl: 1_800, share: "person", tags: ({ userId }) => [institutionTag, personTag(userId)] },
    answers: { 200: { description: "Widget", schema: collection(widget) } },
    async handle({ work, principal }) {
      const pinned = await readPinned(work, principal.user_id);
      const data = widgetsOf(principal).map((shown) => {
        const place = pinned.indexOf(shown.id);
        return { ...shown, disematkan: place < 0 ? null : place + 1 };
      });
      return { json: JSON.stringify({ data }) };
    },
  }),
  route({
    method: "put",
    path: "/user-modules/widgets",
    operationId: "pinWidgets",
    summary: "Menyematkan widget ke dasbor saya, menurut urutan ini",
    access: "session",
    inPerson: true,
    limit: pace,
    body: z.strictObject({
      widgets: z
        .array(z.string().max(100))
        .max(50)
        .refine((list) => new Set(list).size === list.length, "WIDGET_GANDA"),
    }),
    example: { widgets: ["sppd.ringkasan"] },
    answers: { 204: { description: "Disematkan" } },
    async handle({ work, principal, body }) {
      const known = new Set<string>(widgetsOf(principal).map(({ id }) => id));
      const unknown = body.widgets.findIndex((id) => !known.has(id));
      if (unknown >= 0)
        throw new Problem("WIDGET_TIDAK_DIKENAL", {
          fields: [{ pointer: `/widgets/${unknown}`, code: "WIDGET_TIDAK_DIKENAL" }],
        });
      await pinWidgets(work, principal.user_id, body.widgets);
      return { status: 204 };
    },
  }),
];
