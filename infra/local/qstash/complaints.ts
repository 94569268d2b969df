import pg from "pg";

/** Says what goes wrong with the queue on stderr. That its database is away it says once, until the database is there again. */
export class Complaints {
  readonly #say: (line: string) => void;
  #away = false;

  constructor(say: (line: string) => void = (line) => void process.stderr.write(line)) {
    this.#say = say;
  }

  /** `about` is what failed, when there is a name for it. */
  add(error: unknown, about?: string): void {
    const away = isAway(error);
    if (away && this.#away) return;
    this.#away ||= away;
    const text = error instanceof Error ? error.message : String(error);
    this.#say(`qstash: ${about === undefined ? "" : `${about}: `}${text}\n`);
  }

  /** The database took a new connection: when it goes away now, that is news. */
  databaseIsThere(): void {
    this.#away = false;
  }
}

/** Whether it says that the database ended, does not take connections (yet), or broke one off. */
function isAway(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(57P|08)/.test(error.code ?? "");
  if (!(error instanceof Error)) return false;
  const { code = "" } = error as NodeJS.ErrnoException;
  return /^(ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code) || error.message.startsWith("Connection terminated");
}
