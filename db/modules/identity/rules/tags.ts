/** The tag that a change of a person's name, roles or standing drops: sessions then read them again. */
export function personTag(userId: string): string {
  return `orang:${userId}`;
}

/**
 * The tag that a change of what the whole institution has drops: its own roles, its policy, its active modules. All of its
 * sessions then read again what they remember of their person.
 */
export const institutionTag = "lembaga";

/** The tags that make what is kept of a person wrong: their own, and that of their institution. */
export function tagsOfPerson(userId: string): [person: string, institution: string] {
  return [personTag(userId), institutionTag];
}
