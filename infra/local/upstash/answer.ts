import { RedisError, type Reply, Status } from "./resp.ts";

/**
 * One command's part of an answer, in JSON: `{"result": …}` or `{"error": "…"}`. Integers are written whole, beyond 2^53 too. With
 * `base64` every string is encoded at every depth, except a status `OK`; errors never are. Otherwise bytes that are not UTF-8 become U+FFFD.
 */
export function writeResult(reply: Reply, base64: boolean): string {
  return reply instanceof RedisError ? writeError(reply.text) : `{"result":${writeReply(reply, base64)}}`;
}

/** An error as every answer carries it, in JSON. */
export function writeError(error: string): string {
  return JSON.stringify({ error });
}

function writeReply(reply: Reply, base64: boolean): string {
  if (reply === null) return "null";
  if (typeof reply === "bigint") return reply.toString();
  if (Array.isArray(reply)) return `[${reply.map((item) => writeReply(item, base64)).join(",")}]`;
  if (reply instanceof RedisError) return writeString(Buffer.from(reply.text), false);
  if (reply instanceof Status) return writeString(Buffer.from(reply.text), base64 && reply.text !== "OK");
  return writeString(reply, base64);
}

function writeString(bytes: Buffer, base64: boolean): string {
  return JSON.stringify(bytes.toString(base64 ? "base64" : "utf8"));
}
