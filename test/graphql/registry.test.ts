import { beforeAll, describe, expect, it } from "vitest";
import { outcomeOf, query } from "../setup/graphql.ts";
import { ask } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { activate, declareModule } from "../setup/modules.ts";

let institution: TestInstitution;
let d1: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  d1 = await institution.actor("D1");
});

type Row = Record<string, unknown> & { readonly module: Row };

const moduleFields = "id name slug description category icon version isCore";
const ofModule = ({ id, name, slug, description, category, icon, version, is_core }: Row) => ({
  id,
  name,
  slug,
  description,
  category,
  icon,
  version,
  isCore: is_core,
});
const ofUserModule = ({ id, module, is_active, activated_at, configuration }: Row) => ({
  id,
  module: ofModule(module),
  configuration,
  isActive: is_active,
  activatedAt: activated_at,
});
const userModuleFields = `id isActive activatedAt configuration module { ${moduleFields} }`;

const restList = async (as: Actor, path: string) => (await ask<{ data: Row[] }>(as, "GET", path)).body.data;

describe("what GraphQL reads", () => {
  it("is what REST does: modules of a category, types, recommendations, the institution's own, oneself", async () => {
    const [one, two] = [await declareModule("a", { category: "core" }), await declareModule("b", { category: "core" })];
    const { body } = await query<Record<string, unknown[]>>(
      d1,
      `query Semua($type: ID!) {
        modules(category: "core") { ${moduleFields} }
        all: modules { ${moduleFields} }
        businessTypes { id name slug description icon color }
        userModules { ${userModuleFields} }
        moduleRecommendations(businessTypeId: $type) { id priority isRequired module { ${moduleFields} } }
        me { id nama institutionId roles { peran unit } modul }
      }`,
      { type: (await restList(d1, "/business-types"))[0]?.["id"] },
    );
    expect(body.errors).toBeUndefined();
    const types = await restList(d1, "/business-types");
    const core = await restList(d1, "/modules?category=core");
    const recommended = await restList(d1, `/modules/${String(types[0]?.["id"])}/recommendations`);
    expect(core.map(({ slug }) => slug)).toEqual(expect.arrayContaining([one.slug, two.slug]));
    expect(recommended.length).toBeGreaterThan(0);
    const { body: own } = await ask<Row & { roles: { peran: string; unit: string }[] }>(d1, "GET", "/identity/me");
    expect(body.data).toEqual({
      modules: core.map(ofModule),
      all: (await restList(d1, "/modules")).map(ofModule),
      businessTypes: types,
      userModules: (await restList(d1, "/user-modules")).map(ofUserModule),
      moduleRecommendations: recommended.map(({ id, module, priority, is_required }) => ({
        id,
        priority,
        isRequired: is_required,
        module: ofModule(module),
      })),
      me: {
        id: d1.userId,
        nama: own["nama"],
        institutionId: institution.id,
        modul: own["modul"],
        roles: own.roles.map(({ peran, unit }) => ({ peran, unit })),
      },
    });
  });

  it("is held to REST's rules, with its problems", async () => {
    const wrong = await query(d1, '{ modules(category: "Apa Saja!") { id } }');
    expect([outcomeOf(wrong), wrong.body.data]).toEqual(["200 DATA_TIDAK_SAH", null]);
    const unknown = await query(d1, "query ($id: ID!) { moduleRecommendations(businessTypeId: $id) { id } }", {
      id: crypto.randomUUID(),
    });
    expect(outcomeOf(unknown)).toBe("200 TIDAK_DITEMUKAN");
    expect(unknown.body.errors?.[0]).toMatchObject({
      path: ["moduleRecommendations"],
      extensions: { status: 404, problem: "TIDAK_DITEMUKAN", request_id: unknown.headers.get("x-request-id") },
    });
    const english = await query(
      d1,
      '{ moduleRecommendations(businessTypeId: "1") { id } }',
      {},
      { "accept-language": "en" },
    );
    expect(english.body.errors?.[0]?.message).toBe("Correct the fields named below and send again.");
  });

  it("takes one round trip for rows and what belongs to them, and none when it is known", async () => {
    const fresh = await (await makeInstitution()).actor("D1");
    const cost = async () => {
      const { status, headers } = await query(fresh, `{ userModules { id module { ${moduleFields} } } }`);
      const waited = (headers.get("server-timing") ?? "").split(",");
      const count = (name: string) => waited.filter((entry) => entry.trim().startsWith(`${name};`)).length;
      return { status, sql: count("db"), redis: count("redis") };
    };
    expect(await cost()).toEqual({ status: 200, sql: 1, redis: 1 });
    expect(await cost()).toEqual({ status: 200, sql: 0, redis: 1 });
    // What one way of asking has read, the other knows.
    const { headers } = await ask(fresh, "GET", "/user-modules");
    expect(headers.get("x-cache")).toBe("HIT");
  });

  it("is kept as it was answered, for one person, until something of it changes; an answer with errors is not", async () => {
    const firm = await makeInstitution();
    const [boss, one, two] = [await firm.actor("ADM"), await firm.actor("D1"), await firm.actor("D2")];
    const text = "{ userModules { isActive module { slug } } me { nama } }";
    const seen = async (as: Actor) => {
      const { headers, body } = await query<{ userModules: { isActive: boolean }[] }>(as, text);
      return [headers.get("x-cache"), body.data?.userModules.map(({ isActive }) => isActive)];
    };
    expect(await seen(one)).toEqual(["MISS", [true]]);
    expect(await seen(one)).toEqual(["HIT", [true]]);
    expect(await seen(two)).toEqual(["MISS", [true]]);
    const made = await declareModule();
    await activate(boss, made);
    expect((await seen(one))[1]).toEqual([true, true]);

    const unknown = () =>
      query(one, "query ($id: ID!) { me { id } moduleRecommendations(businessTypeId: $id) { id } }", { id: firm.id });
    for (const reply of [await unknown(), await unknown()])
      expect([outcomeOf(reply), reply.headers.get("x-cache")]).toEqual(["200 TIDAK_DITEMUKAN", null]);
  });
});
