import * as z from "zod";
import { buryJob } from "../../db/core/job-life.ts";
import type { Work } from "../../db/core/work.ts";
import { deliverySchema, parseText } from "./delivery.ts";
import { isDone } from "./reply.ts";

const callbackSchema = z.object({ status: z.number(), sourceBody: z.string() });

/** The queue gave a delivery up (its failure callback): the job is dead, and says so, until somebody retries it. */
export async function noteFailure(body: string, workFor: (institutionId: string) => Work): Promise<Response> {
  const callback = parseText(callbackSchema, body);
  const delivery = callback && parseText(deliverySchema, decode(callback.sourceBody));
  if (!delivery) return isDone("ignored");
  await buryJob(
    workFor(delivery.institution_id),
    { jobId: delivery.job_id, attempt: delivery.attempt },
    "PENGIRIMAN_HABIS",
  );
  return isDone("noted");
}

function decode(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    return "";
  }
}
