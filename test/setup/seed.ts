import fc from "fast-check";

/** Where everything random in the tests comes from: always the same, unless `SERAMBI_SEED=17` asks for others. */
export const seed = Number(process.env["SERAMBI_SEED"] ?? 2);

// A property that does not hold says under which seed it was found.
fc.configureGlobal({ seed });
