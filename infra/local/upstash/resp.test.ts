import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeCommands, RedisError, type Reply, ReplyReader, Status } from "./resp.ts";

const WIRE = Buffer.from(
  "+OK\r\n-ERR no\r\n:-9223372036854775808\r\n$-1\r\n*-1\r\n$0\r\n\r\n$4\r\na\r\nb\r\n*0\r\n*3\r\n:1\r\n*2\r\n$1\r\nx\r\n*1\r\n*0\r\n-ERR in\r\n",
);
const REPLIES: Reply[] = [
  new Status("OK"),
  new RedisError("ERR no"),
  -9223372036854775808n,
  null,
  null,
  Buffer.from(""),
  Buffer.from("a\r\nb"),
  [],
  [1n, [Buffer.from("x"), [[]]], new RedisError("ERR in")],
];

describe("the reader of replies", () => {
  it("reads the same whatever pieces they arrive in", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sizes) => {
        const reader = new ReplyReader();
        const read: Reply[] = [];
        for (let at = 0, turn = 0; at < WIRE.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          read.push(...reader.push(WIRE.subarray(at, at + size)));
          at += size;
        }
        expect(read).toEqual(REPLIES);
      }),
    );
  });

  it("does not take what is not a reply for one", () => {
    expect(() => new ReplyReader().push(Buffer.from("HTTP/1.1 400 Bad Request\r\n"))).toThrow("not a RESP2 reply");
  });
});

describe("commands on the wire", () => {
  it("are counted in bytes", () => {
    const commands = [[Buffer.from("SET"), Buffer.from("é"), Buffer.from("\r\n")], [Buffer.from("PING")]];
    expect(encodeCommands(commands).toString()).toBe(
      "*3\r\n$3\r\nSET\r\n$2\r\né\r\n$2\r\n\r\n\r\n*1\r\n$4\r\nPING\r\n",
    );
  });
});
