import { spawn, spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findHolder, lockFolder } from "./lock.ts";
import { makeTestFolder } from "../../test/setup/folder.ts";

let folder: string;

beforeEach(() => {
  folder = makeTestFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

function leavePid(pid: number | undefined): void {
  writeFileSync(join(folder, "stack.pid"), `${pid}\n`);
}

describe("the lock on a data folder", () => {
  it("keeps a second stack out while the first runs, and names it", () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      leavePid(other.pid);
      expect(findHolder(folder)).toBe(other.pid);
      expect(() => lockFolder(folder)).toThrow(`already running on ${folder} (process ${other.pid})`);
    } finally {
      other.kill("SIGKILL");
    }
  });

  it("is taken over from a stack that was killed", () => {
    leavePid(spawnSync(process.execPath, ["-e", ""]).pid);
    expect(() => lockFolder(folder)).not.toThrow();
  });

  it("is taken over when the dead stack's number now belongs to another program", () => {
    const other = spawn("sleep", ["60"]);
    try {
      leavePid(other.pid);
      expect(() => lockFolder(folder)).not.toThrow();
    } finally {
      other.kill("SIGKILL");
    }
  });

  it("is given back at the end", () => {
    const unlock = lockFolder(folder);
    unlock();
    expect(existsSync(join(folder, "stack.pid"))).toBe(false);
  });
});
