import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A queue that takes every batch and delivers nothing. */
export interface SilentQueue {
  readonly url: string;
  /** The jobs that it was given, in order. */
  readonly published: readonly string[];
  stop(): void;
}

/** Starts one, for what is done where no Worker of the stack looks. */
export async function startSilentQueue(): Promise<SilentQueue> {
  const published: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const batch = JSON.parse(Buffer.concat(parts).toString()) as { body: string }[];
      for (const { body } of batch) published.push((JSON.parse(body) as { job_id: string }).job_id);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(batch.map((_, i) => ({ messageId: `msg_${i}` }))));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    published,
    stop: () => server.close(),
  };
}
