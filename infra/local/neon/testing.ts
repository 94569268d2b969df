import { randomUUID } from "node:crypto";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { NeonDbError, type NeonQueryFunction } from "@neondatabase/serverless";
import { inject } from "vitest";
import { Control } from "../control.ts";
import type { Running } from "../front.ts";
import { startNeon } from "../neon.ts";

/** A Neon of a test's own in front of the stack's Postgres, and the connection string of its owner role. */
export interface NeonUnderTest extends Running {
  control: Control;
  connectionString: string;
  /** Posts a body to /sql, with the connection string unless the headers bring another. */
  post(body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<RawAnswer>;
  /** Posts a single statement. */
  ask(query: string, params?: unknown[], headers?: Record<string, string>): Promise<RawAnswer>;
}

/** An answer as it came. */
export interface RawAnswer {
  status: number;
  body: unknown;
}

/** Starts it. `port` leads it to a Postgres elsewhere than the stack's. */
export async function startNeonUnderTest(port?: number): Promise<NeonUnderTest> {
  const owner = new URL(inject("stack").ownerUrl);
  // The queue's: what tests look for in the product's own catalogue is not to be disturbed by tables made here.
  owner.pathname = "/serambi_qstash";
  const control = new Control();
  const postgres = { host: "127.0.0.1", port: port ?? Number(owner.port) };
  const neon = await startNeon({ port: 0, postgres, control });
  owner.port = "";
  const connectionString = owner.href;
  const post: NeonUnderTest["post"] = async (body, headers = {}) => {
    const all = { "Neon-Connection-String": connectionString, ...headers };
    const response = await fetch(`${neon.url}/sql`, { method: "POST", body, headers: all });
    return { status: response.status, body: await response.json() };
  };
  const ask: NeonUnderTest["ask"] = async (query, params = [], headers = {}) =>
    await post(JSON.stringify({ query, params }), headers);
  return { ...neon, control, connectionString, post, ask };
}

/** The error a statement must end with. */
export async function failure(promise: Promise<unknown>): Promise<NeonDbError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof NeonDbError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

/** A table of the test's own; it stays in a database that is thrown away. Returns its name. */
export async function makeTable(sql: NeonQueryFunction<false, false>, columns: string): Promise<string> {
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  await sql.query(`CREATE TABLE ${name} (${columns})`);
  return name;
}

/** A door to the stack's Postgres that can be shut: what was open breaks, what comes is refused. */
export class Door {
  readonly #open = new Set<Socket>();
  #port = 0;
  #server = createServer();

  get port(): number {
    return this.#port;
  }

  async unlock(): Promise<void> {
    const target = Number(new URL(inject("stack").ownerUrl).port);
    this.#server = createServer((near) => {
      const far = connect(target, "127.0.0.1");
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#open.add(socket);
        socket.pipe(other);
        socket.on("error", () => other.destroy());
        socket.on("close", () => {
          this.#open.delete(socket);
          other.destroy();
        });
      }
    });
    await new Promise<void>((resolve) => {
      this.#server.listen(this.#port, "127.0.0.1", resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async shut(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}
