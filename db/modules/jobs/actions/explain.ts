import { Problem, type ProblemCode } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import { readJob } from "../reads.ts";

/** Why a job was left as it is: out of reach, or in a state that does not allow it (`code`). */
export async function explainJob(work: Work, scope: Scope, id: string, code: ProblemCode): Promise<Problem> {
  const job = await readJob(work, scope, id);
  return job ? new Problem(code, { values: { status_sekarang: job.status } }) : new Problem("TIDAK_DITEMUKAN");
}
