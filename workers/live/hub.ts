import { DurableObject } from "cloudflare:workers";
import { LRUCache } from "lru-cache";
import type { Bulletin, LiveEvent } from "../../db/core/live.ts";
import { eventText, LiveLog, type Sent } from "../../db/core/live-log.ts";
import { Gathered } from "./gathered.ts";
import { hears, type Listener } from "./listener.ts";
import { closings, hubPaths, listenerHeader } from "./protocol.ts";
import { LiveStream } from "./stream.ts";
import { figuresIn, peopleIn } from "./tags.ts";

/** Open pages of one person; the oldest makes room. Streams keep the hub awake: of them there are fewer, of one and of all. */
const mostOfOne = 20;
const mostStreams = { ofOne: 5, ofAll: 100 };
/** How often (ms) a stream says that it is still there. */
const beatMs = 25_000;
/** The longest message that is taken, and how many in how long (ms). */
const mostLetters = 4_096;
const mostMessages = 20;
const messagesMs = 10_000;
/** How often (ms) a job, and all figures together, are told of at the most. */
const progressMs = 1_000;
const figuresMs = 1_000;
/** How long (ms) an edge may believe in what somebody was before: whoever comes again after that comes as they are. */
const believedMs = 1_500;
const ended: readonly unknown[] = ["done", "dead", "cancelled"];

/**
 * What an institution's open pages are connected to: one object for each institution, so nobody hears another. It sleeps while nothing
 * happens; the sockets stay, and what it has to know of them is attached to each. Only the edge can ask it for anything.
 */
export class LiveHub extends DurableObject {
  readonly #log: LiveLog;
  readonly #streams = new Set<LiveStream>();
  #beating: ReturnType<typeof setInterval> | undefined;
  /** Messages of each socket, since when. Whoever sends many keeps the hub awake, and so keeps this. */
  readonly #messages = new WeakMap<WebSocket, { count: number; since: number }>();
  /** Jobs that pages were told of just now. */
  readonly #progress = new LRUCache<string, true>({ max: 1_000, ttl: progressMs, ttlResolution: 0 });
  readonly #figures = new Gathered(figuresMs, (tags) => this.#tellFigures(tags));

  constructor(context: DurableObjectState, env: object) {
    super(context, env);
    this.#log = new LiveLog(context.storage.sql);
    context.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  override async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === hubPaths.publish) {
      this.#publish(await request.json<Bulletin>());
      return new Response(null, { status: 204 });
    }
    const { listener, last } = JSON.parse(request.headers.get(listenerHeader) ?? "") as {
      listener: Listener;
      last: number | null;
    };
    if (this.#log.hasEnded(listener.sesi)) return new Response(null, { status: 401 });
    await this.#wakeAt(Math.min(listener.habis, listener.lagi) * 1000);
    // From here on nothing is waited for: what is told meanwhile comes after what was missed, and once.
    return pathname === hubPaths.connect ? this.#connect(listener, last) : this.#stream(listener, last);
  }

  #connect(listener: Listener, last: number | null): Response {
    const sockets = this.ctx.getWebSockets(personTag(listener.orang));
    const byAge = sockets.toSorted((one, other) => listenerAt(one).sejak - listenerAt(other).sejak);
    for (const socket of byAge.slice(0, Math.max(0, sockets.length + 1 - mostOfOne))) close(socket, "crowded");
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [personTag(listener.orang), sessionTag(listener.sesi)]);
    server.serializeAttachment(listener);
    for (const text of this.#missed(listener, last)) server.send(text);
    return new Response(null, { status: 101, webSocket: client });
  }

  #stream(listener: Listener, last: number | null): Response {
    if (this.#streams.size >= mostStreams.ofAll) return new Response(null, { status: 429 });
    const own = [...this.#streams].filter((stream) => stream.listener.orang === listener.orang);
    for (const stream of own.slice(0, Math.max(0, own.length + 1 - mostStreams.ofOne))) stream.close();
    const made = new LiveStream(listener, (gone) => {
      this.#streams.delete(gone);
      if (this.#streams.size === 0) clearInterval(this.#beating);
    });
    if (this.#streams.size === 0) this.#beating = setInterval(() => this.#beat(), beatMs);
    this.#streams.add(made);
    for (const text of this.#missed(listener, last)) made.send(text);
    return new Response(made.readable);
  }

  #beat(): void {
    for (const stream of this.#streams) stream.beat();
  }

  /** What a listener missed since a number, and then where they stand; one word that it is too much, when it is. */
  #missed(listener: Listener, last: number | null): string[] {
    const newest = this.#log.newest();
    const ready = eventText(newest, "ready", {});
    if (last === null) return [ready];
    const missed = this.#log.after(last);
    if (!missed) return [eventText(newest, "resync", {}), ready];
    return [...missed.filter(({ untuk }) => hears(listener, untuk)).map(({ text }) => text), ready];
  }

  #publish({ events, tags }: Bulletin): void {
    const now = Date.now();
    for (const event of events) if (!this.#log.knows(event.id, now)) this.#take(event, now);
    this.#figures.add(figuresIn(tags), now);
    this.#log.prune(now);
    const changed = peopleIn(tags);
    if (changed.length > 0) setTimeout(() => this.#haveComeAgain(changed), believedMs);
  }

  #take(event: LiveEvent, now: number): void {
    const { type, data } = event;
    if (type === "session.ended") this.#endSession(String(data["sesi"]), now);
    else if (type !== "job.progress") this.#send(this.#log.add(event, now));
    else {
      const job = String(data["id"]);
      if (this.#progress.has(job) && !ended.includes(data["status"])) return;
      this.#progress.set(job, true);
      this.#send(this.#log.add(event, now, `job:${job}`));
    }
  }

  #tellFigures(tags: readonly string[]): void {
    const said = { type: "stats.changed", data: { tags }, untuk: {} };
    this.#send(this.#log.add(said, Date.now(), `stats:${tags.join()}`));
  }

  #send({ text, untuk }: Sent): void {
    const { orang } = untuk;
    for (const socket of this.ctx.getWebSockets(orang === undefined ? undefined : personTag(orang))) {
      if (hears(listenerAt(socket), untuk)) quietly(() => socket.send(text));
    }
    for (const stream of this.#streams) if (hears(stream.listener, untuk)) stream.send(text);
  }

  #endSession(sesi: string, now: number): void {
    this.#log.end(sesi, now);
    for (const socket of this.ctx.getWebSockets(sessionTag(sesi))) close(socket, "ended");
    for (const stream of this.#streams) if (stream.listener.sesi === sesi) stream.close();
  }

  /** Has the pages of people who were changed connect anew, by the roles that they have now. */
  #haveComeAgain(people: readonly string[]): void {
    for (const orang of people) for (const socket of this.ctx.getWebSockets(personTag(orang))) close(socket, "again");
    for (const stream of this.#streams) if (people.includes(stream.listener.orang)) stream.close();
  }

  async #wakeAt(ms: number): Promise<void> {
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set > ms) await this.ctx.storage.setAlarm(ms);
  }

  /** Closes what has had its time: sessions that end, and those who have to show that theirs has not. */
  override async alarm(): Promise<void> {
    const now = Date.now() / 1000;
    let next = Infinity;
    const judge = ({ habis, lagi }: Listener, end: (why: "ended" | "again") => void): void => {
      if (habis <= now) end("ended");
      else if (lagi <= now) end("again");
      else next = Math.min(next, habis, lagi);
    };
    for (const socket of this.ctx.getWebSockets()) judge(listenerAt(socket), (why) => close(socket, why));
    for (const stream of this.#streams) judge(stream.listener, () => stream.close());
    if (next < Infinity) await this.#wakeAt(next * 1000);
  }

  /** Pages have nothing to say: `ping` is answered without waking the hub, and anything else is only borne. */
  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const length = typeof message === "string" ? message.length : message.byteLength;
    if (length > mostLetters) return close(socket, "tooLong");
    const now = Date.now();
    const before = this.#messages.get(socket);
    const seen = before && now - before.since < messagesMs ? before : { count: 0, since: now };
    seen.count += 1;
    this.#messages.set(socket, seen);
    if (seen.count > mostMessages) close(socket, "tooMany");
  }

  override webSocketClose(socket: WebSocket): void {
    quietly(() => socket.close(1000));
  }
}

const personTag = (orang: string): string => `orang:${orang}`;
const sessionTag = (sesi: string): string => `sesi:${sesi}`;

function listenerAt(socket: WebSocket): Listener {
  return socket.deserializeAttachment() as Listener;
}

function close(socket: WebSocket, why: keyof typeof closings): void {
  quietly(() => socket.close(closings[why].code, closings[why].reason));
}

/** A socket whose page has just gone refuses whatever is done with it; the platform tells us of its end. */
function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // It is gone.
  }
}
