import { expect, it } from "vitest";
import type { Bulletin } from "./live.ts";
import { workAs, type Work } from "./work.ts";

it("work within another institution tells its open pages as the work it was made of does", async () => {
  const told: unknown[] = [];
  class Pages implements Pick<Work, "live" | "later"> {
    readonly #told = told;
    later(promise: Promise<unknown>): void {
      this.#told.push(promise);
    }
    live(institutionId: string): Promise<void> {
      this.#told.push(institutionId);
      return Promise.resolve();
    }
  }
  const work = workAs(new Pages() as unknown as Work, "kampus");
  await work.live(work.institutionId, {} as Bulletin);
  work.later(Promise.resolve());
  expect(told).toEqual(["kampus", expect.any(Promise)]);
});
