import * as z from "zod";
import { Problem } from "../../../db/core/problem.ts";
import { institutionTag } from "../../../db/modules/identity/rules/tags.ts";
import { activateModule } from "../../../db/modules/registry/actions/activate.ts";
import { configureModule } from "../../../db/modules/registry/actions/configure.ts";
import { deactivateModule } from "../../../db/modules/registry/actions/deactivate.ts";
import { readUserModules, type UserModule } from "../../../db/modules/registry/reads.ts";
import { settingsOf } from "../../../db/modules/registry/settings.ts";
import { addressOf } from "../../http/limits.ts";
import { route, type PersonVisit, type Routes } from "../../http/route.ts";
import { parsePart } from "../../http/validation.ts";
import { pace } from "./pace.ts";
import { collection, userModule } from "./shapes.ts";

const byId = z.object({ id: z.uuid() });
const halfHour = 1_800;

/** Who asks, for the log. */
const by = ({ principal, request }: PersonVisit) => ({ principal, alamat: addressOf(request) });

/**
 * What the institution of a visit has of a module. What the cache does not know may have been activated a moment ago, and elsewhere: then the
 * database is asked. `TIDAK_DITEMUKAN`.
 */
async function findUserModule({ work, remember }: PersonVisit, id: string): Promise<UserModule> {
  const read = async () => JSON.parse(await readUserModules(work)) as { data: UserModule[] };
  const named = ({ data }: { data: UserModule[] }) => data.find((one) => one.id === id);
  const found = named(await remember("user-modules", halfHour, read)) ?? named(await read());
  if (!found) throw new Problem("TIDAK_DITEMUKAN");
  return found;
}

/** The modules of the institution. */
export const userModuleRoutes: Routes = [
  route({
    method: "get",
    path: "/user-modules",
    operationId: "listUserModules",
    summary: "Modul yang diaktifkan institusi, kini atau pernah, dengan pengaturannya",
    access: "session",
    limit: pace,
    cache: { ttl: halfHour, share: "institution", tags: () => [institutionTag] },
    answers: { 200: { description: "Modul institusi", schema: collection(userModule) } },
    handle: async ({ work }) => ({ json: await readUserModules(work) }),
  }),
  route({
    method: "post",
    path: "/user-modules",
    operationId: "activateModule",
    summary: "Mengaktifkan modul bagi institusi; dengan `cascade` juga yang dibutuhkannya",
    access: "registry.manage",
    limit: pace,
    query: z.strictObject({ cascade: z.enum(["true", "false"]).optional() }),
    body: z.strictObject({ module_id: z.uuid() }),
    example: { module_id: "019a2c4e-7d0e-7c31-9f3a-5b1d2e3f4a5b" },
    answers: {
      200: { description: "Sudah aktif", schema: userModule },
      201: {
        description: "Diaktifkan; `diaktifkan` menyebut semua yang ikut, menurut urutannya",
        schema: userModule.extend({ diaktifkan: z.array(z.string()) }),
      },
    },
    async handle(visit) {
      const { diaktifkan, ...activated } = await activateModule(
        visit.work,
        by(visit),
        visit.body.module_id,
        visit.query.cascade === "true",
      );
      return diaktifkan.length > 0 ? { status: 201, body: { ...activated, diaktifkan } } : { body: activated };
    },
  }),
  route({
    method: "patch",
    path: "/user-modules/:id",
    operationId: "configureModule",
    summary: "Mengatur sebagian dari yang dapat diatur pada sebuah modul",
    access: "registry.manage",
    limit: pace,
    reads: [institutionTag],
    params: byId,
    body: z.strictObject({ configuration: z.record(z.string().max(60), z.json()) }),
    example: { configuration: { tembusan: ["Pejabat Pembuat Komitmen", "Arsip"], blok_visum: 6 } },
    answers: { 200: { description: "Diatur", schema: userModule } },
    async handle(visit) {
      const { params, body, language, work } = visit;
      const { module } = await findUserModule(visit, params.id);
      const settings = settingsOf(module.slug);
      if (!settings) throw new Problem("PENGATURAN_TIDAK_SAH", { values: { modul: module.slug } });
      const read = parsePart(settings.partial(), body.configuration, "/configuration", language);
      // What was left out has a default in the schema, and is left as it was.
      const given = Object.fromEntries(Object.keys(body.configuration).map((name) => [name, read[name]]));
      return { body: await configureModule(work, by(visit), params.id, given) };
    },
  }),
  route({
    method: "delete",
    path: "/user-modules/:id",
    operationId: "deactivateModule",
    summary: "Menonaktifkan modul; data dan pengaturannya tetap tersimpan",
    access: "registry.manage",
    limit: pace,
    params: byId,
    answers: { 204: { description: "Dinonaktifkan" } },
    async handle(visit) {
      await deactivateModule(visit.work, by(visit), visit.params.id);
      return { status: 204 };
    },
  }),
];
