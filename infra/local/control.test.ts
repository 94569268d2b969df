import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Control, startControl } from "./control.ts";
import { type FrontRequest, type Running, startFront } from "./front.ts";

let control: Control;
let port: Running;
let front: Running;
let handled: string[];

beforeEach(async () => {
  control = new Control();
  handled = [];
  const handle = async ({ body }: FrontRequest) => {
    handled.push(body.toString());
    return await Promise.resolve({ status: 200, body: "handled" });
  };
  const extra = async ({ url }: FrontRequest) => await Promise.resolve(url === "/mine" ? { status: 202 } : undefined);
  port = await startControl({ port: 0, control, extra });
  front = await startFront({ service: "upstash", port: 0, control, handle, count });
});
afterEach(async () => {
  await front.stop();
  await port.stop();
});

function count({ body }: FrontRequest): { operation: string; commands: number } {
  if (body.toString() === "odd") throw new Error("makes no sense");
  return { operation: "get", commands: 2 };
}

async function tell(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(port.url + path, init);
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

async function pass(body: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  const response = await fetch(front.url, { method: "POST", body, headers });
  return { status: response.status, text: await response.text() };
}

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;

describe("counts", () => {
  it("add up per service under the trace of the request", async () => {
    await pass("a", { traceparent });
    await pass("b", { traceparent: traceparent.toUpperCase() });
    const { body } = await tell("GET", `/counts/${traceId}`);
    expect(body).toMatchObject({
      upstash: { requests: 2, commands: 4, operations: { get: 2 } },
      neon: { requests: 0, statements: 0 },
      qstash: { requests: 0 },
    });
  });

  it.each(["", "nonsense", `00-${"0".repeat(32)}-00f067aa0ba902b7-01`])("keep %j apart as untraced", async (header) => {
    await pass("a", { traceparent: header });
    expect((await tell("GET", "/counts/untraced")).body).toMatchObject({ upstash: { requests: 1 } });
  });

  it("include what cannot be read and what a fault breaks", async () => {
    await pass("odd", { traceparent });
    control.faults.add({ service: "upstash", kind: "drop" });
    await expect(pass("a", { traceparent })).rejects.toThrow("fetch failed");
    expect(control.counts(traceId).upstash).toMatchObject({ requests: 2, operations: { unknown: 1, get: 1 } });
  });

  it("keep the ten thousand traces used last", () => {
    const id = (n: number): string => n.toString(16).padStart(32, "0");
    for (let n = 1; n <= 10_000; n += 1) control.count("neon", id(n), { operation: "single" });
    control.count("neon", id(1), { operation: "single" });
    control.count("neon", id(10_001), { operation: "single" });
    expect([1, 2, 10_001].map((n) => control.counts(id(n)).neon.requests)).toEqual([2, 0, 1]);
  });

  it("start again when they are cleared", async () => {
    await pass("a", { traceparent });
    await tell("DELETE", "/counts");
    expect(control.counts(traceId).upstash.requests).toBe(0);
  });
});

describe("faults", () => {
  it("strike so many times, then no more", async () => {
    const set = await tell("POST", "/faults", { service: "upstash", kind: "error", status: 500, times: 2 });
    expect(set).toMatchObject({ status: 201, body: { id: /^fault_/, times: 2 } });
    expect([await pass("a"), await pass("b"), await pass("c")].map(({ status }) => status)).toEqual([500, 500, 200]);
    expect(handled).toEqual(["c"]);
  });

  it("strike until they are lifted, alone or all together", async () => {
    const { body } = await tell("POST", "/faults", { service: "upstash", kind: "error" });
    await tell("POST", "/faults", { service: "neon", kind: "drop" });
    expect((await pass("a")).status).toBe(503);
    expect((await tell("GET", "/faults")).body).toMatchObject({ faults: [{ kind: "error" }, { kind: "drop" }] });
    const { id } = body as { id: string };
    expect((await tell("DELETE", `/faults/${id}`)).status).toBe(200);
    expect((await tell("DELETE", `/faults/${id}`)).status).toBe(404);
    expect((await pass("a")).status).toBe(200);
    await tell("DELETE", "/faults");
    expect((await tell("GET", "/faults")).body).toEqual({ faults: [] });
  });

  it("strike only what matches", async () => {
    await tell("POST", "/faults", { service: "upstash", kind: "error", match: "special" });
    expect([await pass("plain"), await pass("a special one")].map(({ status }) => status)).toEqual([200, 503]);
  });

  it("are counted where they strike, and not where they are set", async () => {
    const { upstash: before = 0 } = control.faults.strikes();
    await tell("POST", "/faults", { service: "upstash", kind: "error", match: "special", times: 2 });
    for (const what of ["a special one", "plain", "another special one", "a third special one"]) await pass(what);
    expect((await tell("GET", "/strikes")).body).toMatchObject({ upstash: before + 2 });
  });

  it("delay", async () => {
    await tell("POST", "/faults", { service: "upstash", kind: "delay", ms: 120, times: 1 });
    const before = performance.now();
    expect((await pass("a")).text).toBe("handled");
    expect(performance.now() - before).toBeGreaterThan(110);
  });

  it("drop before handling, or after it", async () => {
    await tell("POST", "/faults", { service: "upstash", kind: "drop", times: 1 });
    await tell("POST", "/faults", { service: "upstash", kind: "drop", when: "after", times: 1 });
    await expect(pass("lost")).rejects.toThrow("fetch failed");
    await expect(pass("done, but unheard of")).rejects.toThrow("fetch failed");
    expect(handled).toEqual(["done, but unheard of"]);
  });

  it("that strike after the handling are told of until it is over", async () => {
    const fault = control.faults.add({ service: "upstash", kind: "error", when: "after", times: 1 });
    const taken = control.nextFault("upstash", { url: "/", body: "" });
    expect([taken?.id, control.faults.list().map(({ id }) => id)]).toEqual([fault.id, [fault.id]]);
    expect(control.nextFault("upstash", { url: "/", body: "" })).toBeUndefined();
    await tell("POST", "/faults/struck", { id: fault.id });
    expect(control.faults.list()).toEqual([]);
  });

  it.each([
    [{ service: "redis", kind: "drop" }],
    [{ service: "neon", kind: "explode" }],
    [{ service: "neon", kind: "delay" }],
    [{ service: "neon", kind: "double" }],
    [{ service: "neon", kind: "drop", times: 0 }],
    [{ service: "neon", kind: "drop", time: 1 }],
    ["drop"],
  ])("refuse %j", async (request) => {
    expect(await tell("POST", "/faults", request)).toMatchObject({ status: 400, body: { error: expect.any(String) } });
    expect(control.faults.list()).toEqual([]);
  });
});

describe("the clock", () => {
  it("runs with real time until it is advanced, and tells who listens", async () => {
    let told = 0;
    const stop = control.clock.onAdvance(() => (told += 1));
    expect(Math.abs(control.clock.now() - Date.now())).toBeLessThan(5_000);
    await tell("POST", "/clock/advance", { seconds: 90 });
    stop();
    const { body } = await tell("POST", "/clock/advance", { ms: 500 });
    expect(body).toMatchObject({ offset: 90_500 });
    expect(Math.abs(control.clock.now() - Date.now() - 90_500)).toBeLessThan(5_000);
    expect(told).toBe(1);
  });

  it("tells the other listeners when one fails", () => {
    let told = 0;
    control.clock.onAdvance(() => {
      throw new Error("on purpose, in a test");
    });
    control.clock.onAdvance(() => (told += 1));
    control.clock.advance(1);
    expect(told).toBe(1);
  });

  it.each([{ ms: -1 }, { ms: "1" }, {}, { ms: 1e300 }, { ms: 1, seconds: 1 }])("refuses %j", async (request) => {
    expect((await tell("POST", "/clock/advance", request)).status).toBe(400);
    expect((await tell("GET", "/clock")).body).toMatchObject({ offset: 0 });
  });
});

describe("the control port", () => {
  it("is healthy, asks its owner's routes first, and knows what it does not know", async () => {
    expect((await tell("GET", "/health")).body).toEqual({ status: "OK" });
    expect((await tell("GET", "/mine")).status).toBe(202);
    expect((await tell("GET", "/nothing")).status).toBe(404);
    const broken = await fetch(`${port.url}/faults`, { method: "POST", body: "{" });
    expect(broken.status).toBe(400);
  });
});
