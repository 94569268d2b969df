import SchemaBuilder from "@pothos/core";
import type { Caller } from "./caller.ts";

/** Fields are as they are written in the API, and never null: what has no value is a problem, or an empty list. */
const builder = new SchemaBuilder<{
  Context: Caller;
  DefaultFieldNullability: false;
  Scalars: { JSON: { Input: unknown; Output: unknown }; ID: { Input: string; Output: string } };
}>({ defaultFieldNullability: false });

builder.scalarType("JSON", { description: "Nilai JSON apa pun", serialize: (value) => value });

interface BusinessTypeRow {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly description: string;
  readonly icon: string;
  readonly color: string;
}

interface ModuleRow extends Omit<BusinessTypeRow, "color"> {
  readonly category: string;
  readonly version: string;
  readonly is_core: boolean;
}

interface UserModuleRow {
  readonly id: string;
  readonly module: ModuleRow;
  readonly is_active: boolean;
  readonly activated_at: string;
  readonly configuration: unknown;
}

interface RecommendationRow {
  readonly id: string;
  readonly module: ModuleRow;
  readonly priority: number;
  readonly is_required: boolean;
}

interface RoleRow {
  readonly peran: string;
  readonly unit: string;
}

interface MeRow {
  readonly user_id: string;
  readonly nama: string;
  readonly institution_id: string;
  readonly roles: RoleRow[];
  readonly modul: string[];
}

const businessType = builder.objectRef<BusinessTypeRow>("BusinessType").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    name: t.exposeString("name"),
    slug: t.exposeString("slug"),
    description: t.exposeString("description"),
    icon: t.exposeString("icon"),
    color: t.exposeString("color"),
  }),
});

const module = builder.objectRef<ModuleRow>("Module").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    name: t.exposeString("name"),
    slug: t.exposeString("slug"),
    description: t.exposeString("description"),
    category: t.exposeString("category"),
    icon: t.exposeString("icon"),
    version: t.exposeString("version"),
    isCore: t.exposeBoolean("is_core"),
  }),
});

const userModule = builder.objectRef<UserModuleRow>("UserModule").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    module: t.field({ type: module, resolve: (row) => row.module }),
    isActive: t.exposeBoolean("is_active"),
    activatedAt: t.exposeString("activated_at"),
    configuration: t.field({ type: "JSON", resolve: (row) => row.configuration }),
  }),
});

const recommendation = builder.objectRef<RecommendationRow>("ModuleRecommendation").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    module: t.field({ type: module, resolve: (row) => row.module }),
    priority: t.exposeInt("priority"),
    isRequired: t.exposeBoolean("is_required"),
  }),
});

const role = builder.objectRef<RoleRow>("Role").implement({
  fields: (t) => ({ peran: t.exposeString("peran"), unit: t.exposeID("unit") }),
});

const me = builder.objectRef<MeRow>("Me").implement({
  fields: (t) => ({
    id: t.exposeID("user_id"),
    nama: t.exposeString("nama"),
    institutionId: t.exposeID("institution_id"),
    roles: t.field({ type: [role], resolve: (row) => row.roles }),
    modul: t.exposeStringList("modul"),
  }),
});

builder.queryType({
  fields: (t) => ({
    businessTypes: t.field({
      type: [businessType],
      resolve: (_, __, caller) => caller.list<BusinessTypeRow>("registry", "listBusinessTypes"),
    }),
    modules: t.field({
      type: [module],
      args: { category: t.arg.string() },
      resolve: (_, { category }, caller) =>
        caller.list<ModuleRow>("registry", "listModules", { query: typeof category === "string" ? { category } : {} }),
    }),
    userModules: t.field({
      type: [userModule],
      resolve: (_, __, caller) => caller.list<UserModuleRow>("registry", "listUserModules"),
    }),
    moduleRecommendations: t.field({
      type: [recommendation],
      args: { businessTypeId: t.arg.id({ required: true }) },
      resolve: (_, { businessTypeId }, caller) =>
        caller.list<RecommendationRow>("registry", "listRecommendationsOf", { params: { id: businessTypeId } }),
    }),
    me: t.field({ type: me, resolve: async (_, __, caller) => (await caller.ask("identity", "whoAmI")) as MeRow }),
  }),
});

/** Changes what the institution has of a module by a route that names it by its own id, not the module's. */
async function changeOf(caller: Caller, moduleId: string, operationId: string, body?: object): Promise<unknown> {
  await caller.permit("registry", operationId);
  const { id } = await caller.find<UserModuleRow>("registry", "listUserModules", (row) => row.module.id === moduleId);
  return await caller.change("registry", operationId, { params: { id }, body });
}

builder.mutationType({
  fields: (t) => ({
    activateModule: t.field({
      type: userModule,
      args: { moduleId: t.arg.id({ required: true }) },
      resolve: async (_, { moduleId }, caller) =>
        (await caller.change("registry", "activateModule", { body: { module_id: moduleId } })) as UserModuleRow,
    }),
    deactivateModule: t.boolean({
      args: { moduleId: t.arg.id({ required: true }) },
      resolve: async (_, { moduleId }, caller) => {
        await changeOf(caller, moduleId, "deactivateModule");
        return true;
      },
    }),
    updateModuleConfiguration: t.field({
      type: userModule,
      args: { moduleId: t.arg.id({ required: true }), config: t.arg({ type: "JSON", required: true }) },
      resolve: async (_, { moduleId, config }, caller) =>
        (await changeOf(caller, moduleId, "configureModule", { configuration: config })) as UserModuleRow,
    }),
  }),
});

/** What may be asked for at `/graphql`. */
export const schema = builder.toSchema();
