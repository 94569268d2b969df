import Argon2 from "@phi-ag/argon2";
import { passwordParameters } from "./password-parameters.ts";

/** A hash, at the same parameters, that no password fits: an unknown person costs the same time as a wrong password. */
export const hashOfNobody =
  "$argon2id$v=19$m=19456,t=2,p=1$c2VyYW1iaS1ub2JvZHktMQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** Hashes a password (argon2id). */
export async function hashPassword(password: string): Promise<string> {
  return (await engine()).hash(password, passwordParameters).encoded;
}

/** Whether a password is the one that was hashed. A hash that cannot be read fits nothing. */
export async function verifyPassword(encoded: string, password: string): Promise<boolean> {
  return (await engine()).tryVerify(encoded, password).success;
}

/** How a hash of today's begins: algorithm, version and parameters. */
const today = `$argon2id$v=19$m=${passwordParameters.memoryCost},t=${passwordParameters.timeCost},p=${passwordParameters.parallelism}$`;

/** Whether a hash was made with other parameters than today's. */
export function isOutdated(encoded: string): boolean {
  return !encoded.startsWith(today);
}

let made: Argon2 | undefined;

/**
 * Made on first use: most requests check no password, and Node reads the routes without loading wasm. The engine is kept,
 * not a promise of it: one request must not wait for another's.
 */
async function engine(): Promise<Argon2> {
  if (!made) {
    const { default: module } = await import("@phi-ag/argon2/argon2.wasm");
    made = new Argon2(new WebAssembly.Instance(module));
  }
  return made;
}
