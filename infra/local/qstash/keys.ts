import { randomBytes } from "node:crypto";
import type pg from "pg";

/** The two signing keys: receivers accept both, so that they can be rotated without losing a delivery. */
export class Keys {
  readonly #pool: pg.Pool;
  #pair: { current: string; next: string };

  private constructor(pool: pg.Pool, pair: { current: string; next: string }) {
    this.#pool = pool;
    this.#pair = pair;
  }

  /** The keys that were kept, else the given ones. */
  static async open(pool: pg.Pool, given: { current: string; next: string }): Promise<Keys> {
    await pool.query("insert into qstash.keys (current, next) values ($1, $2) on conflict do nothing", [
      given.current,
      given.next,
    ]);
    const { rows } = await pool.query<{ current: string; next: string }>("select current, next from qstash.keys");
    return new Keys(pool, rows[0] ?? given);
  }

  get current(): string {
    return this.#pair.current;
  }

  show(): { current: string; next: string } {
    return { ...this.#pair };
  }

  /** The next key becomes the current one, and a new one comes after it. */
  async rotate(): Promise<{ current: string; next: string }> {
    const next = `sig_${randomBytes(21).toString("base64url")}`;
    await this.#pool.query("update qstash.keys set current = next, next = $1", [next]);
    this.#pair = { current: this.#pair.next, next };
    return this.show();
  }
}
