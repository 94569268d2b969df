import * as z from "zod";

/** What a delivery names: a job, which try of it, which chunk. Everything else is in the database. */
export const deliverySchema = z.strictObject({
  institution_id: z.uuid(),
  job_id: z.uuid(),
  attempt: z.number().int().positive(),
  chunk: z.number().int().nonnegative(),
});

export type Delivery = z.infer<typeof deliverySchema>;

/** Parses JSON text by a schema; null when it is something else. */
export function parseText<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
