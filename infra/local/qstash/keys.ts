import { randomBytes } from "node:crypto";
import type pg from "pg";

/** The two signing keys: receivers accept both, so that they can be rotated without losing a delivery. */
export interface SigningKeys {
  readonly current: string;
  readonly next: string;
}

/** The keys in use, kept over restarts. */
export class Keys {
  readonly #pool: pg.Pool;
  #keys: SigningKeys;

  private constructor(pool: pg.Pool, keys: SigningKeys) {
    this.#pool = pool;
    this.#keys = keys;
  }

  /** The keys that were kept, else the given ones. */
  static async open(pool: pg.Pool, given: SigningKeys): Promise<Keys> {
    await pool.query("insert into qstash.keys (current, next) values ($1, $2) on conflict do nothing", [
      given.current,
      given.next,
    ]);
    const { rows } = await pool.query<SigningKeys>("select current, next from qstash.keys");
    return new Keys(pool, rows[0] ?? given);
  }

  /** The key that signs. */
  get current(): string {
    return this.#keys.current;
  }

  show(): SigningKeys {
    return this.#keys;
  }

  /** The next key becomes the current one, and a new one comes after it. */
  async rotate(): Promise<SigningKeys> {
    const { rows } = await this.#pool.query<SigningKeys>(
      "update qstash.keys set current = next, next = $1 returning current, next",
      [`sig_${randomBytes(21).toString("base64url")}`],
    );
    const [keys] = rows;
    if (!keys) throw new Error("the signing keys are gone from the database");
    this.#keys = keys;
    return keys;
  }
}
