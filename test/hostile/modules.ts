import { forgetRegistrations, newInstitution } from "../setup/onboarding.ts";
import { keyOf, licenceOf } from "../setup/licences.ts";
import { ask } from "../setup/http.ts";
import { declareModule, userModuleOf } from "../setup/modules.ts";
import type { Ground } from "./ground.ts";
import type { Arranged } from "./requests.ts";

const first = async (ground: Ground, path: string) => {
  const { body } = await ask<{ data: { id: string }[] }>(await ground.institution.actor("D1"), "GET", path);
  return body.data[0]?.id ?? "";
};

/** How the examples of the registry come to work; none of them touches a module that other examples need, and different people ask, each with a pace of their own. */
export const moduleArrangements: Readonly<Record<string, (ground: Ground) => Promise<Arranged>>> = {
  listBusinessTypes: () => Promise.resolve({ as: "D1" }),
  getBusinessType: async (ground) => ({ as: "D1", params: { id: await first(ground, "/business-types") } }),
  listModules: () => Promise.resolve({ as: "A1" }),
  listRecommendations: () => Promise.resolve({ as: "P1" }),
  listRecommendationsOf: async (ground) => ({ as: "B1", params: { id: await first(ground, "/business-types") } }),
  listPages: () => Promise.resolve({ as: "D2" }),
  listWidgets: () => Promise.resolve({ as: "D2" }),
  pinWidgets: () => Promise.resolve({ as: "D2" }),
  listUserModules: () => Promise.resolve({ as: "A2" }),
  activateModule: async () => ({ as: "ADM", body: { module_id: (await declareModule()).id } }),
  configureModule: async ({ institution }) => ({
    as: "ADM",
    params: { id: (await userModuleOf(await institution.actor("ADM"), "sppd"))?.id ?? "" },
  }),
  listOffers: () => Promise.resolve({ as: null }),
  onboardInstitution: async () => {
    await forgetRegistrations();
    const { nama, slug, pemilik } = newInstitution();
    return { as: null, body: { nama, slug, pemilik } };
  },
  getInstitution: () => Promise.resolve({ as: "D2" }),
  changeInstitution: () => Promise.resolve({ as: "ADM" }),
  setLogo: () =>
    Promise.resolve({ as: "ADM", file: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) }),
  // Its own alone: others are made meanwhile.
  listPlatformInstitutions: ({ institution }) =>
    Promise.resolve({ as: "PLATFORM", query: { "filter[cari]": institution.slug } }),
  getPlatformInstitution: ({ institution }) => Promise.resolve({ as: "PLATFORM", params: { id: institution.id } }),
  listOperatorAccess: () => Promise.resolve({ as: "PLATFORM" }),
  summariseVitals: () => Promise.resolve({ as: "PLATFORM" }),
  recordVitals: () => Promise.resolve({ as: "D2" }),
  getLicence: () => Promise.resolve({ as: "A1" }),
  listActiveModules: () => Promise.resolve({ as: "P1" }),
  installLicence: async ({ institution }) => ({ as: "ADM", body: { key: await keyOf(licenceOf(institution)) } }),
  deactivateModule: async ({ institution }) => {
    const adm = await institution.actor("ADM");
    const { id } = await declareModule();
    const { body } = await ask<{ id: string }>(adm, "POST", "/user-modules", { module_id: id });
    return { as: "ADM", params: { id: body.id } };
  },
};
