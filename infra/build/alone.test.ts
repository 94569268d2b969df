import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { alone } from "./alone.ts";

const folder = mkdtempSync(join(tmpdir(), "serambi-build-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("builds that begin at once", () => {
  it("take turns, also after one that failed", async () => {
    let at = 0;
    let most = 0;
    const work = async (fails: boolean): Promise<void> => {
      most = Math.max(most, ++at);
      await setImmediate();
      at -= 1;
      if (fails) throw new Error("does not build");
    };
    const ends = await Promise.allSettled([true, false, false].map((fails) => alone(folder, () => work(fails))));
    expect(most).toBe(1);
    expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(1);
  });

  it("do not wait for one that was killed", async () => {
    // No process has this number: Linux counts to 4,194,304 at most.
    writeFileSync(join(folder, "build.pid"), "99999999", { flag: "w" });
    let done = false;
    await alone(folder, () => Promise.resolve(void (done = true)));
    expect(done).toBe(true);
  });
});
