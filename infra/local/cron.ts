import * as z from "zod";
import type { FrontAnswer, FrontRequest } from "./front.ts";

/** Runs the `scheduled()` of the Worker whose cron it is, once it is there. */
export class CronTrigger {
  /** Set by the stack when the Workers run. */
  run: ((cron: string) => Promise<{ outcome: string }>) | undefined;

  /**
   * The control port's `POST /cron` with `{"cron":"* * * * *"}`: runs it now and answers `{"outcome":"ok"}` when it has ended,
   * or 409 when only the services run. Undefined for every other request.
   */
  async answer(request: FrontRequest): Promise<FrontAnswer | undefined> {
    if (request.method !== "POST" || request.url !== "/cron") return undefined;
    const asked = readCron(request.body);
    if (asked === undefined) return json(400, { error: 'expected {"cron":"* * * * *"}' });
    if (!this.run) return json(409, { error: "the Workers are not running" });
    return json(200, await this.run(asked));
  }
}

function readCron(body: Buffer): string | undefined {
  try {
    return z.strictObject({ cron: z.string().min(1) }).parse(JSON.parse(body.toString())).cron;
  } catch {
    return undefined;
  }
}

function json(status: number, body: unknown): FrontAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
