import { setTimeout as wait } from "node:timers/promises";
import { listen } from "./load/listener.ts";

/** Bytes that an isolate holds: what lives and what no collector has taken yet, in V8's heap and in buffers beside it. */
interface Heap {
  readonly heap: number;
  readonly buffers: number;
}

/** Somebody who asks an isolate what it holds, over and over. */
export interface HeapWatch {
  /** The most that heap and buffers held together at any time. */
  readonly most: Heap;
  /** How often it was asked. */
  readonly samples: number;
  stop(): void;
}

const everyMs = 50;

/** Watches the isolate of the Worker whose workerd has its inspector on this port. */
export async function watchHeap(port: number): Promise<HeapWatch> {
  const response = await fetch(`http://127.0.0.1:${port}/json`);
  const isolates = (await response.json()) as { id: string; webSocketDebuggerUrl: string }[];
  const own = isolates.find(({ id }) => id.startsWith("core:user:"));
  if (!own) throw new Error("workerd tells of no Worker");
  let heard: (() => void) | undefined;
  let most: Heap = { heap: 0, buffers: 0 };
  let samples = 0;
  const inspector = await listen(
    { port, token: "-", path: new URL(own.webSocketDebuggerUrl).pathname },
    {
      heard(text) {
        const { result } = JSON.parse(text) as { result?: Usage };
        if (!result) return;
        const now = { heap: result.usedSize + result.embedderHeapUsedSize, buffers: result.backingStorageSize };
        if (now.heap + now.buffers > most.heap + most.buffers) most = now;
        samples += 1;
        heard?.();
      },
    },
  );
  if (typeof inspector === "number") throw new Error(`workerd's inspector answered ${inspector}`);
  let going = true;
  const ask = async (): Promise<void> => {
    while (going) {
      const answered = new Promise<void>((resolve) => {
        heard = resolve;
      });
      inspector.say(JSON.stringify({ id: samples + 1, method: "Runtime.getHeapUsage" }));
      await Promise.race([answered, wait(1_000)]);
      await wait(everyMs);
    }
  };
  void ask();
  return {
    get most() {
      return most;
    },
    get samples() {
      return samples;
    },
    stop() {
      going = false;
      inspector.drop();
    },
  };
}

/** What V8 says of an isolate's memory. */
interface Usage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}
