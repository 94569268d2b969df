import type { Quota } from "../../http/quota.ts";

/** What each person may ask of the registry (spec: 60 a minute). */
export const pace: Quota = { name: "modul", limit: 60, seconds: 60 };
