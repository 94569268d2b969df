import type { Fault, Store } from "../control/faults.ts";

/** The stores of both Workers by their binding's name. */
const bindings: Readonly<Record<string, Store>> = { CACHE: "kv", DOCUMENTS: "documents", UPLOADS: "uploads" };

/** Whether a fault may be set for a store, by what the control port said last, and of how many it had told then. */
const faults = { may: true, set: 0 };

/** Hears that faults were set: `?set=` is how many so far. */
export const stores = {
  fetch({ url }: Request): Response {
    faults.set = Math.max(faults.set, Number(new URL(url).searchParams.get("set")));
    faults.may = true;
    return Response.json(null);
  },
};

type Handler = (event: unknown, env: Record<string, object>, context: unknown) => unknown;

/**
 * The same Worker with stores that faults can strike: while there may be one, the control port is asked before (or after) each
 * operation. Runs within workerd, before the Worker's own entry, which knows nothing of it.
 */
export function withStoreFaults(
  worker: Readonly<Record<string, Handler>>,
  controlUrl: string,
): Readonly<Record<string, Handler>> {
  const handlers = Object.entries(worker).map(([name, handle]): [string, Handler] => [
    name,
    (event, env, context) => handle(event, breakStores(env, controlUrl), context),
  ]);
  return Object.fromEntries(handlers);
}

function breakStores(env: Record<string, object>, controlUrl: string): Record<string, object> {
  const broken = Object.entries(env).map(([name, binding]): [string, object] => {
    const store = bindings[name];
    return [name, store ? breakStore(binding, store, controlUrl) : binding];
  });
  return Object.fromEntries(broken);
}

function breakStore(binding: object, store: Store, controlUrl: string): object {
  return new Proxy(binding, {
    get(real, name) {
      const member: unknown = Reflect.get(real, name, real);
      if (typeof member !== "function") return member;
      return async (...args: unknown[]): Promise<unknown> => {
        const operation = `${String(name)} ${String(args[0])}`;
        const fault = faults.may ? await nextFault(controlUrl, { store, operation }) : null;
        if (fault?.when === "before") await suffer(fault, operation);
        const result: unknown = await member.apply(real, args);
        if (fault?.when === "after") {
          await tell(controlUrl, "struck", { id: fault.id });
          await suffer(fault, operation);
        }
        return result;
      };
    },
  });
}

async function nextFault(controlUrl: string, what: { store: Store; operation: string }): Promise<Fault | null> {
  const answer = (await tell(controlUrl, "next", what)) as { fault: Fault | null; set: number; left: boolean } | null;
  // What was set since this was answered is known by its number.
  if (answer && !answer.left && answer.set >= faults.set) faults.may = false;
  return answer?.fault ?? null;
}

async function tell(controlUrl: string, what: "next" | "struck", body: object): Promise<unknown> {
  try {
    const response = await fetch(`${controlUrl}/faults/${what}`, { method: "POST", body: JSON.stringify(body) });
    return await response.json();
  } catch {
    // The stack is being stopped: nobody is left to ask.
    return null;
  }
}

/** In the words of the platform. */
async function suffer({ kind, ms }: Fault, operation: string): Promise<void> {
  switch (kind) {
    case "delay":
      await new Promise((resolve) => {
        setTimeout(resolve, ms);
      });
      return;
    case "error":
      throw new Error(`${operation}: We encountered an internal error. Please try again. (10001)`);
    default:
      throw new Error("Network connection lost.");
  }
}
