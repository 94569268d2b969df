import { addressOf } from "./call.ts";
import { keyOf } from "./keys.ts";
import type { Input, OperationId, Output } from "./operation.ts";
import { queries } from "./queries.ts";

/** Where the service worker keeps what was answered, for a day without a network. */
const store = "serambi-jawaban";

/** Forgets what was answered to whoever was here: the next one may be somebody else. */
export async function forgetAnswers(): Promise<void> {
  if ("caches" in globalThis) await caches.delete(store);
}

/** Changes what is known of an answer, on the page and for a day without a network, by what was sent since. */
export async function amendAnswer<Id extends OperationId>(
  id: Id,
  input: Input<Id>,
  change: (known: Output<Id>) => Output<Id>,
): Promise<void> {
  queries.setQueryData<Output<Id>>(keyOf(id, input), (known) => known && change(known));
  if (!("caches" in globalThis)) return;
  const kept = await caches.open(store);
  const address = addressOf(id, input);
  const answer = await kept.match(address, { ignoreVary: true });
  if (!answer) return;
  const headers = new Headers(answer.headers);
  headers.delete("content-length");
  const body = JSON.stringify(change((await answer.json()) as Output<Id>));
  // Another language's would stay beside it.
  await kept.delete(address, { ignoreVary: true });
  await kept.put(address, new Response(body, { headers }));
}
