import * as z from "zod";
import { Clock } from "./control/clock.ts";
import { type CountDetail, Counts, type Service, type TraceCounts } from "./control/counts.ts";
import {
  type Fault,
  faultRequest,
  Faults,
  type FaultSubject,
  type FaultTarget,
  isStore,
  STORES,
} from "./control/faults.ts";
import { type FrontAnswer, type FrontRequest, type Running, serveHttp } from "./http.ts";

export type { CountDetail, Service, TraceCounts } from "./control/counts.ts";
export type { Fault, FaultSubject, FaultTarget } from "./control/faults.ts";

/** What every front shares: what passed, what is to go wrong, and QStash's time. */
export class Control {
  readonly faults = new Faults();
  readonly clock = new Clock();
  /** Tells the stores that a fault was set for one of them, and how many were so far; set by the stack when the Workers run. */
  onStoreFault: ((set: number) => Promise<void>) | undefined;
  readonly #counts = new Counts();

  /** Counts one request under its trace; without one, under `untraced`. */
  count(service: Service, traceId: string | undefined, detail: CountDetail): void {
    this.#counts.add(service, traceId, detail);
  }

  /** Sums of one trace: all zero when it was never seen. */
  counts(traceId: string): TraceCounts {
    return this.#counts.of(traceId);
  }

  forgetCounts(): void {
    this.#counts.clear();
  }

  /** The fault that strikes this request, if any; it is then counted as used. */
  nextFault(target: FaultTarget, subject: FaultSubject): Fault | undefined {
    return this.faults.next(target, subject);
  }
}

const storeOperation = z.strictObject({ store: z.enum(STORES), operation: z.string() });

const advanceRequest = z.union([
  z.strictObject({ ms: z.number().min(0) }),
  z.strictObject({ seconds: z.number().min(0) }),
]);

/**
 * The control port's HTTP API, JSON both ways; errors are `{"error": "…"}`.
 *
 * `GET /health` · `GET /counts/{traceId}` · `DELETE /counts` · `POST /faults`, `GET /faults`, `DELETE /faults[/{id}]` ·
 * `POST /faults/next` with `{"store", "operation"}`: `fault`, the one that strikes it or `null`, how many were `set` for stores so
 * far, and whether any is `left`; `POST /faults/struck` with `{"id"}`: the operation it waited for is done (both for the stores
 * themselves) · `GET /strikes`: how often faults struck, by where ·
 * `GET /clock` · `POST /clock/advance` with `{"ms"}` or `{"seconds"}`.
 *
 * `extra` is asked first, and answers undefined for what is not its own.
 */
export function startControl(options: {
  port: number;
  control: Control;
  extra?: (request: FrontRequest) => Promise<FrontAnswer | undefined>;
}): Promise<Running> {
  const { port, control, extra } = options;
  return serveHttp({
    port,
    maxBodyBytes: 1024 * 1024,
    refuse,
    handle: async (request) => (await extra?.(request)) ?? answer(control, request),
  });
}

async function answer(control: Control, { method, url, body }: FrontRequest): Promise<FrontAnswer> {
  const [resource = "", id] = (url.split("?")[0] ?? "").split("/").slice(1);
  try {
    switch (`${method} /${resource}${id ? "/…" : ""}`) {
      case "GET /health":
        return json(200, { status: "OK" });
      case "GET /counts/…":
        return json(200, control.counts(id ?? ""));
      case "DELETE /counts":
        control.forgetCounts();
        return json(200, {});
      case "GET /faults":
        return json(200, { faults: control.faults.list() });
      case "GET /strikes":
        return json(200, control.faults.strikes());
      case "POST /faults":
        return json(201, await setFault(control, readJson(body)));
      case "DELETE /faults":
        control.faults.liftAll();
        return json(200, {});
      case "DELETE /faults/…":
        return control.faults.lift(id ?? "") ? json(200, {}) : refuse(404, `no fault ${id}`);
      case "POST /faults/…": {
        if (id === "struck") {
          control.faults.struck(z.strictObject({ id: z.string() }).parse(readJson(body)).id);
          return json(200, {});
        }
        if (id !== "next") return refuse(404, `no ${url}`);
        const { store, operation } = storeOperation.parse(readJson(body));
        const fault = control.nextFault(store, { url: operation, body: "" }) ?? null;
        return json(200, { fault, ...control.faults.forStores() });
      }
      case "GET /clock":
        return json(200, tell(control.clock));
      case "POST /clock/…":
        return id === "advance" ? advance(control.clock, readJson(body)) : refuse(404, `no ${url}`);
      default:
        return refuse(404, `no ${method} ${url}`);
    }
  } catch (error) {
    if (error instanceof z.ZodError) return refuse(400, z.prettifyError(error));
    if (error instanceof SyntaxError || error instanceof RangeError) return refuse(400, error.message);
    throw error;
  }
}

async function setFault(control: Control, request: unknown): Promise<Fault> {
  const fault = control.faults.add(faultRequest.parse(request));
  if (isStore(fault.service)) await control.onStoreFault?.(control.faults.forStores().set);
  return fault;
}

function advance(clock: Clock, request: unknown): FrontAnswer {
  const step = advanceRequest.parse(request);
  clock.advance("ms" in step ? step.ms : step.seconds * 1000);
  return json(200, tell(clock));
}

function tell(clock: Clock): { now: number; offset: number } {
  return { now: clock.now(), offset: clock.offset };
}

function readJson(body: Buffer): unknown {
  return JSON.parse(body.toString());
}

function refuse(status: number, error: string): FrontAnswer {
  return json(status, { error });
}

function json(status: number, body: unknown): FrontAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
