import { LRUCache } from "lru-cache";
import { within } from "./patience.ts";
import { Problem } from "./problem.ts";

/** Work that one request does and others wait for. */
interface Flight {
  readonly since: number;
  readonly result: Promise<unknown>;
}

/** How long others wait for whoever does the work, before one of them does it as well. */
const patienceMs = 1_000;

/** By key. Bounded, because work whose request was killed never ends, and would stay. */
const flights = new LRUCache<string, Flight>({ max: 5_000 });

/**
 * Does work once for all requests of this isolate that ask for the same at the same time. The work is kept alive past the
 * request that does it (`later`: its promise would hang with it). Should it be killed all the same, or be slow, then after
 * a second another of them does the work too, and whichever ends first ends it for all. When the work fails, one of those
 * who waited tries again for the others; a refusal (4xx) is everybody's at once.
 */
export async function once<T>(
  key: string,
  work: () => Promise<T>,
  later: (promise: Promise<unknown>) => void,
): Promise<T> {
  for (let failures = 0; ;) {
    // Whoever uses a key does the same work under it.
    const flight = flights.get(key) as (Flight & { readonly result: Promise<T> }) | undefined;
    const left = flight ? flight.since + patienceMs - Date.now() : 0;
    if (!flight || left <= 0) return await fly(key, work, later, flight?.result);
    try {
      const result = await within(left, flight.result);
      if (result !== "late") return result;
    } catch (error) {
      if (failures > 0 || (error instanceof Problem && error.status < 500)) throw error;
      failures += 1;
    }
  }
}

async function fly<T>(
  key: string,
  work: () => Promise<T>,
  later: (promise: Promise<unknown>) => void,
  before: Promise<T> | undefined,
): Promise<T> {
  const own = work();
  const result = before ? Promise.any([own, before]).catch(() => own) : own;
  const flight: Flight = { since: Date.now(), result };
  const landed = () => {
    if (flights.get(key) === flight) flights.delete(key);
  };
  flights.set(key, flight);
  later(result.then(landed, landed));
  if (before) later(own.catch(() => undefined));
  return await result;
}
