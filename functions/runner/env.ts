/** What the functions Worker is given beside its configuration (read by `db/core/env.ts`). */
export interface FunctionsEnv {
  readonly UPLOADS: R2Bucket;
  readonly DOCUMENTS: R2Bucket;
}
