import { bulletinPath, readBulletin } from "../../db/core/live-post.ts";
import { Problem } from "../../db/core/problem.ts";
import { refuseForeign } from "../http/cors.ts";
import type { Arrival } from "../http/dispatch.ts";
import { limitAddress } from "../http/limits.ts";
import { permit } from "../http/permission.ts";
import type { Reply } from "../http/reply.ts";
import { recognize } from "../http/recognize.ts";
import { tokenOf } from "../http/session-cookie.ts";
import { listenerOf } from "./listener.ts";
import { hubPaths, listenerHeader } from "./protocol.ts";
import { hubOf, tellHub } from "./tell.ts";

/** The address of live updates. */
export const livePath = "/live";
/** What pages name as their protocol, the session's token behind it where there is no cookie. */
const protocol = "serambi";
/** What `EventSource` asks for, where there can be no socket. */
const eventStream = "text/event-stream";

/** Answers `/live`, where pages connect, and what is below it, where the functions' news come in. */
export async function answerLive(path: string, arrival: Arrival): Promise<Reply | Response> {
  const { method } = arrival.request;
  const known = path === livePath ? "GET" : path === bulletinPath ? "POST" : undefined;
  if (known === undefined) throw new Problem("TIDAK_DITEMUKAN");
  if (method !== known) throw new Problem("METODE_TIDAK_DIDUKUNG", { values: { diterima: known } });
  arrival.log.route = known === "GET" ? "live" : "live.publish";
  return known === "GET" ? await connect(arrival) : await takeBulletin(arrival);
}

/** The session is checked as of any request; a page of a stranger's site never comes as far, whatever cookie its browser sends. */
async function connect(arrival: Arrival): Promise<Response> {
  const { request, env } = arrival;
  refuseForeign(request, arrival.config);
  const isSocket = request.headers.get("upgrade")?.toLowerCase() === "websocket";
  if (!isSocket && !request.headers.get("accept")?.includes(eventStream)) throw new Problem("BUTUH_WEBSOCKET");
  const { host, searchParams } = new URL(request.url);
  const { principal, expires } = await recognize(arrival, host, { tags: () => [], token: tokenIn(request) });
  permit(principal, { method: "get", access: "session", inPerson: true }, "registry");
  const last = lastSeen(request.headers.get("last-event-id") ?? searchParams.get("last_event_id"));
  const said = JSON.stringify({ listener: listenerOf(principal, expires), last });
  const answer = await hubOf(env.LIVE, principal.institution_id).fetch(
    `https://hub${isSocket ? hubPaths.connect : hubPaths.stream}`,
    { headers: { ...(isSocket && { upgrade: "websocket" }), [listenerHeader]: said } },
  );
  if (answer.status === 401) throw new Problem("SESSION_EXPIRED");
  if (answer.status === 429) throw new Problem("TERLALU_SERING", { retryAfter: 60 });
  if (!isSocket)
    return new Response(answer.body, { headers: { "content-type": eventStream, "cache-control": "no-store" } });
  if (!answer.webSocket) throw new Error(`the live hub answered ${answer.status}`);
  const headers = protocolsOf(request)[0] === protocol ? { "sec-websocket-protocol": protocol } : {};
  return new Response(null, { status: 101, webSocket: answer.webSocket, headers });
}

/** Scripts of a browser can set no header of a socket but its protocols; and a token in an address would be in everybody's logs. */
function tokenIn(request: Request): string | undefined {
  const [name, token] = protocolsOf(request);
  return name === protocol && token !== undefined ? token : tokenOf(request);
}

function protocolsOf({ headers }: Request): string[] {
  return (headers.get("sec-websocket-protocol") ?? "").split(",").map((one) => one.trim());
}

/** A number that a page says it saw last; null when it has seen none. What is no number was given by no hub, and so is like one that is gone. */
function lastSeen(text: string | null): number | null {
  if (text === null || text === "") return null;
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER;
}

/** What another of our Workers has signed. To anybody else there is nothing here. */
async function takeBulletin({ request, config, env, spent }: Arrival): Promise<Reply> {
  const posted = await readBulletin(config, request);
  if (!posted) {
    await limitAddress(env, request, spent);
    throw new Problem("TIDAK_DITEMUKAN");
  }
  await tellHub(env.LIVE, posted.institution, posted.bulletin);
  return { status: 204, body: null, headers: {} };
}
