import type { ProblemBody } from "./problem.ts";

/** How something that is to be sent stands: it waits for the network, is on its way, was answered, or was refused. */
export type OutboxState = "waiting" | "sending" | "sent" | "refused";

/** What is told of something that is to be sent. */
export interface OutboxAbout {
  /** What goes in its order belongs together: an order and its invitation, a report with its photos. Without a word: its subject. */
  readonly group?: string;
  /** Where on its page it was chosen, for files: a place takes several. */
  readonly field?: string;
  /** Its name, for whoever asks what waits. */
  readonly name: string;
  /** The page on which it was written. */
  readonly to: string;
  /** Its page has to hear of the answer, even another day: which draft it became, which id a receipt got. */
  readonly lasting?: boolean;
}

/** Something to be sent, as the browser keeps it. */
export interface OutboxEntry extends Required<OutboxAbout> {
  /** What it is about: `sppd:baru`, `laporan:<id>`. There is one at a time for each. */
  readonly subject: string;
  /** The person whose it is: nobody else's session sends it. */
  readonly owner: string;
  readonly operation: string;
  readonly input: unknown;
  /** The idempotency key under which it goes, however often. */
  readonly key: string;
  /** When it was given to be sent. */
  readonly since: string;
  /** Whether it went out and no answer was heard: it may have been done. */
  readonly unsure: boolean;
  readonly state: OutboxState;
  readonly problem: ProblemBody | null;
  readonly output: unknown;
  /** What the same subject says since, while the first is unsure: it follows once that was answered. */
  readonly next: unknown;
}

/** What is given to be sent. */
export type Posted = Pick<OutboxEntry, "subject" | "owner" | "operation" | "input" | keyof OutboxAbout>;

/**
 * How a subject stands once something is given for it. What was never sent, or was answered, makes room. What may have been done keeps its
 * place and its key, for under another it could be done twice: the newer words wait behind it.
 */
export function posted(before: OutboxEntry | undefined, given: Posted, key: string, now: string): OutboxEntry {
  if (before && before.operation === given.operation) {
    if (before.unsure && isOpen(before)) return { ...before, next: given.input };
    if (before.state === "waiting") return { ...before, input: given.input, since: now };
  }
  return {
    ...given,
    key,
    since: now,
    unsure: false,
    state: "waiting",
    problem: null,
    output: null,
    next: null,
  };
}

/** On its way: until an answer is heard it may have been done. */
export function sending(entry: OutboxEntry): OutboxEntry {
  return { ...entry, state: "sending", unsure: true, problem: null };
}

/** What it was answered; the bytes of a file are let go of. */
export function answered(entry: OutboxEntry, output: unknown): OutboxEntry {
  const input = fileOf(entry) === undefined ? entry.input : null;
  return { ...entry, state: "sent", unsure: false, output, input };
}

/** It was not done, and says why; put right, it goes again under a key of its own. */
export function refused(entry: OutboxEntry, problem: ProblemBody, key: string): OutboxEntry {
  return { ...entry, state: "refused", unsure: false, problem, key, input: entry.next ?? entry.input, next: null };
}

/** No answer was heard. */
export function lost(entry: OutboxEntry): OutboxEntry {
  return { ...entry, state: "waiting" };
}

/** Kept by a page that is gone: what it was sending waits again, under the same key. */
export function restored(entry: OutboxEntry): OutboxEntry {
  return entry.state === "sending" ? lost(entry) : entry;
}

/** Whether it is still to be sent. */
export function isOpen({ state }: OutboxEntry): boolean {
  return state === "waiting" || state === "sending";
}

/** What it says by now: what may be done already, or what follows it. */
export function latestInput({ input, next }: OutboxEntry): unknown {
  return next ?? input;
}

/** The file that it sends; undefined for words. */
export function fileOf({ input }: Pick<OutboxEntry, "input">): Blob | undefined {
  const { body } = (input ?? {}) as { body?: unknown };
  return body instanceof Blob ? body : undefined;
}
