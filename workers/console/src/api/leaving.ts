import { ref } from "vue";
import { call } from "./call.ts";
import { forgetAnswers } from "./kept-answers.ts";
import { problemOf } from "./problem.ts";

/** Kept on the device while somebody has left and the platform has not heard of it. */
const mark = "serambi.keluar";
/** Held while the session of whoever left is ended, and while somebody logs in: the pages of one browser share the cookie. */
const lock = "serambi-keluar";
/** How long after it could not be told it is told again. */
const patience = 15_000;
/** How long an answer is waited for: one that never comes counts as no network. */
const longest = 5_000;
/** Whether the platform could not be told that somebody has left. */
export const untold = ref(false);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Told of whoever leaves, on this page or on another one of this browser. */
type Left = () => void;
let left: Left = () => undefined;

/** Whether somebody has left whose session has not ended yet. */
export function isLeaving(): boolean {
  return localStorage.getItem(mark) !== null;
}

/** Lets whoever is here leave, at once and whatever becomes of the network: their cookie, which no page can take away, counts for nobody any more. */
export function leave(): void {
  localStorage.setItem(mark, "1");
  left();
  void finishLeaving();
}

/** Ends the session of whoever left, unless another page is at it: nobody waits in a row of pages. */
async function finishLeaving(): Promise<void> {
  if (!isLeaving()) return;
  clearTimeout(timer);
  await navigator.locks.request(lock, { ifAvailable: true }, (free) => (free ? tell() : tellLater()));
  // Once more: something may have been on its way as they left.
  await forgetAnswers();
}

/** Tells the platform of whoever left. */
async function tell(): Promise<void> {
  if (!isLeaving()) return;
  const problem = await call("logOut", {}, { signal: AbortSignal.timeout(longest) }).then(() => null, problemOf);
  if (problem === null || problem.status === 401) stay();
  else tellLater();
}

function tellLater(): void {
  untold.value = true;
  clearTimeout(timer);
  if (navigator.onLine) timer = setTimeout(() => void finishLeaving(), patience);
}

/**
 * Lets somebody log in by what `enter` does, which answers nothing when they were not let in. What is told of whoever left comes before
 * it, and nothing between it and its end: that would be told with the cookie of whoever came, or take theirs away.
 */
export async function arrive<Done>(enter: () => Promise<Done | undefined>): Promise<Done | undefined> {
  const { held } = await navigator.locks.query();
  const isTold = held?.some(({ name }) => name === lock);
  return navigator.locks.request(lock, async () => {
    // One that is under way is waited for, and not told once more after it.
    if (!isTold) await tell();
    const done = await enter();
    if (done !== undefined) stay();
    return done;
  });
}

/** Somebody is here again: the cookie is theirs. */
function stay(): void {
  clearTimeout(timer);
  localStorage.removeItem(mark);
  untold.value = false;
}

/** Hears from now on who leaves, and ends what an earlier page could not, as soon as there is a network. */
export function watchLeaving(listener: Left): void {
  left = listener;
  addEventListener("storage", ({ key, newValue }) => {
    if (key !== mark) return;
    if (newValue === null) untold.value = false;
    else left();
  });
  addEventListener("online", () => void finishLeaving());
  void finishLeaving();
}
