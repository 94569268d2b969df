import { openComingYears } from "../../db/core/years.ts";
import type { Work } from "../../db/core/work.ts";
import { startArchiving } from "../../db/modules/arsip/actions/start-run.ts";
import { startEscalations } from "../../db/modules/sppd/actions/escalate.ts";
import { startTripDays } from "../../db/modules/sppd/actions/trip-days.ts";
import { startDigests } from "../../db/modules/surel/actions/record-digests.ts";
import { giveUp, isDone, type Reply } from "./reply.ts";

/** What runs by the clock, by the last part of its path. Each may run twice. */
const schedules: Readonly<Record<string, (nobody: Work) => Promise<void>>> = {
  partitions: openComingYears,
  ringkasan: startDigests,
  perjalanan: startTripDays,
  eskalasi: startEscalations,
  arsip: startArchiving,
};

/** Runs a schedule that the queue calls. */
export async function runSchedule(name: string, nobody: Work): Promise<Reply> {
  const run = Object.hasOwn(schedules, name) ? schedules[name] : undefined;
  if (!run) return giveUp("JADWAL_TIDAK_DIKENAL");
  await run(nobody);
  return isDone("done");
}
