import { operations } from "#operations";
import type { MaybeRefOrGetter } from "vue";
import type { OperationId } from "./operation.ts";

/** How something is asked. */
export interface Asking {
  /** Not asked while this is false. */
  readonly when?: MaybeRefOrGetter<boolean>;
  /** Asked again every so many milliseconds, while it is a number. */
  readonly every?: MaybeRefOrGetter<number | false>;
}

/** Under which key the answers of an operation are kept: its module first, so that a module's answers are dropped together. */
export function keyOf(id: OperationId, input?: unknown): unknown[] {
  const slug = operations[id][1].split("/")[3];
  return input === undefined ? [slug, id] : [slug, id, input];
}
