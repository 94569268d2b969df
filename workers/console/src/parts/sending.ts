import { computed, shallowReactive, shallowRef, watch } from "vue";
import type { Input } from "../api/operation.ts";
import type { OutboxAbout, OutboxEntry } from "../api/outbox-entry.ts";
import { useOutbox } from "../api/outbox.ts";
import type { ProblemBody } from "../api/problem.ts";
import { readied } from "./photo.ts";

/** The largest file that the platform takes, in bytes. */
const largest = 10 * 1024 * 1024;
const taken = ["application/pdf", "image/jpeg", "image/png", "image/webp"];

/** Where files go: as what, and with what else they go together. */
export interface FileTarget extends Omit<OutboxAbout, "name" | "to"> {
  readonly field: string;
  readonly operation: "addOrderFile" | "attachInvitation";
  readonly path: { readonly id: string };
  readonly query: Omit<NonNullable<Input<"addOrderFile">["query"]>, "nama" | "jenis"> & { readonly jenis?: string };
}

/** A file on its way. `waiting`: for the network. */
export interface Underway {
  readonly key: string;
  readonly name: string;
  readonly share: number;
  readonly state: "queued" | "preparing" | "sending" | "waiting" | "unkept" | "refused" | "tooLarge" | "wrongType";
  readonly problem: ProblemBody | null;
}

/** Sends chosen files, each once: they wait in the outbox, and outlive the page, while there is no network. */
export function useSending(
  target: () => FileTarget,
  heard: { readonly chosen: (subject: string) => void; readonly arrived: (output: unknown) => void },
) {
  const outbox = useOutbox();
  /** Those that are being made smaller, and those that are not sent at all. */
  const early = shallowRef<readonly Underway[]>([]);
  const waiting: File[] = shallowReactive([]);
  const own = computed(() => outbox.mine.filter(({ field }) => field === target().field));
  const underway = computed<readonly Underway[]>(() => [
    ...own.value.filter(({ state }) => state !== "sent").map(shown),
    ...early.value,
    ...waiting.map((file, at) => ({
      key: `antre:${at}`,
      name: file.name,
      share: 0,
      state: "queued" as const,
      problem: null,
    })),
  ]);
  let busy = false;

  function shown(entry: OutboxEntry): Underway {
    const { subject: key, name, state, problem } = entry;
    const share = outbox.shares.get(key) ?? 0;
    if (state === "sending" || state === "refused") return { key, name, share, state, problem };
    return { key, name, share, state: outbox.isKept(entry) ? "waiting" : "unkept", problem };
  }

  async function add(files: Iterable<File>): Promise<void> {
    waiting.push(...files);
    if (busy) return;
    busy = true;
    for (let file = waiting.shift(); file; file = waiting.shift()) await ready(file);
    busy = false;
  }

  async function ready(file: File): Promise<void> {
    const key = `berkas:${crypto.randomUUID()}`;
    const entry: Underway = { key, name: file.name, share: 0, state: "preparing", problem: null };
    early.value = [...early.value, entry];
    const { blob, name } = await readied(file);
    const wrong =
      blob.type !== "" && !taken.includes(blob.type) ? "wrongType" : blob.size > largest ? "tooLarge" : null;
    if (wrong) {
      early.value = early.value.map((one) => (one.key === key ? { ...one, name, state: wrong } : one));
      return;
    }
    const { operation, path, query, ...about } = target();
    const input = { path, query: { ...query, nama: name } as never, body: blob };
    await outbox.hold(key, operation, input, { ...about, name, to: location.pathname + location.search });
    early.value = early.value.filter((one) => one.key !== key);
    heard.chosen(key);
    void outbox.send();
  }

  async function drop({ key }: Underway): Promise<void> {
    early.value = early.value.filter((one) => one.key !== key);
    await outbox.forget(key);
  }

  const again = async ({ key }: Underway): Promise<void> => await outbox.retry(key);

  watch(
    () => own.value.filter(({ state }) => state === "sent"),
    (now, before) => {
      const known = new Set(before.map(({ subject }) => subject));
      for (const { subject, output } of now) if (!known.has(subject)) heard.arrived(output);
    },
  );
  return { underway, add, drop, again };
}
