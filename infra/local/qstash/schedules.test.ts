import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { pause } from "../../../test/setup/http.ts";
import { startEndpoint, startQueue } from "../../../test/setup/queue.ts";

const minute = 60_000;
const day = 86_400_000;

let queue: Awaited<ReturnType<typeof startQueue>>;
let endpoint: Awaited<ReturnType<typeof startEndpoint>>;

beforeAll(async () => {
  queue = await startQueue();
  endpoint = await startEndpoint();
});
beforeEach(() => {
  // Early in an hour: none begins, nor a minute, while a test looks.
  const hour = 60 * minute;
  queue.control.clock.advance(hour - (queue.control.clock.now() % hour) + 1_000);
});
afterAll(async () => {
  endpoint.stop();
  await queue.stop();
});

/** Makes a schedule of the test's own, and says how often it was delivered. */
async function schedule(id: string, cron: string) {
  const { schedules } = queue.client();
  await schedules.create({ scheduleId: id, destination: `${endpoint.url}/${id}`, cron });
  return {
    get: () => queue.client().schedules.get(id),
    deliveries: () => endpoint.received.filter(({ url }) => url === `/${id}`).length,
    end: () => queue.client().schedules.delete(id),
  };
}

const floor = (at: number): number => at - (at % minute);

it("a schedule of every minute fires once after a day has passed at once, for the latest minute", async () => {
  const every = await schedule("every-minute", "* * * * *");
  expect(await every.get()).not.toHaveProperty("lastScheduleTime");
  queue.control.clock.advance(day);
  const now = queue.control.clock.now();
  await expect.poll(every.deliveries).toBe(1);
  await expect.poll(every.get).toMatchObject({ lastScheduleTime: floor(now), nextScheduleTime: floor(now) + minute });
  for (const fired of [2, 3, 4]) {
    queue.control.clock.advance(minute);
    await expect.poll(every.deliveries).toBe(fired);
  }
  await every.end();
});

it("a schedule whose time came while the queue was stopped fires once when it is back", async () => {
  const hourly = await schedule("hourly", "0 * * * *");
  await queue.restart(async () => {
    queue.control.clock.advance(day);
    await Promise.resolve();
  });
  await expect.poll(hourly.deliveries).toBe(1);
  await pause(200);
  expect(hourly.deliveries()).toBe(1);
  await hourly.end();
});

it("a paused schedule makes up for nothing when it goes on", async () => {
  const paused = await schedule("paused", "0 * * * *");
  await queue.client().schedules.pause({ schedule: "paused" });
  expect(await paused.get()).toMatchObject({ isPaused: true });
  queue.control.clock.advance(day);
  await queue.client().schedules.resume({ schedule: "paused" });
  await pause(200);
  expect(paused.deliveries()).toBe(0);
  queue.control.clock.advance(60 * minute);
  await expect.poll(paused.deliveries).toBe(1);
  await paused.end();
});

it("each firing is a message with the schedule's method, headers, body, retries and delay", async () => {
  await queue.client().schedules.create({
    scheduleId: "whole",
    destination: `${endpoint.url}/whole`,
    cron: "CRON_TZ=Asia/Jayapura 0 * * * *",
    method: "PUT",
    body: "x",
    headers: { "X-Mine": "1" },
    retries: 1,
    delay: 90,
  });
  expect(await queue.client().schedules.get("whole")).toMatchObject({
    destination: `${endpoint.url}/whole`,
    method: "PUT",
    body: "x",
    header: { "X-Mine": ["1"] },
    retries: 1,
    delay: 90,
    isPaused: false,
    callerIP: "127.0.0.1",
  });
  queue.control.clock.advance(60 * minute);
  await expect.poll(() => queue.client().schedules.get("whole")).toHaveProperty("lastScheduleTime");
  const arrived = () => endpoint.received.find(({ url }) => url === "/whole");
  expect(arrived()).toBeUndefined();
  queue.control.clock.advance(90_000);
  await expect.poll(arrived).toMatchObject({ method: "PUT", body: "x", headers: { "x-mine": "1" } });
  expect(arrived()?.headers["upstash-schedule-id"]).toBe("whole");
  await queue.client().schedules.delete("whole");
});

it("what is not there can be neither read nor paused nor removed", async () => {
  const { schedules } = queue.client();
  await expect(schedules.get("none")).rejects.toThrow("schedule not found");
  await expect(schedules.pause({ schedule: "none" })).rejects.toThrow("schedule not found");
  await expect(schedules.delete("none")).rejects.toThrow("schedule not found");
});
