import * as z from "zod";

/** The code by which a role is given, the platform's or the institution's own. */
export const kodePeran = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/);
