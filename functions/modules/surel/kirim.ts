import { pause } from "../../../db/core/patience.ts";
import type { Work } from "../../../db/core/work.ts";
import { recordSent, recordUnsent } from "../../../db/modules/surel/actions/record-sent.ts";
import { jobs } from "../../../db/modules/surel/jobs.ts";
import { countRefused, readForSending, type RecordedMail } from "../../../db/modules/surel/reads.ts";
import { defineJob, Later, Permanent, type Outcome } from "../../runner/job.ts";
import type { Sent } from "./penyedia/port.ts";
import { hasMailer, sendMail } from "./penyedia/send-mail.ts";
import { writeMail } from "./templat/write-mail.ts";

/** Mails that one chunk sends at the most, and how long it goes on beginning new ones: well within its lease. */
const perChunk = 25;
const chunkMs = 20_000;
/** A provider that asks for no more than this is waited for: a second is what most of them count in. */
const shortPauseSeconds = 2;
/**
 * The longest pause between two tries. All tries of a chunk fall within a day, as long as a provider remembers what it was handed:
 * a mail whose outcome nobody heard is taken for a double.
 */
const longestSeconds = 6 * 60 * 60;

/**
 * Sends recorded mails one after the other. A mail is handed over under its own id and noted when the provider has it: killed
 * between the two, the next run hands it over again, and the provider takes it for a double. What the provider refuses is
 * noted and left out; the job then ends dead, so that somebody sees it.
 */
export const kirim = defineJob({
  ...jobs.kirim,
  async handle({ work, payload, done, tries }) {
    try {
      return await sendSome(work, payload.surel_ids, done);
    } catch (error) {
      if (error instanceof Permanent) throw error;
      const asked = error instanceof Later ? error.seconds : Math.ceil(Math.exp(2.5 * tries));
      throw new Later(Math.min(asked, longestSeconds), { cause: error });
    }
  },
});

/** One chunk. Throws `Later` or what went wrong when not even its first mail could be settled. */
async function sendSome(work: Work, ids: readonly string[], done: number): Promise<Outcome> {
  const until = Date.now() + chunkMs;
  const total = ids.length;
  let settled = done;
  for (const mail of await readForSending(work, ids.slice(done, done + perChunk))) {
    const failure = await settle(work, mail);
    // What was done is kept: the next chunk has tries of its own.
    if (failure && settled > done) break;
    if (failure) throw failure;
    settled += 1;
    if (Date.now() > until) break;
  }
  if (settled < total) return { ended: false, done: settled, total };
  if ((await countRefused(work, ids)) > 0) throw new Permanent("SUREL_DITOLAK");
  return { ended: true, total, result: { surel_ids: ids }, tags: [] };
}

/** Sends one mail, or notes why not. Answers why nothing can be sent now, if that is so. */
async function settle(work: Work, mail: RecordedMail): Promise<Error | null> {
  if (mail.sent) return null;
  if (mail.usang) {
    await recordUnsent(work, mail.id, "SUREL_USANG");
    return null;
  }
  const sent = await handOver(work, mail);
  switch (sent.state) {
    case "sent":
      await recordSent(work, mail.id, sent.id);
      return null;
    case "refused":
      await recordUnsent(work, mail.id, "SUREL_DITOLAK");
      return null;
    case "closed":
      throw new Permanent("SUREL_PENYEDIA_MENOLAK", { cause: new Error(sent.why) });
    default:
      return sent.seconds === null ? new Error(sent.why) : new Later(sent.seconds, { cause: new Error(sent.why) });
  }
}

async function handOver(work: Work, mail: RecordedMail): Promise<Sent> {
  const { config, trace } = work;
  if (!hasMailer(config)) throw new Permanent("SUREL_BELUM_DIATUR");
  const message = await writeMail(config, work.institutionId, mail);
  const first = await sendMail(config, trace, message, mail.id);
  if (first.state !== "later" || first.seconds === null || first.seconds > shortPauseSeconds) return first;
  await pause(Math.max(100, first.seconds * 1000));
  return await sendMail(config, trace, message, mail.id);
}
