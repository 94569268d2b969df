import argon2 from "@phi-ag/argon2/node";
import { passwordParameters } from "../modules/identity/password-parameters.ts";

/** Hashes a password in Node as the edge would. */
export async function hashForSeed(password: string): Promise<string> {
  return (await argon2()).hash(password, passwordParameters).encoded;
}
