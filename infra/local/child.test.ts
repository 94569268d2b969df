import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRunning, startChild } from "./child.ts";
import { makeTestFolder } from "../../test/setup/folder.ts";

let folder: string;

beforeEach(() => {
  folder = makeTestFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

function startShell(script: string): ReturnType<typeof startChild> {
  return startChild({ command: "sh", args: ["-c", script], logFile: join(folder, "log"), cwd: "/" });
}

describe("a server program beside us", () => {
  it("is stopped by a signal, and killed when it does not heed it", async () => {
    const polite = await startShell("exec sleep 60");
    await polite.stop("SIGTERM");
    expect(polite.ended()).toBe("ended by SIGTERM");

    const deaf = await startShell("trap '' TERM; echo ready; while :; do sleep 0.1; done");
    await expect.poll(() => deaf.said()).toContain("ready");
    await deaf.stop("SIGTERM", 200);
    expect(deaf.ended()).toBe("ended by SIGKILL");
  });

  it("tells what it said since this start, not before", async () => {
    const first = await startShell("echo one; exit 3");
    await expect.poll(() => first.ended()).toBe("ended with code 3");
    const second = await startShell("echo two");
    await expect.poll(() => second.said()).toBe("two\n");
    expect(readFileSync(join(folder, "log"), "utf8")).toBe("one\ntwo\n");
  });

  it("does not outlive us when we are killed outright", async () => {
    const module = pathToFileURL(join(import.meta.dirname, "child.ts")).href;
    const options = { command: "sleep", args: ["60"], logFile: join(folder, "log"), cwd: "/" };
    const script = `
      import(${JSON.stringify(module)})
        .then(({ startChild }) => startChild(${JSON.stringify(options)}))
        .then((child) => { console.log(child.pid); setInterval(() => {}, 1000); });`;
    const parent = spawn(process.execPath, ["--import", "tsx", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once("data", (data) => resolve(Number(data)));
    });
    expect(isRunning(pid, "sleep")).toBe(true);
    parent.kill("SIGKILL");
    await expect.poll(() => isRunning(pid, "sleep"), { timeout: 10_000 }).toBe(false);
  });

  it("that cannot be found is an error", async () => {
    const start = startChild({ command: "no-such-program", args: [], logFile: join(folder, "log"), cwd: "/" });
    await expect(start).rejects.toThrow("ENOENT");
  });
});
