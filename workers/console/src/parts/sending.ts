import { onScopeDispose, ref, shallowReactive } from "vue";
import { problemOf, type ApiProblem } from "../api/problem.ts";
import { readied } from "./photo.ts";

/** The largest file that the platform takes, in bytes. */
const largest = 10 * 1024 * 1024;
const taken = ["application/pdf", "image/jpeg", "image/png", "image/webp"];

/** Sends one file; the same key again is the same file. */
export type SendFile = (
  file: Blob,
  name: string,
  how: { readonly key: string; readonly onProgress: (share: number) => void },
) => Promise<unknown>;

/** A file on its way. `waiting`: for the network. `wrong`: not one that the platform takes. */
export interface Underway {
  readonly key: string;
  readonly file: File;
  name: string;
  share: number;
  state: "queued" | "preparing" | "sending" | "waiting" | "refused" | "tooLarge" | "wrongType";
  problem: ApiProblem | null;
}

/** Sends chosen files one after the other; what found no network goes once it is back. */
export function useSending(send: () => SendFile) {
  const underway = ref<Underway[]>([]);
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function add(files: Iterable<File>): void {
    for (const file of files)
      underway.value.push(
        shallowReactive({
          key: crypto.randomUUID(),
          file,
          name: file.name,
          share: 0,
          state: "queued",
          problem: null,
        }) as Underway,
      );
    void work();
  }

  function drop(one: Underway): void {
    underway.value = underway.value.filter(({ key }) => key !== one.key);
  }

  function again(one: Underway): void {
    one.state = "queued";
    void work();
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let next = queued(); next; next = queued()) await go(next);
    busy = false;
  }

  const queued = (): Underway | undefined => underway.value.find(({ state }) => state === "queued");

  async function go(one: Underway): Promise<void> {
    one.state = "preparing";
    const { blob, name } = await readied(one.file);
    one.name = name;
    if (blob.type !== "" && !taken.includes(blob.type)) return void (one.state = "wrongType");
    if (blob.size > largest) return void (one.state = "tooLarge");
    one.state = "sending";
    try {
      await send()(blob, name, { key: one.key, onProgress: (share) => (one.share = share) });
      drop(one);
    } catch (error) {
      one.problem = problemOf(error);
      one.share = 0;
      one.state = one.problem.passing ? "waiting" : "refused";
      if (one.problem.passing) wait(one.problem.retryAfter ?? 15);
    }
  }

  function wait(seconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(resume, seconds * 1_000);
  }

  function resume(): void {
    for (const one of underway.value) if (one.state === "waiting") one.state = "queued";
    void work();
  }

  addEventListener("online", resume);
  onScopeDispose(() => {
    clearTimeout(timer);
    removeEventListener("online", resume);
  });
  return { underway, add, drop, again };
}
