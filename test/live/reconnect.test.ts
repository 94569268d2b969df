import { expect, inject, it } from "vitest";
import { listen, type Listener } from "../../infra/bench/load/listener.ts";
import { readConfig } from "../../db/core/env.ts";
import { postBulletin } from "../../db/core/live-post.ts";
import type { LiveEvent } from "../../db/core/live.ts";
import { continueTrace } from "../../db/core/trace.ts";
import { until } from "../setup/http.ts";
import { makeInstitution } from "../setup/institution.ts";
import { hear, openPage } from "../setup/live.ts";
import { openSessions } from "../setup/sessions.ts";

const { urls, env } = inject("stack");
const port = Number(new URL(urls.edge).port);

/** Those who come again and again; each has fewer tries than a session is allowed in a minute. */
const keys = ["A1", "A2", "ADM", "B1", "D2", "D3", "K1", "OP", "R1", "W1"] as const;
const tries = 10_000;
const atOnce = 100;
/** What the hub keeps open of one person. */
const mostOfOne = 20;
/** How often something is told meanwhile. */
const news = 20;

it("10,000 pages come again at once: each is let in or told why not, whoever stays misses nothing, and twenty of one person stay open", async () => {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const people = await openSessions(institution, ["D1", ...keys]);
  const stays = await openPage(people.D1);
  // As the sweep does, it tells what was not taken in time again: under one id it is heard once.
  const tell = async (id: number): Promise<void> => {
    const event: LiveEvent = { id: crypto.randomUUID(), type: "notification.new", data: { id }, untuk: {} };
    const post = () =>
      postBulletin(readConfig(env), continueTrace(null), institution.id, { events: [event], tags: [] });
    await until(
      () =>
        post().then(
          () => true,
          () => false,
        ),
      Boolean,
    );
  };
  const outcomes = new Map<string, number>();
  const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const open = new Map<Listener, { key: string; heard: readonly string[] }>();
  const told: Promise<void>[] = [];

  let next = 0;
  const knockOn = async (): Promise<void> => {
    for (let turn = next++; turn < tries; turn = next++) {
      if (turn % (tries / news) === 0) told.push(tell(turn));
      const key = keys[turn % keys.length] ?? "A1";
      const heard: string[] = [];
      let gone: number | undefined;
      let page: Listener | number = 0;
      page = await listen(
        { port, token: people[key].token },
        {
          heard: (text) => heard.push(text),
          closed(code) {
            gone = code;
            count(`closed ${code}`);
            if (typeof page === "object") open.delete(page);
          },
        },
      );
      count(typeof page === "number" ? `refused ${page}` : "101");
      if (typeof page === "number") continue;
      // Every other page goes away by itself; the rest stay until the hub wants their place.
      if (turn % (2 * keys.length) < keys.length) page.drop();
      else if (gone === undefined) open.set(page, { key, heard });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, knockOn));
  await Promise.all(told);
  expect([...outcomes.keys()].filter((outcome) => !/^(101|refused 429|closed (4429|1012))$/.test(outcome))).toEqual([]);

  const seen = await hear(stays, "notification.new", news);
  expect(seen.map(({ data }) => Number(data["id"])).toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: news }, (_, index) => (index * tries) / news),
  );
  expect(stays.closed()).toBeNull();

  // What was dropped without a word takes nobody's place, and of one person no more are open than may be: these hear the last word, once.
  await tell(tries);
  const last = `{"id":${tries}}`;
  const timesHeard = () =>
    new Set([...open.values()].map(({ heard }) => heard.filter((text) => text.includes(last)).length));
  await expect.poll(timesHeard).toEqual(new Set([1]));
  for (const key of keys) {
    const { length } = [...open.values()].filter((page) => page.key === key);
    expect(length).toBeLessThanOrEqual(mostOfOne);
  }
  for (const page of open.keys()) page.drop();
  stays.close();
});
