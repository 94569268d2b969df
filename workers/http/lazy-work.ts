import type { Config } from "../../db/core/env.ts";
import type { IdempotencyKey } from "../../db/core/idempotency.ts";
import { connectDatabase, type Database } from "../../db/core/postgres.ts";
import { connectRedis } from "../../db/core/redis.ts";
import type { Trace } from "../../db/core/trace.ts";
import type { Work } from "../../db/core/work.ts";
import type { Bulletin } from "../../db/core/live.ts";
import { tellHub } from "../live/tell.ts";
import type { EdgeEnv } from "./env.ts";
import { distrustTags } from "./state.ts";

/** What any work of the edge is made of. */
type Kernel = Pick<Work, "config" | "trace" | "later"> & { readonly env: Pick<EdgeEnv, "LIVE"> };

/** Connects to nothing before it is asked for: a warm read needs neither Postgres nor, most of the time, Redis. */
export class LazyWork implements Work {
  readonly config: Config;
  readonly trace: Trace;
  readonly institutionId: string;
  readonly later: Work["later"];
  idempotency?: IdempotencyKey;
  readonly #hubs: EdgeEnv["LIVE"];
  #db: Database | undefined;
  #redis: Work["redis"] | undefined;

  /** The institution is empty where nobody is logged in. */
  constructor({ config, trace, later, env }: Kernel, institutionId: string) {
    this.config = config;
    this.trace = trace;
    this.later = later;
    this.#hubs = env.LIVE;
    this.institutionId = institutionId;
  }

  get db(): Database {
    return (this.#db ??= connectDatabase(this.config, this.trace));
  }

  get redis(): Work["redis"] {
    return (this.#redis ??= connectRedis(this.config, this.trace));
  }

  onTags(tags: readonly string[], dropped: Promise<void>): void {
    distrustTags(this.institutionId, tags, dropped);
  }

  live(institutionId: string, bulletin: Bulletin): Promise<void> {
    return tellHub(this.#hubs, institutionId, bulletin);
  }
}
