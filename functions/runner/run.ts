import {
  buryJob,
  buryUndelivered,
  claimJob,
  continueJob,
  finishJob,
  noteProgress,
  releaseJob,
  type JobClaim,
} from "../../db/core/job-life.ts";
import type { Work } from "../../db/core/work.ts";
import { findJob } from "../modules/index.ts";
import { deliverySchema, parseText } from "./delivery.ts";
import type { FunctionsEnv } from "./env.ts";
import { Later, Overtaken, Permanent, type Chunk, type Job } from "./job.ts";
import { logFault, type DeliveryLog } from "./log.ts";
import { giveUp, isDone, tryAgain, type Reply } from "./reply.ts";

/**
 * How often a chunk may be begun. A delivery is tried six times; only a chunk that takes its function down with it, so that
 * it is handed out again and again, gets this far.
 */
const mostTries = 12;

/** Seconds until a delivery that somebody else works on is asked for again: a quarter of a lease. */
const leasedSeconds = 15;

/** Runs one delivery of a job: claim, one chunk, and what it came to. Its reply tells the queue what to do next. */
export async function runDelivery(
  name: string,
  request: Request,
  body: string,
  context: { env: FunctionsEnv; log: DeliveryLog; workFor: (institutionId: string) => Work },
): Promise<Reply> {
  const delivery = parseText(deliverySchema, body);
  if (!delivery) return giveUp("PENGIRIMAN_TIDAK_DIKENAL");
  context.log.delivery = delivery;
  const { institution_id: institution, job_id: jobId, attempt, chunk } = delivery;
  const work = context.workFor(institution);
  const job = await findJob(name);
  if (!job) {
    await buryUndelivered(work, { jobId, attempt, chunk }, "PEKERJAAN_TIDAK_DIKENAL");
    return giveUp("PEKERJAAN_TIDAK_DIKENAL");
  }
  // The same delivery replayed is another claim: each has a name of its own.
  const lease = `${request.headers.get("upstash-message-id") ?? "-"}:${crypto.randomUUID()}`;
  const claim: JobClaim = { jobId, attempt, chunk, lease };
  const claimed = await claimJob(work, name, claim);
  if (claimed.state === "settled") return isDone(claimed.status);
  if (claimed.state === "leased") return tryAgain(503, leasedSeconds);
  try {
    if (claimed.tries > mostTries) throw new Permanent("PENGULANGAN_HABIS");
    const { payload, done, tries } = claimed;
    const progress = async (nowDone: number, total: number) => {
      if (!(await noteProgress(work, claim, { done: nowDone, total }))) throw new Overtaken();
    };
    return await runChunk(job, claim, { work, env: context.env, payload, done, tries, progress });
  } catch (error) {
    if (error instanceof Overtaken) return isDone("overtaken");
    logFault(name, work.trace, error);
    if (error instanceof Permanent) {
      await buryJob(work, claim, error.code);
      return giveUp(error.code);
    }
    const asked = error instanceof Later ? error.seconds : undefined;
    await releaseJob(work, claim, asked ?? backoffSeconds(context.log.retried));
    return asked === undefined ? tryAgain(500) : tryAgain(503, asked);
  }
}

/** A chunk whose lease was lost, or whose job was cancelled meanwhile, ends without a word in the database. */
async function runChunk(job: Job, claim: JobClaim, chunk: Chunk<unknown>): Promise<Reply> {
  const payload = job.payload.safeParse(chunk.payload);
  if (!payload.success) throw new Permanent("ISI_PEKERJAAN_TIDAK_SAH", { cause: payload.error });
  const outcome = await job.handle({ ...chunk, payload: payload.data });
  if (!outcome.ended) return isDone((await continueJob(chunk.work, claim, outcome)) ? "continued" : "overtaken");
  return isDone((await finishJob(chunk.work, claim, outcome)) ? "done" : "overtaken");
}

/** When QStash delivers again after a failure, so that the sweep does not take a pause for a loss. */
function backoffSeconds(retried: number): number {
  return Math.min(86_400, Math.ceil(Math.exp(2.5 * (retried + 1))));
}
