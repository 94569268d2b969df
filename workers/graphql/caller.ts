import { Problem } from "../../db/core/problem.ts";
import type { Slug } from "../../db/modules/registry.ts";
import { callRoute, type Given } from "../http/call-route.ts";
import type { Arrival } from "../http/dispatch.ts";
import { permit } from "../http/permission.ts";
import type { Known } from "../http/recognize.ts";
import type { PersonRoute } from "../http/route.ts";
import { modules } from "../modules/index.ts";

/**
 * What the resolvers of one operation ask with: the routes of REST, by their operationId, for whoever asks. So a field has the
 * permission, the rules, the problems and the cached answers of its route.
 */
export class Caller {
  readonly #arrival: Arrival;
  #known: Known;
  #readOld = false;

  constructor(known: Known, arrival: Arrival) {
    this.#known = known;
    this.#arrival = arrival;
  }

  /** Whether something was read that may be out of date, or of which nobody knows how old it is. */
  get readOld(): boolean {
    return this.#readOld;
  }

  /** Whether a route may be asked at all, where something must be looked up for it first. Throws the problems of its permission. */
  async permit(slug: Slug, operationId: string): Promise<void> {
    permit(this.#known.principal, await routeOf(slug, operationId), slug);
  }

  /** Asks a route and answers what it does. Throws its problems. */
  async ask(slug: Slug, operationId: string, given: Given = {}): Promise<unknown> {
    const route = await routeOf(slug, operationId);
    const { value, state } = await callRoute(slug, route, given, this.#known, this.#arrival);
    if (state === "STALE" || state === "BYPASS") this.#readOld = true;
    return value;
  }

  /** The same of a collection that is shown whole. */
  async list<Row>(slug: Slug, operationId: string, given?: Given): Promise<readonly Row[]> {
    const { data } = (await this.ask(slug, operationId, given)) as { data: readonly Row[] };
    return data;
  }

  /** As {@link ask}, of a route that changes something: what is read afterwards is read from the database. */
  async change(slug: Slug, operationId: string, given: Given): Promise<unknown> {
    try {
      return await this.ask(slug, operationId, given);
    } finally {
      this.distrust();
    }
  }

  /**
   * Finds a row of a collection. What is not in the cache may have been made a moment ago, and elsewhere: before it is said that
   * there is none, the database is asked. `TIDAK_DITEMUKAN`.
   */
  async find<Row>(slug: Slug, operationId: string, wanted: (row: Row) => boolean): Promise<Row> {
    let found = (await this.list<Row>(slug, operationId)).find(wanted);
    if (!found && this.#known.versions) {
      this.distrust();
      found = (await this.list<Row>(slug, operationId)).find(wanted);
    }
    if (!found) throw new Problem("TIDAK_DITEMUKAN");
    return found;
  }

  /** Takes nothing from the cache any longer. */
  distrust(): void {
    this.#known = { ...this.#known, versions: null };
  }
}

async function routeOf(slug: Slug, operationId: string): Promise<PersonRoute> {
  const { routes } = await modules[slug]();
  const route = routes.find((one) => one.operationId === operationId);
  if (!route || route.access === "public") throw new Error(`no route ${operationId} of somebody's`);
  return route;
}
