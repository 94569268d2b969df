import { describe, expect, it } from "vitest";
import { AnswerReader, type AnswerHead } from "./answer-reader.ts";

const answers = [
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Cache: HIT\r\n\r\nhello",
  "HTTP/1.1 304 Not Modified\r\nx-cache: STALE\r\n\r\n",
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nx-cache: MISS\r\n\r\n4\r\nab\r\n\r\nB\r\n0123456789\n\r\n0\r\n\r\n",
  "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n",
  "HTTP/1.1 204 No Content\r\n\r\n",
];
const heads = [
  { status: 200, cache: "HIT" },
  { status: 304, cache: "STALE" },
  { status: 200, cache: "MISS" },
  { status: 503, cache: "-" },
  { status: 204, cache: "-" },
];

function read(pieces: readonly string[]): AnswerHead[] {
  const found: AnswerHead[] = [];
  const reader = new AnswerReader((head) => found.push(head));
  for (const piece of pieces) reader.push(Buffer.from(piece, "latin1"));
  return found;
}

describe("answers", () => {
  it("are told apart however they are cut up on their way", () => {
    const text = answers.join("");
    expect(read([text])).toEqual(heads);
    expect(read(text.split(""))).toEqual(heads);
    for (let cut = 1; cut < text.length; cut += 1) expect(read([text.slice(0, cut), text.slice(cut)])).toEqual(heads);
  });

  it("that have not ended are no answers yet", () => {
    expect(read([answers[0]?.slice(0, -1) ?? ""])).toEqual([]);
    expect(read([answers[2]?.slice(0, -2) ?? ""])).toEqual([]);
  });

  it("that are no HTTP, or have no end, are refused", () => {
    for (const wrong of [
      "SSH-2.0-OpenSSH\r\n\r\n",
      "HTTP/1.1 200 OK\r\n\r\n",
      `${answers[2]?.split("4\r\n")[0]}zz\r\n`,
    ]) {
      expect(() => read([wrong])).toThrow(/an answer|a chunk/);
    }
  });
});
