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

/** Without recursion: a script can nest a reply deeper than the stack goes. */
function writeReply(reply: Reply, base64: boolean): string {
  const written: string[] = [];
  /** What is still to be written, last first; strings are punctuation. */
  const left: (Reply | string)[] = [reply];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === "string") written.push(next);
    else if (Array.isArray(next)) {
      written.push("[");
      left.push("]");
      for (const item of next.toReversed()) left.push(item, ",");
      if (next.length > 0) left.pop();
    } else written.push(writeValue(next, base64));
  }
  return written.join("");
}

function writeValue(value: Exclude<Reply, Reply[]>, base64: boolean): string {
  if (value === null) return "null";
  if (typeof value === "bigint") return value.toString();
  if (value instanceof RedisError) return writeString(Buffer.from(value.text), false);
  if (value instanceof Status) return writeString(Buffer.from(value.text), base64 && value.text !== "OK");
  return writeString(value, base64);
}

function writeString(bytes: Buffer, base64: boolean): string {
  return JSON.stringify(bytes.toString(base64 ? "base64" : "utf8"));
}
