/**
 * Something on this machine stands in the way of starting: what, why and what to do, in words for whoever typed the
 * command. It is printed without a stack trace; every other error is a defect of ours and keeps its trace.
 */
export class StartError extends Error {
  override readonly name = "StartError";

  /** What the reader can do about it: one or more short sentences. */
  readonly remedy: string;

  constructor(what: string, remedy: string, options?: { cause?: unknown }) {
    super(what, options);
    this.remedy = remedy;
  }
}

/** The system's code of a failed call (`EACCES`, `ENOSPC`, …), or undefined when the error is not of that kind. */
export function readErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Puts a failed file operation in plain words: what was attempted, why it failed, what to do. */
export function explainFileError(what: string, path: string, error: unknown): StartError {
  const code = readErrorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") return diskFull(what, error);
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new StartError(
      `${what}: ${path} may not be written by this user (${code}).`,
      "Give this user the right to write there, or move the project to a folder of yours.",
      { cause: error },
    );
  }
  return new StartError(`${what}: ${error instanceof Error ? error.message : String(error)}`, `Look at ${path}.`, {
    cause: error,
  });
}

/** The disk is full: the most common reason why a database that worked yesterday does not start. */
export function diskFull(what: string, cause?: unknown): StartError {
  return new StartError(`${what}: the disk is full.`, "Free some space (about 500 MB) and start again.", { cause });
}

/** In place of Node's own error when a port that was free a moment ago is not; every other error is handed back. */
export function explainTakenPort(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (readErrorCode(error) !== "EADDRINUSE") return error;
  const port = "port" in error ? String(error.port) : "";
  return new StartError(`Port ${port} was taken by another program during the start.`, "Start again.", {
    cause: error,
  });
}
