import * as z from "zod";
import type { ZodOpenApiResponseObject } from "zod-openapi";
import { problemTypes } from "../../../db/core/problem.ts";

const codes = Object.keys(problemTypes).sort();

/** What every answer that is not a success looks like (RFC 9457). Values of the occurrence stand beside these fields. */
export const problemSchema = z
  .looseObject({
    type: z.url().meta({ description: "Halaman yang menjelaskan kode ini." }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(codes).meta({ description: "Tetap, dan yang dipakai program." }),
    request_id: z.uuid().meta({ description: "Sebutkan bila melapor." }),
    errors: z
      .array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: "Isian yang salah, dengan penunjuk JSON." }),
  })
  .meta({ id: "Problem" });

/** The answer that any operation may give instead of its own. */
export const problemResponse: ZodOpenApiResponseObject = {
  description: "Bukan yang diminta: apa yang salah, dan apa yang dapat dilakukan.",
  content: { "application/problem+json": { schema: problemSchema } },
};
