/** What the edge Worker is given: configuration (read by `db/core/env.ts`) and bindings. */
export interface EdgeEnv {
  readonly CACHE: KVNamespace;
  readonly UPLOADS: R2Bucket;
  readonly DOCUMENTS: R2Bucket;
  readonly LIVE: DurableObjectNamespace;
  readonly ASSETS: Fetcher;
  readonly LIMIT_ADDRESS: RateLimit;
  readonly LIMIT_SESSION: RateLimit;
}
