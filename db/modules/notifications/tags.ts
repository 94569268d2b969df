/** The tag that whatever is said to many drops. One for the institution: which audiences somebody is of, only the database knows. */
export const broadcastTag = "notif";

/** The tag of what is said to one person, and of what they have read. */
export function ownTag(userId: string): string {
  return `${broadcastTag}:${userId}`;
}
