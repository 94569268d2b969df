import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pause, until } from "../../../test/setup/http.ts";
import { queueKeys, startEndpoint, startQueue } from "../../../test/setup/queue.ts";

let queue: Awaited<ReturnType<typeof startQueue>>;

beforeAll(async () => {
  queue = await startQueue();
});

afterAll(async () => {
  await queue.stop();
});

async function call(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${queue.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${queue.token}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
}

describe("schedules", () => {
  it("fire by their cron and zone, once for what was missed, until they are paused or removed", async () => {
    const endpoint = await startEndpoint();
    const { schedules } = queue.client();
    const { scheduleId } = await schedules.create({
      scheduleId: "nightly",
      destination: endpoint.url,
      cron: "CRON_TZ=Asia/Jakarta 15 0 * * *",
      body: "night",
    });
    expect(scheduleId).toBe("nightly");
    const before = await schedules.get("nightly");
    expect(before).toMatchObject({
      cron: "CRON_TZ=Asia/Jakarta 15 0 * * *",
      destination: endpoint.url,
      isPaused: false,
    });
    const next = new Date(Number((before as unknown as { nextScheduleTime: number }).nextScheduleTime));
    expect([next.getUTCHours(), next.getUTCMinutes()]).toEqual([17, 15]);
    queue.control.clock.advance(3 * 86_400_000);
    await until(
      () => Promise.resolve(endpoint.received.length),
      (n) => n > 0,
    );
    await pause(200);
    expect(endpoint.received.map(({ body }) => body)).toEqual(["night"]);
    expect(endpoint.received[0]?.headers["upstash-schedule-id"]).toBe("nightly");
    await schedules.pause({ schedule: "nightly" });
    queue.control.clock.advance(86_400_000);
    await pause(200);
    expect(endpoint.received).toHaveLength(1);
    await schedules.resume({ schedule: "nightly" });
    queue.control.clock.advance(86_400_000);
    await until(
      () => Promise.resolve(endpoint.received.length),
      (n) => n > 1,
      5_000,
    );
    await schedules.delete("nightly");
    expect(await schedules.list()).toEqual([]);
    endpoint.stop();
  });

  it("are overwritten wholly by one of the same id, and refused with a cron that is none", async () => {
    const { schedules } = queue.client();
    await schedules.create({ scheduleId: "same", destination: "http://127.0.0.1:9/a", cron: "0 0 1 1 *", body: "old" });
    await schedules.create({ scheduleId: "same", destination: "http://127.0.0.1:9/b", cron: "0 0 2 1 *" });
    const [one, ...others] = await schedules.list();
    expect(others).toEqual([]);
    expect(one).toMatchObject({ destination: "http://127.0.0.1:9/b", cron: "0 0 2 1 *" });
    expect(one).not.toHaveProperty("body");
    for (const cron of ["", "* * * *", "61 * * * *", "CRON_TZ=Nowhere/City 0 0 * * *", "never"]) {
      const reply = await call("POST", "/v2/schedules/http://127.0.0.1:9/", { "Upstash-Cron": cron });
      expect(reply.status, cron).toBe(400);
    }
  });
});

describe("keys", () => {
  it("rotate: the next becomes the current", async () => {
    expect(JSON.parse((await call("GET", "/v2/keys")).text)).toEqual(queueKeys);
    const rotated = JSON.parse((await call("POST", "/v2/keys/rotate")).text) as { current: string; next: string };
    expect(rotated.current).toBe(queueKeys.next);
    expect(rotated.next).not.toBe(queueKeys.current);
  });
});

describe("what makes no sense", () => {
  it("is refused in the service's words", async () => {
    const noScheme = await call("POST", "/v2/publish/example.com/x", {}, "x");
    expect(noScheme).toEqual({
      status: 400,
      text: JSON.stringify({ error: "invalid destination url: endpoint has invalid scheme, add http:// or https://" }),
    });
    expect((await call("GET", "/v2/messages/msg_none")).status).toBe(404);
    expect((await call("DELETE", "/v2/dlq/none")).status).toBe(404);
    expect((await call("GET", "/v2/dlq?labeel=x")).status).toBe(400);
    expect((await call("POST", "/v2/batch", {}, "{}")).status).toBe(400);
    expect((await call("POST", "/v2/batch", {}, "no json")).status).toBe(400);
    for (const [name, value] of [
      ["Delay", "soon"],
      ["Retries", "-1"],
      ["Timeout", "x"],
      ["Not-Before", "x"],
      ["Method", "BREW"],
      ["Callback", "x"],
      ["Retry-Delay", "process.exit()"],
    ] as const) {
      const reply = await call("POST", "/v2/publish/http://127.0.0.1:9/", { [`Upstash-${name}`]: value }, "x");
      expect([name, reply.status]).toEqual([name, 400]);
    }
  });

  it("nobody may do anything without the token, in the header or in the query", async () => {
    expect((await fetch(`${queue.url}/v2/keys`)).status).toBe(401);
    expect((await fetch(`${queue.url}/v2/keys`, { headers: { authorization: "Bearer x" } })).status).toBe(401);
    expect((await fetch(`${queue.url}/v2/keys?qstash_token=${queue.token}`)).status).toBe(200);
  });

  it("never brings it down: 300 odd requests, and it still answers", async () => {
    const methods = ["GET", "POST", "PATCH", "DELETE", "PUT"];
    const paths = [
      "/v2/publish/",
      "/v2/publish/http://",
      "/v2/batch",
      "/v2/messages/%",
      "/v2/schedules/x/pause",
      "/v2/dlq/retry",
      "/v2/keys/rotate/x",
      "/",
      "/v2",
      "/v2/dlq?count=-5&cursor=%00x",
    ];
    const bodies = ["", "[]", "[null]", "[{}]", '{"dlqIds":[1]}', '[{"destination":7}]', "\u0000", "x".repeat(70_000)];
    const statuses = new Set<number>();
    for (let n = 0; n < 300; n++) {
      const method = methods[n % methods.length] ?? "GET";
      const reply = await call(
        method,
        paths[n % paths.length] ?? "/",
        {},
        method === "GET" ? undefined : bodies[n % bodies.length],
      );
      statuses.add(reply.status);
    }
    expect([...statuses].filter((status) => status >= 500)).toEqual([]);
    expect((await call("GET", "/v2/keys")).status).toBe(200);
  });
});
