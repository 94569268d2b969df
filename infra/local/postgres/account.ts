import { createHash } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Account } from "../child.ts";
import { explainFileError, StartError } from "../start-error.ts";

/**
 * Who the database runs as: undefined is ourselves. Postgres refuses to run as root, so root lends it an account that
 * every Debian, Alpine and Red Hat has: `postgres` when Postgres was ever installed, else `nobody`.
 */
export function chooseAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const [name, , uid, gid] = accounts.find(([candidate]) => candidate === wanted) ?? [];
    if (name && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new StartError(
    "Postgres refuses to run as root, and this machine has neither a user `postgres` nor `nobody`.",
    "Run the command as an ordinary user, or add one: `useradd --system postgres`.",
  );
}

/** Whether the account may pass through every folder above `path` (and read the path itself, when it exists). */
export function canReach(account: Account | undefined, path: string): boolean {
  if (account === undefined) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
      if (((mode >> shift) & 0o1) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/** Where a database's files live when the account cannot reach the wanted folder: the same for the same wanted folder. */
export function findReachableFolder(wanted: string): string {
  const mark = createHash("sha256").update(resolve(wanted)).digest("hex").slice(0, 12);
  return join("/var/tmp", `serambi-${mark}`);
}

/** In a place where everybody may write, what somebody else has put there must neither be run nor be given away. */
export function refuseForeignFolder(folder: string): void {
  if (existsSync(folder) && statSync(folder).uid !== process.getuid?.()) {
    throw new StartError(`${folder} belongs to another user.`, "Remove it, and start again.");
  }
}

/** Makes a folder and those above it, and gives it to the account. */
export function makeFolder(folder: string, account?: Account): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    if (account) chownSync(folder, account.uid, account.gid);
  } catch (error) {
    throw explainFileError("The database's folder could not be made", folder, error);
  }
}
