import { institutionTag, personTag } from "../../db/modules/identity/rules/tags.ts";
import { broadcastTag } from "../../db/modules/notifications/tags.ts";

/** What pages hear of in other words. */
const told: readonly string[] = [institutionTag, broadcastTag];

/** The tags under which lists and sums of the whole institution are kept: whatever shows figures of them may look again. */
export function figuresIn(tags: readonly string[]): string[] {
  return tags.filter((tag) => !tag.includes(":") && !told.includes(tag));
}

/** The people of whom tags say that they were changed: their name, their roles, whether they may be here. */
export function peopleIn(tags: readonly string[]): string[] {
  const prefix = personTag("");
  return tags.flatMap((tag) => (tag.startsWith(prefix) ? [tag.slice(prefix.length)] : []));
}
