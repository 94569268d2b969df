import { generateKeyPairSync, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { explainFileError, StartError } from "./start-error.ts";

const shape = z.object({
  postgres: z.object({ admin: z.string(), owner: z.string(), app: z.string(), ops: z.string() }),
  upstash: z.object({ token: z.string(), readOnlyToken: z.string() }),
  sessionKey: z.string(),
  linkKey: z.string(),
  fieldKeys: z.object({ current: z.string(), keys: z.record(z.string(), z.string()) }),
  /** An Ed25519 pair in base64url: PKCS#8, and the raw public key. */
  licence: z.object({ privateKey: z.string(), publicKey: z.string() }),
});

/** What only this machine's stack knows: made once, since data on disk was written with it. */
export type Secrets = z.infer<typeof shape>;

/**
 * QStash's development token and signing keys, which are public: with them the local QStash answers every SDK that was
 * told `QSTASH_DEV=true`, and nothing else.
 */
export const qstashCredentials = {
  token: "eyJVc2VySUQiOiJkZWZhdWx0VXNlciIsIlBhc3N3b3JkIjoiZGVmYXVsdFBhc3N3b3JkIn0=",
  signingKeys: { current: "sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r", next: "sig_5ZB6DVzB1wjE8S6rZ7eenA8Pdnhs" },
};

/** The id of the pair that licences of this machine's institutions are signed with. */
export const localLicences = "lokal";

/** Reads `secrets.json` in `folder`, making it (readable only by its owner) the first time. */
export function openSecrets(folder: string): Secrets {
  const file = join(folder, "secrets.json");
  try {
    if (existsSync(file)) return readSecrets(file);
    mkdirSync(folder, { recursive: true });
    return keep(file, makeSecrets());
  } catch (error) {
    throw error instanceof StartError ? error : explainFileError("The local secrets could not be kept", file, error);
  }
}

function keep(file: string, secrets: Secrets): Secrets {
  writeFileSync(file, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return secrets;
}

/** A file from before licences were signed here is given a pair; nothing was signed with another. */
function readSecrets(file: string): Secrets {
  try {
    const { licence, ...known } = shape.partial({ licence: true }).parse(JSON.parse(readFileSync(file, "utf8")));
    return licence ? { ...known, licence } : keep(file, { ...known, licence: makePair() });
  } catch (error) {
    if (!(error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
    throw new StartError(
      `${file} is damaged.`,
      "Restore it, or run `npm run reset` to start afresh (the local data is lost).",
      { cause: error },
    );
  }
}

function makeSecrets(): Secrets {
  const makeWord = (): string => randomBytes(24).toString("base64url");
  return {
    postgres: { admin: makeWord(), owner: makeWord(), app: makeWord(), ops: makeWord() },
    upstash: { token: makeWord(), readOnlyToken: makeWord() },
    sessionKey: randomBytes(32).toString("base64url"),
    linkKey: randomBytes(32).toString("base64url"),
    fieldKeys: { current: "k1", keys: { k1: randomBytes(32).toString("base64") } },
    licence: makePair(),
  };
}

function makePair(): Secrets["licence"] {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "der" }).toString("base64url"),
    publicKey: publicKey.export({ format: "jwk" }).x ?? "",
  };
}
