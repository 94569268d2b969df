import * as z from "zod";
import { buryUndelivered } from "../../db/core/job-life.ts";
import type { Work } from "../../db/core/work.ts";
import { deliverySchema, parseText } from "./delivery.ts";
import type { DeliveryLog } from "./log.ts";
import { isDone, type Reply } from "./reply.ts";

const callbackSchema = z.object({ sourceBody: z.string() });

/** The queue gave a delivery up (its failure callback): the job is dead, and says so, until somebody retries it. */
export async function noteFailure(
  body: string,
  context: { log: DeliveryLog; workFor: (institutionId: string) => Work },
): Promise<Reply> {
  const callback = parseText(callbackSchema, body);
  const delivery = callback && parseText(deliverySchema, decode(callback.sourceBody));
  if (!delivery) return isDone("ignored");
  context.log.delivery = delivery;
  const { institution_id: institution, job_id: jobId, attempt, chunk } = delivery;
  await buryUndelivered(context.workFor(institution), { jobId, attempt, chunk }, "PENGIRIMAN_HABIS");
  return isDone("noted");
}

function decode(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  } catch {
    return "";
  }
}
