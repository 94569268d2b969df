import { ref } from "vue";
import { call } from "./call.ts";
import { forgetAnswers } from "./kept-answers.ts";
import { problemOf } from "./problem.ts";

/** Kept on the device while somebody has left and the platform has not heard of it. */
const mark = "serambi.keluar";
/** How long after it could not be told it is told again. */
const patience = 15_000;
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

/** Ends the session of whoever left; answers whether none of them is left to be ended. */
export async function finishLeaving(): Promise<boolean> {
  if (!isLeaving()) return true;
  clearTimeout(timer);
  // Two pages of one browser share the session: the second one's word would be of whoever came meanwhile.
  await navigator.locks.request("serambi-keluar", async () => {
    if (!isLeaving()) return;
    const problem = await call("logOut").then(() => null, problemOf);
    if (problem === null || problem.status === 401) stay();
    else {
      untold.value = true;
      if (navigator.onLine) timer = setTimeout(() => void finishLeaving(), patience);
    }
  });
  // Once more: something may have been on its way as they left.
  await forgetAnswers();
  return !isLeaving();
}

/** Somebody is here again: the cookie is theirs. */
export function stay(): void {
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
