import { parseArgs } from "node:util";
import { issueKey } from "../../db/modules/licence/key.ts";
import { lisensi } from "../../db/modules/licence/rules/lisensi.ts";
import { readSettings, run } from "../database/command.ts";

/** What a licence is told by. */
const options = {
  institution: { type: "string" },
  type: { type: "string" },
  jenjang: { type: "string" },
  modules: { type: "string" },
  seats: { type: "string" },
  from: { type: "string" },
  until: { type: "string" },
} as const;

const meanings: Readonly<Record<string, string>> = {
  kid: "set LICENCE_KEY_ID: letters, digits, - and _",
  institution: "--institution  slug of the institution",
  type: "--type  single or multi",
  jenjang: "--jenjang  some of sd, smp, sma, smk (comma separated); at most one for single",
  modules: "--modules  slugs of modules (comma separated); left out: all",
  seats: "--seats  accounts that may be active; left out: as many as one likes",
  from: "--from  first day, YYYY-MM-DD in UTC; left out: today",
  until: "--until  last day, YYYY-MM-DD in UTC",
};

const listOf = (text: string): string[] => text.split(",").flatMap((part) => part.trim() || []);

/**
 * `npm run licence:issue`: prints a licence key, signed with `LICENCE_PRIVATE_KEY` (Ed25519, PKCS#8 in base64url), whose public half the
 * Workers know under `LICENCE_KEY_ID`. The key alone goes to stdout.
 */
await run(async () => {
  const [kid, privateKey] = readSettings("LICENCE_KEY_ID", "LICENCE_PRIVATE_KEY");
  const { values } = parseArgs({ options });
  const now = new Date().toISOString();
  const read = lisensi.safeParse({
    kid,
    id: crypto.randomUUID(),
    institution: values.institution,
    type: values.type,
    jenjang: listOf(values.jenjang ?? ""),
    modules: values.modules === undefined || values.modules === "*" ? "*" : listOf(values.modules),
    seats: values.seats === undefined ? null : Number(values.seats),
    from: values.from ?? now.slice(0, 10),
    until: values.until,
    issued: now,
  });
  if (!read.success) {
    const wrong = [...new Set(read.error.issues.map(({ path }) => String(path[0])))];
    throw new Error(`missing or not valid:\n${wrong.map((name) => `  ${meanings[name] ?? name}`).join("\n")}`);
  }
  process.stdout.write(`${await issueKey(privateKey, read.data)}\n`);
  const { institution, from, until } = read.data;
  return `licence of ${institution}, ${from} to ${until}`;
}, console.error);
