import { buryJob, claimJob, continueJob, finishJob, releaseJob, type JobClaim } from "../../db/core/job-life.ts";
import type { Work } from "../../db/core/work.ts";
import { findJob } from "../modules/index.ts";
import { deliverySchema, parseText } from "./delivery.ts";
import type { FunctionsEnv } from "./env.ts";
import { Permanent, type Job } from "./job.ts";
import { giveUp, isDone, tryAgain } from "./reply.ts";

/** Runs one delivery of a job: claim, one chunk, and what it came to. Its answer tells the queue what to do next. */
export async function runDelivery(
  name: string,
  request: Request,
  body: string,
  context: { env: FunctionsEnv; workFor: (institutionId: string) => Work },
): Promise<Response> {
  const delivery = parseText(deliverySchema, body);
  const job = await findJob(name);
  if (!delivery || !job) return giveUp("PEKERJAAN_TIDAK_DIKENAL");
  const work = context.workFor(delivery.institution_id);
  const claim: JobClaim = {
    jobId: delivery.job_id,
    attempt: delivery.attempt,
    chunk: delivery.chunk,
    // The same delivery replayed is another claim: each has a name of its own.
    lease: `${request.headers.get("upstash-message-id") ?? "-"}:${crypto.randomUUID()}`,
  };
  const claimed = await claimJob(work, claim);
  if (claimed.state === "settled") return isDone(claimed.status);
  if (claimed.state === "leased") return tryAgain(503, 15);
  try {
    const outcome = await runChunk(job, { work, env: context.env, ...claimed });
    if (!outcome.ended) {
      await continueJob(work, claim, outcome);
      return isDone("continued");
    }
    await finishJob(work, claim, outcome);
    return isDone("done");
  } catch (error) {
    console.error(
      JSON.stringify({ at: "job", job: name, id: claim.jobId, error: String(error), stack: (error as Error).stack }),
    );
    if (error instanceof Permanent) {
      await buryJob(work, claim, error.code);
      return giveUp(error.code);
    }
    await releaseJob(work, claim);
    return tryAgain(500);
  }
}

function runChunk(job: Job, chunk: { work: Work; env: FunctionsEnv; payload: unknown; done: number }) {
  const payload = job.payload.safeParse(chunk.payload);
  if (!payload.success) throw new Permanent("ISI_PEKERJAAN_TIDAK_SAH", { cause: payload.error });
  return job.handle({ ...chunk, payload: payload.data });
}
