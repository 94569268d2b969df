import type { Fault, Store } from "../control/faults.ts";

/** The stores of both Workers by their binding's name. */
const stores: Readonly<Record<string, Store>> = { CACHE: "kv", DOCUMENTS: "documents", UPLOADS: "uploads" };

type Handler = (event: unknown, env: Record<string, object>, context: unknown) => unknown;

/**
 * The same Worker with stores that faults can strike: before (or after) each operation the control port is asked. Runs
 * within workerd, before the Worker's own entry, which knows nothing of it.
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
  const bindings = Object.entries(env).map(([name, binding]): [string, object] => {
    const store = stores[name];
    return [name, store ? breakStore(binding, store, controlUrl) : binding];
  });
  return Object.fromEntries(bindings);
}

function breakStore(binding: object, store: Store, controlUrl: string): object {
  return new Proxy(binding, {
    get(real, name) {
      const member: unknown = Reflect.get(real, name, real);
      if (typeof member !== "function") return member;
      return async (...args: unknown[]): Promise<unknown> => {
        const operation = `${String(name)} ${String(args[0])}`;
        const fault = (await tell(controlUrl, "next", { store, operation })) as Fault | null;
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
