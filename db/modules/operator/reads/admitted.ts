import { pause } from "../../../core/patience.ts";
import { DatabaseError } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";

/** SQLSTATE of a session that the database does not know for an operator's. */
const stranger = "SB403";

/** How long (ms) is waited before each further try: a session is recorded after the answer to its login. */
const pauses = [200, 800];

/** Reads what the database shows operators alone. `TIDAK_BERWENANG` when the session is none of theirs. */
export async function admitted<T>(read: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== stranger) throw error;
      const ms = pauses[tries];
      if (ms === undefined) throw new Problem("TIDAK_BERWENANG", { values: { izin: "operator.institutions.read" } });
      await pause(ms);
    }
  }
}
