import { pause } from "../../../db/core/patience.ts";
import type { Work } from "../../../db/core/work.ts";
import { recordSent, recordUnsent } from "../../../db/modules/surel/actions/record-sent.ts";
import { jobs } from "../../../db/modules/surel/jobs.ts";
import { countRefused, readForSending, type RecordedMail } from "../../../db/modules/surel/reads.ts";
import { defineJob, Later, Permanent } from "../../runner/job.ts";
import { hasMailer, sendMail } from "./penyedia/send-mail.ts";
import { writeMail } from "./templat/write-mail.ts";

/** Mails that one chunk sends at the most, and how long it goes on beginning new ones: well within its lease. */
const perChunk = 25;
const chunkMs = 20_000;
/** A provider that asks for no more than this is waited for: a second is what most of them count in. */
const shortPauseSeconds = 2;
/** Nobody waits longer than this for a provider that asks for more. */
const longestSeconds = 6 * 60 * 60;

/**
 * Sends recorded mails one after the other. A mail is handed over under its own id and noted when the provider has it: killed
 * between the two, the next run hands it over again, and the provider takes it for a double. What the provider refuses is
 * noted and left out; the job then ends dead, so that somebody sees it.
 */
export const kirim = defineJob({
  ...jobs.kirim,
  async handle({ work, payload, done }) {
    const ids = payload.surel_ids;
    const mails = await readForSending(work, ids.slice(done, done + perChunk));
    const until = Date.now() + chunkMs;
    let settled = done;
    for (const mail of mails) {
      const outcome = await settle(work, mail);
      if (outcome === "settled") settled += 1;
      // What was done is kept: the next chunk has tries of its own.
      else if (settled > done) break;
      else throw outcome;
      if (Date.now() > until) break;
    }
    const total = ids.length;
    if (settled < total) return { ended: false, done: settled, total };
    const refused = await countRefused(work, ids);
    if (refused > 0) throw new Permanent("SUREL_DITOLAK");
    return { ended: true, total, result: { surel_ids: ids }, tags: [] };
  },
});

/** Sends one mail, or notes why not. What it answers else is why nothing can be sent now. */
async function settle(work: Work, mail: RecordedMail): Promise<"settled" | Later | Error> {
  if (mail.sent) return "settled";
  if (mail.usang) {
    await recordUnsent(work, mail.id, "SUREL_USANG");
    return "settled";
  }
  const sent = await handOver(work, mail);
  switch (sent.state) {
    case "sent":
      await recordSent(work, mail.id, sent.id);
      return "settled";
    case "refused":
      await recordUnsent(work, mail.id, sent.code);
      return "settled";
    case "closed":
      throw new Permanent("SUREL_PENYEDIA_MENOLAK", { cause: new Error(sent.why) });
    default: {
      const cause = new Error(sent.why);
      return sent.seconds === null
        ? new Error("the mailer is away", { cause })
        : new Later(Math.min(sent.seconds, longestSeconds), { cause });
    }
  }
}

async function handOver(work: Work, mail: RecordedMail) {
  const { config, trace } = work;
  if (!hasMailer(config)) throw new Permanent("SUREL_BELUM_DIATUR");
  const message = await writeMail(config, work.institutionId, mail);
  const first = await sendMail(config, trace, message, mail.id);
  if (first.state !== "later" || first.seconds === null || first.seconds > shortPauseSeconds) return first;
  await pause(Math.max(100, first.seconds * 1000));
  return await sendMail(config, trace, message, mail.id);
}
