import { expect, it } from "vitest";
import { readCron } from "./local/qstash/cron.ts";
import { schedules } from "./schedules.ts";

const hour = 3_600_000;

it("digests begin at seven in each zone of the country, and are tried again while it is morning", () => {
  const cron = schedules.find(({ id }) => id === "ringkasan")?.cron ?? "";
  const from = Date.parse("2026-04-06T12:00:00Z");
  const calls: number[] = [];
  for (let at = readCron(cron).next(from); at < from + 24 * hour; at = readCron(cron).next(at)) calls.push(at);
  for (const timeZone of ["Asia/Jayapura", "Asia/Makassar", "Asia/Jakarta"]) {
    const told = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
    const times = calls.map((at) => told.format(at));
    expect(times).toEqual(expect.arrayContaining(["07:00", "08:00", "09:00", "10:00"]));
  }
});
