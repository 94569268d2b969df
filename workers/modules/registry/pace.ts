import type { Quota } from "../../http/quota.ts";

/** What each person may ask of the registry (spec: 60 a minute). Every page asks what it offers to whom; that is not counted. */
export const pace: Quota = { name: "modul", limit: 60, seconds: 60 };
