import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import * as z from "zod";
import { createWithAdministrator, type NewInstitution } from "../../db/create-institution.ts";
import { pengenalSchema } from "../../db/modules/identity/rules/pengenal.ts";
import { readSettings, run } from "./command.ts";

const zones = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] as const;

/** What is asked, in this order; each is an argument too (`--slug`), and a variable of the environment (`ADMIN_SLUG`). */
const questions = {
  slug: "slug of the institution, as in its addresses (a-z, 0-9, -)",
  nama: "name of the institution",
  kota: "its city",
  zona: `its time zone (${zones.join(", ")})`,
  orang: "name of the administrator",
  surel: "e-mail of the administrator",
  username: "user name of the administrator",
} as const;

type Name = keyof typeof questions;
const names = Object.keys(questions) as Name[];
const usual: Partial<Record<Name, string>> = { zona: "Asia/Jakarta", username: "admin" };

const line = z.string().trim().min(1).max(200);
const shape = z.object({
  slug: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/),
  nama: line,
  kota: line,
  zona: z.enum(zones),
  orang: line,
  surel: pengenalSchema("email").pipe(z.string()),
  username: pengenalSchema("username").pipe(z.string()),
});

/** Answers from arguments and environment; what is missing is asked for where somebody sits at a terminal. */
async function gather(): Promise<NewInstitution> {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  const { values } = parseArgs({ options });
  const given: Record<string, string> = {};
  const terminal = process.stdin.isTTY ? createInterface({ input: process.stdin, output: process.stdout }) : null;
  try {
    for (const name of names) {
      const told = values[name] ?? process.env[`ADMIN_${name.toUpperCase()}`];
      const asked = told === undefined && terminal ? await terminal.question(promptOf(name)) : told;
      given[name] = typeof asked === "string" && asked.trim() !== "" ? asked : (usual[name] ?? "");
    }
  } finally {
    terminal?.close();
  }
  const { success, data, error } = shape.safeParse(given);
  if (!success) {
    const wrong = [...new Set(error.issues.map(({ path }) => String(path[0]) as Name))];
    throw new Error(`missing or not valid:\n${wrong.map((name) => `  --${name}  ${questions[name]}`).join("\n")}`);
  }
  const { zona, ...rest } = data;
  return { ...rest, zona_waktu: zona };
}

function promptOf(name: Name): string {
  return `${questions[name]}${usual[name] ? ` [${usual[name]}]` : ""}: `;
}

/**
 * `npm run admin:create`: makes an institution with its first administrator in the database of the environment, and prints the link by
 * which they choose their password; where mails leave (`MAIL_KIND`), it is mailed as well. An institution that is there stays as it is.
 */
await run(async () => {
  const [ownerUrl, linkKey, publicUrl] = readSettings("OWNER_DATABASE_URL", "LINK_KEY", "PUBLIC_URL");
  const wanted = await gather();
  const mails = (process.env["MAIL_KIND"] ?? "") !== "";
  const made = await createWithAdministrator(ownerUrl, { LINK_KEY: linkKey, PUBLIC_URL: publicUrl }, wanted, mails);
  if (made.state === "there") return `${wanted.slug} is there already; nothing was changed`;
  return `${wanted.slug} made. ${wanted.orang} chooses a password within seven days at\n${made.tautan}`;
});
