import type * as z from "zod";
import type { JobNews } from "../../db/core/job-life.ts";
import type { Work } from "../../db/core/work.ts";
import type { FunctionsEnv } from "./env.ts";

/** What a job's handler works with: its payload, where it stood after the chunk before, and the stores. */
export interface Chunk<Payload> {
  readonly work: Work;
  readonly env: FunctionsEnv;
  readonly payload: Payload;
  /** How many parts were done before this chunk. */
  readonly done: number;
  /** How often this chunk was begun, this time included. */
  readonly tries: number;
  /** Notes how far a long chunk is, so that people see it and nobody takes it over. Throws `Overtaken`, and the chunk ends there. */
  readonly progress: (done: number, total: number) => Promise<void>;
}

/** What a chunk came to: more to do, or the end with its result, the cache tags that it made wrong, and who hears of it. */
export type Outcome =
  | { readonly ended: false; readonly done: number; readonly total: number }
  | {
      readonly ended: true;
      readonly total: number;
      readonly result: unknown;
      readonly tags: readonly string[];
      readonly news?: JobNews;
    };

/** A job: what its payload must be, and what one chunk of it does. A chunk fits an isolate and may run twice. */
export interface Job<Payload = unknown> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  readonly handle: (chunk: Chunk<Payload>) => Promise<Outcome>;
}

/** Declares a job; the type of its handler's payload follows from the schema. */
export function defineJob<Payload>(job: Job<Payload>): Job {
  return job as unknown as Job;
}

/** A failure that no repetition can mend; `code` is shown to people. */
export class Permanent extends Error {
  override readonly name = "Permanent";
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** A service that asked to be left alone for so many seconds: the chunk is begun again then. */
export class Later extends Error {
  override readonly name = "Later";
  readonly seconds: number;

  constructor(seconds: number, options?: ErrorOptions) {
    super(`again in ${seconds} s`, options);
    this.seconds = seconds;
  }
}

/** A chunk whose lease was lost while it went on, or whose job was cancelled: what it has made is for nobody. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}
