import { setTimeout as wait } from "node:timers/promises";
import { startEdgeBeside } from "../baseline/edge-apart.ts";
import { Histogram } from "../load/histogram.ts";
import { forEachOf, Journey } from "../load/journey.ts";
import { listen, type Listener } from "../load/listener.ts";
import { memoryOf } from "../machine.ts";
import { enrol, openSessions, openSessionsOf } from "../people.ts";
import type { Scenario } from "../scenario.ts";

/** Everybody has some pages open; the hub keeps twenty of one person. */
const people = 100;
const pagesOfEach = 10;
const pages = people * pagesOfEach;
/** Something that is said to everybody, so often. */
const broadcasts = 20;
/** Times that a module is activated, and as often deactivated between; one person may do sixty such things a minute. */
const activations = 25;
/** What has not been heard by then is lost. */
const patienceMs = 10_000;

/** A thousand open pages of one institution: what each takes of memory, and when all have heard of what happens. */
export const live: Scenario = {
  title: `${pages.toLocaleString("en")} open pages of one institution`,
  async run(stage) {
    const edge = await startEdgeBeside(stage);
    const visitors = await openSessionsOf(stage, await enrol(stage, people));
    const [admin] = await openSessions(stage, "admin", 1);
    const token = admin?.token ?? "";
    const journey = new Journey(`http://127.0.0.1:${edge.port}/api/v1`);
    const { data: modules } = await journey.take<{ data: { id: string; module: { id: string; slug: string } }[] }>(
      "modules",
      token,
      "GET",
      "/user-modules",
    );
    const own = modules.find(({ module }) => module.slug === "sppd");
    if (!own) throw new Error("the demo university has no travel orders");

    // What the first page makes the isolate load is not what a page takes.
    const first = new Hall();
    await first.fill(edge.port, [token], 1);
    first.empty();
    const hall = new Hall();
    const before = memoryOf(edge.pids)?.rss;
    const tokens = visitors.map((visitor) => visitor.token);
    const refused = await hall.fill(edge.port, tokens, pagesOfEach);
    const after = memoryOf(edge.pids)?.rss;
    const said = { kepada: "semua", judul: "Kabar", isi: "Isi" };
    const fanOut = new Histogram();
    for (let turn = 0; turn < broadcasts; turn += 1) {
      await hall.hears("notification.new", fanOut, () => journey.take("say", token, "POST", "/notifications", said));
    }
    const seen = new Histogram();
    for (let turn = 0; turn < activations; turn += 1) {
      await hall.hears("module.deactivated", seen, () =>
        journey.take("deactivate", token, "DELETE", `/user-modules/${own.id}`),
      );
      const body = { module_id: own.module.id };
      await hall.hears("module.activated", seen, () => journey.take("activate", token, "POST", "/user-modules", body));
    }
    const { lost, doubled, closed } = hall;
    hall.empty();
    const none = { unit: "", target: { atMost: 0 } };
    return {
      figures: [
        {
          name: "p95 from a broadcast's POST to a page",
          value: fanOut.percentile(0.95),
          unit: "ms",
          target: { atMost: 5_000 },
        },
        { name: "the last page of all broadcasts", value: fanOut.max, unit: "ms" },
        {
          name: "p95 from an activation to another's page",
          value: seen.percentile(0.95),
          unit: "ms",
          target: { atMost: 5_000 },
        },
        { name: "the last page of all activations", value: seen.max, unit: "ms" },
        { name: "messages lost", value: lost, ...none },
        { name: "messages doubled", value: doubled, ...none },
        { name: "pages refused or closed", value: refused + closed, ...none },
        { name: "messages", value: fanOut.count + seen.count, unit: "" },
        {
          name: "memory of workerd for a page",
          value: before === undefined || after === undefined ? null : (after - before) / pages / 1024,
          unit: "kB",
        },
      ],
      notes: [
        `Pages are ${pages.toLocaleString("en")} sockets of ${people} people at one hub; the time is from the request's first byte to each page's message, so the change itself is in it. Memory is that of the whole workerd, both ends of the socket within it included, while the hub is awake: asleep, only what is attached to each socket stays.`,
      ],
    };
  },
};

/** Many open pages, and what they hear. */
class Hall {
  lost = 0;
  doubled = 0;
  closed = 0;
  readonly #pages: { readonly listener: Listener; readonly known: Set<string> }[] = [];
  #awaited: { type: string; start: number; times: Histogram } | undefined;

  /** Opens so many pages for each token; answers how many were not let in. */
  async fill(port: number, tokens: readonly string[], ofEach: number): Promise<number> {
    let refused = 0;
    const knocks = tokens.flatMap((token) => Array<string>(ofEach).fill(token));
    await forEachOf(knocks, 50, async (token) => {
      const known = new Set<string>();
      const listener = await listen(
        { port, token },
        {
          heard: (text) => this.#hear(known, text),
          closed: () => {
            this.closed += 1;
          },
        },
      );
      if (typeof listener === "number") refused += 1;
      else this.#pages.push({ listener, known });
    });
    return refused;
  }

  /** Does something of which all pages are to hear, once each; notes how long after its beginning each did. */
  async hears(type: string, times: Histogram, happen: () => Promise<unknown>): Promise<void> {
    const wanted = times.count + this.#pages.length;
    this.#awaited = { type, start: performance.now(), times };
    await happen();
    while (times.count < wanted && performance.now() - this.#awaited.start < patienceMs) await wait(5);
    this.lost += wanted - times.count;
  }

  empty(): void {
    for (const { listener } of this.#pages) listener.drop();
  }

  #hear(known: Set<string>, text: string): void {
    const { id, type } = JSON.parse(text) as { id: string; type: string };
    const awaited = this.#awaited;
    if (type !== awaited?.type) return;
    if (known.has(id)) this.doubled += 1;
    else awaited.times.add(performance.now() - awaited.start);
    known.add(id);
  }
}
