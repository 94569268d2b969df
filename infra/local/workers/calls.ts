import type { ChildProcess } from "node:child_process";
import { inspect } from "node:util";
import { StartError } from "../start-error.ts";
import type { StoredObject } from "./list-objects.ts";

/** A workerd process: the edge, the edge a second time (another location), the functions. */
export type WorkerName = "edge" | "edge2" | "functions";

/** A bucket of the object store. */
export type BucketName = "documents" | "uploads";

/** A file as it travels between two processes. */
export interface SentObject {
  readonly base64: string;
  readonly type: string;
}

/** What the Workers' host can be asked, and what it answers. */
export interface HostMethods {
  /** Runs what was built. */
  run(params: RunParams): Promise<null>;
  /** Kills a Worker that runs. */
  kill(params: { name: WorkerName }): Promise<null>;
  /** Starts a Worker again that was killed. */
  start(params: { name: WorkerName }): Promise<null>;
  /** Calls the `scheduled()` of the Worker whose cron it is; of the functions when it is nobody's. */
  scheduled(params: { cron: string }): Promise<{ outcome: string }>;
  /** Faults were set for stores, so many so far: the Workers are to ask for each operation. */
  watchStores(params: { set: number }): Promise<null>;
  /** What a bucket holds below a prefix. */
  listObjects(params: { bucket: BucketName; prefix: string }): Promise<StoredObject[]>;
  /** Puts a file into a bucket. */
  putObject(params: { bucket: BucketName; key: string; file: SentObject }): Promise<null>;
}

/** How the Workers are to run. */
export interface RunParams {
  /** Holds a bundle for each, by name. */
  bundles: string;
  /** For their data and logs. */
  folder: string;
  /** Of a second edge, when there is to be one: its KV is its own, its hubs and its public address too; it must not write to a bucket. */
  ports: { edge: number; functions: number; edge2?: number | undefined };
  env: Record<string, string>;
  showLogs: boolean;
  /** The control port, when faults are to strike the stores. */
  storeFaults?: string | undefined;
}

/** One question over the channel between two Node processes. */
export interface Call {
  id: number;
  method: keyof HostMethods;
  params: unknown;
}

/** Its answer. An error travels as text; a StartError stays one. */
export type Answer = { id: number; value: unknown } | { id: number; error: { message: string; remedy?: string } };

/** An error as it can travel, with what caused it. */
export function describeError(error: unknown): { message: string; remedy?: string } {
  if (error instanceof StartError) return { message: error.message, remedy: error.remedy };
  return { message: inspect(error) };
}

/** Asks a child process; every question gets an answer, an error when the child ends first. */
export class Caller {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #last = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on("message", (message) => this.#settle(message as Answer));
    child.on("error", (error) => this.#giveUp(error));
    child.on("exit", (code, signal) => this.#giveUp(new Error(`the Workers' host ended (${signal ?? code})`)));
  }

  async ask<M extends keyof HostMethods>(
    method: M,
    params: Parameters<HostMethods[M]>[0],
  ): Promise<Awaited<ReturnType<HostMethods[M]>>> {
    const id = ++this.#last;
    const value = await new Promise((resolve, reject) => {
      if (!this.#child.connected) {
        reject(new Error("the Workers' host is not running"));
        return;
      }
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, method, params } satisfies Call);
    });
    // The host's methods are typed by the same interface.
    return value as Awaited<ReturnType<HostMethods[M]>>;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("value" in answer) waiting?.resolve(answer.value);
    else if (answer.error.remedy === undefined) waiting?.reject(new Error(answer.error.message));
    else waiting?.reject(new StartError(answer.error.message, answer.error.remedy));
  }

  #giveUp(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
