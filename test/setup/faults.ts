import { inject } from "vitest";
import type { FaultRequest } from "../../infra/local/control/faults.ts";

/** A fault for the control port, narrowed by `match` to what the test itself asks: other tests use the same services. */
type FaultWish = FaultRequest & { readonly match: string | string[] };

/** Does something while a service fails as wished, and lifts the fault whatever happens. */
export async function withFault<T>(wish: FaultWish, work: () => Promise<T>): Promise<T> {
  const { control } = inject("stack").urls;
  const response = await fetch(`${control}/faults`, { method: "POST", body: JSON.stringify(wish) });
  const { id } = (await response.json()) as { id: string };
  try {
    return await work();
  } finally {
    await fetch(`${control}/faults/${id}`, { method: "DELETE" });
  }
}
