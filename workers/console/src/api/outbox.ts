import { defineStore } from "pinia";
import { computed, ref, shallowReactive } from "vue";
import { useSession } from "../session.ts";
import { call } from "./call.ts";
import type { Input, OperationId } from "./operation.ts";
import {
  answered,
  fileOf,
  lost,
  posted,
  refused,
  sending,
  type OutboxAbout,
  type OutboxEntry,
} from "./outbox-entry.ts";
import { useOutboxList } from "./outbox-list.ts";
import { refTo, withId } from "./outbox-refs.ts";
import { becomes, follow, followUp } from "./outbox-rules.ts";
import { dependentsOf, inTurn, nextOf } from "./outbox-turns.ts";
import { plain } from "./plain.ts";
import { problemOf, type ApiProblem } from "./problem.ts";
import { upload } from "./upload.ts";

/** How long after a lost answer it is tried again by itself. */
const patience = 15_000;

type Given<Id extends OperationId> = Input<Id> | ((before: OutboxEntry | undefined) => Input<Id>);

/**
 * What was saved and has not reached the platform: kept in the browser, sent one at a time and in its order as soon as the network is back,
 * each under the one key that it was given, so that a lost answer does nothing twice. Outlives the page.
 */
export const useOutbox = defineStore("outbox", () => {
  const session = useSession();
  const { mine, read, of, change, isStillOurs, isKept } = useOutboxList(() => session.me?.user_id);
  /** How much of a file has left, from 0 to 1. */
  const shares = shallowReactive(new Map<string, number>());
  /** Whether something could not be sent when it was tried last. */
  const away = ref(false);
  let turn: Promise<void> = Promise.resolve();
  let started = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** What has not arrived, in the order in which it goes; also what was refused. */
  const unsent = computed(() => inTurn(mine.value.filter(({ state }) => state !== "sent")));

  /** Keeps something to be sent, without sending it now. `given` may look at what is there already. */
  async function hold<Id extends OperationId>(
    subject: string,
    operation: Id,
    given: Given<Id>,
    { group = subject, field = "", lasting = false, ...about }: OutboxAbout,
  ): Promise<void> {
    await read();
    const owner = session.me?.user_id;
    // Whoever has left keeps nothing here.
    if (owner === undefined) return;
    await change(subject, (before) => {
      const input = plain(typeof given === "function" ? given(before) : given);
      const entry = { subject, owner, operation, input, group, field, lasting, ...about };
      return posted(before, entry, crypto.randomUUID(), now());
    });
  }

  /** Gives something to be sent, and answers how it stands once that was tried: sent, refused, or waiting for the network. */
  async function post<Id extends OperationId>(
    subject: string,
    operation: Id,
    given: Given<Id>,
    about: OutboxAbout,
  ): Promise<OutboxEntry | undefined> {
    await hold(subject, operation, given, about);
    await send();
    return of(subject);
  }

  /** What was refused says something else by now, and waits for somebody to say what shall become of it. */
  async function amend<Id extends OperationId>(subject: string, input: Input<Id>): Promise<void> {
    await change(subject, (before) => before && { ...before, input: plain(input) });
  }

  /** Sends what waits, if the network is there; calls follow each other. */
  function send(): Promise<void> {
    turn = turn.then(sendAll, sendAll);
    return turn;
  }

  async function sendAll(): Promise<void> {
    await read();
    clearTimeout(timer);
    const skipped = new Set<string>();
    let pause = patience;
    let reached = true;
    // Two pages of one browser share what waits: one of them sends.
    await navigator.locks.request("serambi-kotak-keluar", async () => {
      for (let entry = nextOf(mine.value, skipped); entry && reached; entry = nextOf(mine.value, skipped)) {
        const problem = navigator.onLine ? await sendOne(entry) : offline;
        if (!problem) continue;
        skipped.add(entry.group);
        pause = Math.max(pause, (problem.retryAfter ?? 0) * 1_000);
        reached = problem.status >= 429;
      }
    });
    away.value = skipped.size > 0;
    if (away.value && navigator.onLine) timer = setTimeout(() => void send(), pause);
  }

  /** Sends one; answers why it has to be tried again, if it has. */
  async function sendOne(given: OutboxEntry): Promise<ApiProblem | undefined> {
    if (!(await isStillOurs(given))) return undefined;
    const { subject } = given;
    const entry = await change(subject, (before) => before && sending(before));
    if (!entry) return undefined;
    const answer = await deliver(entry).then(
      (output) => ({ output }),
      (error: unknown) => problemOf(error),
    );
    shares.delete(subject);
    if ("output" in answer) {
      await arrive(entry, answer.output);
      return undefined;
    }
    // Whoever logs in again sends it: that a session ended says nothing of it.
    if (answer.passing || answer.status === 401) {
      await change(subject, (before) => before && lost(before));
      return answer;
    }
    await change(subject, (before) => before && refused(before, answer.body, crypto.randomUUID()));
    if (fileOf(entry)) await resolve(subject, undefined);
    return undefined;
  }

  async function deliver({ subject, operation, input, key }: OutboxEntry): Promise<unknown> {
    const id = operation as OperationId;
    const given = input as Input<OperationId>;
    const body = fileOf({ input });
    if (!body) return await call(id, given, { key });
    return await upload(id, { ...given, body }, { key, onProgress: (share) => shares.set(subject, share) });
  }

  async function arrive(entry: OutboxEntry, output: unknown): Promise<void> {
    const { subject, operation } = entry;
    const after = await change(subject, (before) => before && answered(before, output));
    const { id } = (output ?? {}) as { id?: string };
    if (id !== undefined) await resolve(subject, id, becomes(entry, output));
    const next = after?.next ?? null;
    if (next !== null) {
      const [then, input] = followUp(operation as OperationId, output, next);
      // Unless something newer still was said meanwhile.
      await change(subject, (before) =>
        before && before.state !== "sent"
          ? before
          : posted(undefined, { ...entry, operation: then, input }, crypto.randomUUID(), now()),
      );
    }
    // What the page shows is behind for a while if that fails: what was sent is not.
    void follow(entry, output).catch(() => undefined);
  }

  /** What waits for the id of something has it; without one, it goes without. What goes with a new draft is about that from then on. */
  async function resolve(
    subject: string,
    id: string | undefined,
    become?: { group: string; to: string },
  ): Promise<void> {
    const ref = refTo(subject);
    for (const one of unsent.value.filter((other) => other.subject !== subject)) {
      await change(one.subject, (before) => {
        if (!before) return undefined;
        const [input, next] = [withId(before.input, ref, id), withId(before.next, ref, id)];
        const same = JSON.stringify([input, next]) === JSON.stringify([before.input, before.next]);
        if (same) return before;
        const moved = become ? { ...become, subject: before.subject.replace(subject, become.group) } : {};
        return { ...before, input, next, ...moved };
      });
    }
  }

  /** Forgets what is kept for a subject, and what makes no sense without it: it was seen that it arrived, or it shall not be sent. */
  async function forget(subject: string): Promise<void> {
    const entry = of(subject);
    if (!entry) return;
    if (entry.state !== "sent")
      for (const one of dependentsOf(entry, mine.value)) await change(one.subject, () => undefined);
    // What was said since it was seen to have arrived is not forgotten with it.
    const seen = entry.state === "sent";
    await change(subject, (before) => (seen && before !== entry ? before : undefined));
    if (!seen) await resolve(subject, undefined);
  }

  /** Forgets everything of whoever is here: they leave. */
  async function forgetAll(): Promise<void> {
    await read();
    for (const { subject } of mine.value) await change(subject, () => undefined);
  }

  /** Tries again what was refused. */
  async function retry(subject: string): Promise<void> {
    await change(subject, (before) =>
      before?.state === "refused" ? { ...before, state: "waiting", problem: null } : before,
    );
    await send();
  }

  /** Sends by itself from now on: what an earlier page left, and what waits whenever the network comes back. */
  function start(): void {
    if (!started) addEventListener("online", () => void send());
    started = true;
    void send();
  }

  return { mine, unsent, shares, away, read, of, hold, post, amend, send, retry, forget, forgetAll, isKept, start };
});

const offline = problemOf("offline");

function now(): string {
  return new Date().toISOString();
}
