import { DurableObject } from "cloudflare:workers";
import type { Bulletin, LiveEvent } from "../../db/core/live.ts";
import { hears, type Listener } from "./listener.ts";
import { eventText, LiveLog, type Sent } from "../../db/core/live-log.ts";
import { closings, hubPaths, listenerHeader } from "./protocol.ts";

/** Open pages of one person; the oldest makes room. */
const mostOfOne = 20;
/** The longest message that is taken, and how many in how long (ms). */
const mostLetters = 4_096;
const mostMessages = 20;
const messagesMs = 10_000;

/**
 * What an institution's open pages are connected to: one object for each institution, so nobody hears another. It sleeps while nothing
 * happens; the sockets stay, and what it has to know of them is attached to each. Only the edge can ask it for anything.
 */
export class LiveHub extends DurableObject {
  readonly #log: LiveLog;
  /** Messages of each socket, since when. Whoever sends many keeps the hub awake, and so keeps this. */
  readonly #messages = new WeakMap<WebSocket, { count: number; since: number }>();

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
    return await this.#connect(request);
  }

  async #connect({ headers }: Request): Promise<Response> {
    const { listener, last } = JSON.parse(headers.get(listenerHeader) ?? "") as {
      listener: Listener;
      last: number | null;
    };
    if (this.#log.hasEnded(listener.sesi)) return new Response(null, { status: 401 });
    await this.#wakeAt(Math.min(listener.habis, listener.lagi) * 1000);
    this.#makeRoom(listener.orang);
    const { 0: client, 1: server } = new WebSocketPair();
    // From here on nothing is waited for: what is told meanwhile comes after what was missed, and once.
    this.ctx.acceptWebSocket(server, [personTag(listener.orang), sessionTag(listener.sesi)]);
    server.serializeAttachment(listener);
    for (const text of this.#missed(listener, last)) server.send(text);
    return new Response(null, { status: 101, webSocket: client });
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

  #publish({ events }: Bulletin): void {
    const now = Date.now();
    for (const event of events) {
      if (event.type === "session.ended") this.#endSession(event, now);
      else {
        const sent = this.#log.add(event, now);
        if (sent) this.#send(sent);
      }
    }
    this.#log.prune(now);
  }

  #send({ text, untuk }: Sent): void {
    const { orang } = untuk;
    for (const socket of this.ctx.getWebSockets(orang === undefined ? undefined : personTag(orang))) {
      if (hears(listenerAt(socket), untuk)) quietly(() => socket.send(text));
    }
  }

  #endSession({ data }: LiveEvent, now: number): void {
    const sesi = String(data["sesi"]);
    this.#log.end(sesi, now);
    for (const socket of this.ctx.getWebSockets(sessionTag(sesi))) close(socket, "ended");
  }

  #makeRoom(orang: string): void {
    const sockets = this.ctx.getWebSockets(personTag(orang));
    const tooMany = sockets.length + 1 - mostOfOne;
    if (tooMany <= 0) return;
    const byAge = sockets.toSorted((one, other) => listenerAt(one).sejak - listenerAt(other).sejak);
    for (const socket of byAge.slice(0, tooMany)) close(socket, "crowded");
  }

  async #wakeAt(ms: number): Promise<void> {
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set > ms) await this.ctx.storage.setAlarm(ms);
  }

  /** Closes what has had its time: sessions that end, and those who have to show that theirs has not. */
  override async alarm(): Promise<void> {
    const now = Date.now() / 1000;
    let next = Infinity;
    for (const socket of this.ctx.getWebSockets()) {
      const { habis, lagi } = listenerAt(socket);
      if (habis <= now) close(socket, "ended");
      else if (lagi <= now) close(socket, "again");
      else next = Math.min(next, habis, lagi);
    }
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
