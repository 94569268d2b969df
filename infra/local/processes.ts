import type { FrontAnswer, FrontRequest } from "./front.ts";

/** A program of the stack that can be killed, and started again on the same port and data. Both may be said twice. */
export interface Killable {
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** The programs of a running stack, by name. */
export class Processes {
  readonly #known = new Map<string, Killable>();

  add(name: string, { kill, start }: Killable): void {
    this.#known.set(name, { kill, start });
  }

  /**
   * The control port's `POST /processes/{edge|edge2|functions|redis|postgres}/{kill|start}`: answers `{}` when the program is
   * gone, or answers again. Everybody on the stack loses it: a test that kills has a stack of its own. Undefined for every other request.
   */
  async answer({ method, url }: FrontRequest): Promise<FrontAnswer | undefined> {
    const [, name = "", verb] = /^\/processes\/([^/]+)\/(kill|start)$/.exec(url) ?? [];
    if (method !== "POST" || (verb !== "kill" && verb !== "start")) return undefined;
    const found = this.#known.get(name);
    if (!found) return json(404, { error: `no process ${name}` });
    await found[verb]();
    return json(200, {});
  }
}

function json(status: number, body: unknown): FrontAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
