import { operations } from "#operations";
import { createStore, del, entries as readAll, set } from "idb-keyval";
import { defineStore } from "pinia";
import { computed, shallowRef, toRaw } from "vue";
import { useSession } from "../session.ts";
import { drop } from "./ask.ts";
import { call } from "./call.ts";
import type { Input, OperationId } from "./operation.ts";
import { answered, isOpen, lost, posted, refused, restored, sending, type OutboxEntry } from "./outbox-entry.ts";
import { problemOf } from "./problem.ts";
import { queries } from "./queries.ts";

const shelf = createStore("serambi-kotak-keluar", "kiriman");
/** How long after a lost answer it is tried again by itself. */
const patience = 15_000;

type Follows = (output: never, next: never) => readonly [OperationId, unknown];
/** What is sent for newer words once the first were answered, where it is not the same once more: the draft that was made is changed. */
const following: Readonly<Partial<Record<OperationId, Follows>>> = {
  createOrder: ({ id, versi }: { id: string; versi: number }, { body }: Input<"createOrder">) => [
    "updateOrder",
    { path: { id }, query: { versi }, body },
  ],
  updateOrder: ({ versi }: { versi: number }, next: Input<"updateOrder">) => [
    "updateOrder",
    { ...next, query: { versi } },
  ],
};

/**
 * What was saved and has not reached the platform: kept in the browser, sent one at a time and in its order as soon as the network is back,
 * each under the one key that it was given, so that a lost answer does nothing twice. Outlives the page.
 */
export const useOutbox = defineStore("outbox", () => {
  const session = useSession();
  const all = shallowRef<readonly OutboxEntry[]>([]);
  let reading: Promise<void> | undefined;
  let turn: Promise<void> = Promise.resolve();
  let started = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const mine = computed(() => all.value.filter(({ owner }) => owner === session.me?.user_id));
  const waiting = computed(() => mine.value.filter(isOpen));

  function read(): Promise<void> {
    reading ??= keptOnes().then((kept) => {
      const known = new Set(all.value.map(placeOf));
      all.value = [...all.value, ...kept.map(restored).filter((one) => !known.has(placeOf(one)))];
    });
    return reading;
  }

  async function keep(entry: OutboxEntry): Promise<void> {
    // What is said to wait is kept by then. A browser that keeps nothing (full, or private) still sends it while the page is open.
    await set(placeOf(entry), entry, shelf).catch(() => undefined);
    all.value = [...all.value.filter((one) => placeOf(one) !== placeOf(entry)), entry];
  }

  function of(subject: string): OutboxEntry | undefined {
    return mine.value.find((one) => one.subject === subject);
  }

  /** Gives something to be sent, and answers how it stands once that was tried: sent, refused, or waiting for the network. */
  async function post<Id extends OperationId>(subject: string, operation: Id, input: Input<Id>): Promise<OutboxEntry> {
    await read();
    const owner = session.me?.user_id ?? "";
    const given = posted(of(subject), { subject, owner, operation, input: plain(input) }, crypto.randomUUID(), now());
    await keep(given);
    await send();
    return of(subject) ?? given;
  }

  /** Sends what waits, if the network is there; calls follow each other. */
  function send(): Promise<void> {
    turn = turn.then(sendAll, sendAll);
    return turn;
  }

  async function sendAll(): Promise<void> {
    await read();
    clearTimeout(timer);
    // Two pages of one browser share what waits: one of them sends.
    await navigator.locks.request("serambi-kotak-keluar", async () => {
      for (const { subject } of waiting.value.toSorted((a, b) => a.since.localeCompare(b.since))) {
        if (!navigator.onLine || !(await sendOne(subject))) break;
      }
    });
    if (waiting.value.length > 0 && navigator.onLine) timer = setTimeout(() => void send(), patience);
  }

  /** Sends one, and what follows it; false when the platform was not reached. */
  async function sendOne(subject: string): Promise<boolean> {
    const entry = of(subject);
    if (!entry || !isOpen(entry) || !(await stillKept(entry))) return true;
    await keep(sending(entry));
    const operation = entry.operation as OperationId;
    try {
      const output = await call(operation, entry.input as Input<OperationId>, { key: entry.key });
      const after = of(subject) ?? entry;
      await keep(answered(after, output));
      await drop(queries, [String(operations[operation][1].split("/")[3])]);
      if (after.next === null) return true;
      const [then, input] = following[operation]?.(output as never, after.next as never) ?? [operation, after.next];
      const { owner } = entry;
      await keep(posted(undefined, { subject, owner, operation: then, input }, crypto.randomUUID(), now()));
      return await sendOne(subject);
    } catch (error) {
      const problem = problemOf(error);
      const after = of(subject) ?? entry;
      // Whoever logs in again sends it: that a session ended says nothing of it.
      const later = problem.passing || problem.status === 401;
      await keep(later ? lost(after) : refused(after, problem.body, crypto.randomUUID()));
      return !later;
    }
  }

  /** Whether another page of this browser has not sent it meanwhile. */
  async function stillKept(entry: OutboxEntry): Promise<boolean> {
    const kept = (await keptOnes()).find((one) => placeOf(one) === placeOf(entry));
    if (!kept || isOpen(kept)) return true;
    all.value = [...all.value.filter((one) => placeOf(one) !== placeOf(entry)), kept];
    return false;
  }

  /** Forgets what is kept for a subject: it was seen that it arrived, or it shall not be sent. */
  async function forget(subject: string): Promise<void> {
    const entry = of(subject);
    if (!entry) return;
    all.value = all.value.filter((one) => one !== entry);
    await del(placeOf(entry), shelf).catch(() => undefined);
  }

  /** Tries again what waits or was refused. */
  async function retry(subject: string): Promise<void> {
    const entry = of(subject);
    if (!entry) return;
    await keep({ ...entry, state: "waiting", problem: null });
    await send();
  }

  /** Sends by itself from now on: what an earlier page left, and what waits whenever the network comes back. */
  function start(): void {
    if (!started) addEventListener("online", () => void send());
    started = true;
    void send();
  }

  return { mine, waiting, read, of, post, send, retry, forget, start };
});

/** What a form holds, without the form's own eyes on it: the browser keeps no proxies. */
function plain(value: unknown): unknown {
  const raw = toRaw(value);
  if (Array.isArray(raw)) return raw.map(plain);
  if (raw === null || typeof raw !== "object" || Object.getPrototypeOf(raw) !== Object.prototype) return raw;
  return Object.fromEntries(Object.entries(raw).map(([name, one]) => [name, plain(one)]));
}

async function keptOnes(): Promise<OutboxEntry[]> {
  const kept = await readAll<string, OutboxEntry>(shelf).catch(() => []);
  return kept.map(([, entry]) => entry);
}

function placeOf({ owner, subject }: OutboxEntry): string {
  return `${owner}/${subject}`;
}

function now(): string {
  return new Date().toISOString();
}
