import { readThrough, type Cached } from "../../db/core/cache.ts";
import type { Arrival } from "../http/dispatch.ts";
import { personKey, tiersOf } from "../http/person.ts";
import type { Known } from "../http/recognize.ts";
import type { Asked } from "./index.ts";

/** Seconds for which an answer counts as fresh: what it is made of is kept longer, and is not to grow much older for it. */
const ttl = 300;

/** An answer that was just made. It is kept if it has no error and is made of nothing that was itself out of date. */
export interface Made {
  readonly status: 200 | 400;
  readonly text: string;
  readonly keepable: boolean;
}

/** Carries out of the cache what it must not keep. */
class Unkept extends Error {}

/**
 * Answers a query by what it answered before: to find ten rows and put them together anew costs more than all the rest of a
 * request. An answer is one person's, under the versions of what they and their institution have, so that what they may is what
 * they might when it was made.
 */
export async function readKept(
  { query, operationName, variables }: Asked,
  { principal, versions }: Known,
  arrival: Arrival,
  make: () => Promise<Made>,
): Promise<Cached | Made> {
  let own: Made | undefined;
  const load = async (): Promise<string> => {
    const made = await make();
    if (made.keepable) return made.text;
    own = made;
    throw new Unkept("not to be kept");
  };
  const asked = JSON.stringify([query, operationName ?? null, variables ?? {}]);
  const key = `graphql:${principal.institution_id}:${personKey(principal)}:${asked}`;
  try {
    return await readThrough({ key, versions, ttl, load }, tiersOf(arrival));
  } catch (error) {
    if (!(error instanceof Unkept)) throw error;
    // Another request may have made it, and told its errors in its own language.
    return own ?? (await make());
  }
}
