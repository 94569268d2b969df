import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";

/** A mail as its sender gave it. */
export const mailSchema = z.object({
  from: z.object({ name: z.string(), address: z.string() }),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  headers: z.record(z.string(), z.string()),
});

export type Mail = z.infer<typeof mailSchema>;

const keptSchema = mailSchema.extend({
  id: z.string(),
  /** The idempotency key that it came under, if any. */
  key: z.string().nullable(),
  /** When it came, ISO. */
  at: z.string(),
});

/** A mail in the box. `asked` is how often it was handed over, doubles included. */
export type KeptMail = z.infer<typeof keptSchema> & { asked: number };

/** What came of handing a mail over: it is in the box under this id, or its key belongs to another mail. */
export type Taken = { readonly id: string } | "other mail";

/** How long a key keeps doubles out, as Resend has it. */
const keyMs = 24 * 60 * 60 * 1000;
/** Mails that are kept; the oldest give way. */
const most = 20_000;

/** The box: mails in the order in which they came, in memory and, where a file is named, on disk. */
export class MailStore {
  #mails: KeptMail[] = [];
  readonly #byKey = new Map<string, KeptMail>();
  readonly #now: () => number;
  readonly #file: string | undefined;

  /** Reads what the file holds. A line that is none (the machine died while it was written) is passed over. */
  constructor(file?: string, now = Date.now) {
    this.#now = now;
    this.#file = file;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const mail = keptSchema.safeParse(parse(line));
      if (mail.success) this.#keep({ ...mail.data, asked: 1 });
    }
  }

  /** Puts a mail into the box, unless it came under the same key within a day. */
  take(mail: Mail, key: string | null): Taken {
    const known = key === null ? undefined : this.#byKey.get(key);
    if (known && this.#now() - Date.parse(known.at) < keyMs) {
      known.asked += 1;
      return sameMail(known, mail) ? { id: known.id } : "other mail";
    }
    const kept = { ...mail, id: randomUUID(), key, at: new Date(this.#now()).toISOString() };
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
    this.#keep({ ...kept, asked: 1 });
    return { id: kept.id };
  }

  /** The mails to this address (all without one) or under one of these keys, the last first. */
  list({ to, keys }: { to?: string | undefined; keys?: readonly string[] | undefined } = {}): KeptMail[] {
    const wanted = keys && new Set(keys);
    return this.#mails
      .filter(
        (mail) => (to === undefined || mail.to === to) && (!wanted || (mail.key !== null && wanted.has(mail.key))),
      )
      .toReversed();
  }

  find(id: string): KeptMail | undefined {
    return this.#mails.find((mail) => mail.id === id);
  }

  /** Empties the box. What was in it may come again. */
  wipe(): void {
    this.#mails = [];
    this.#byKey.clear();
    if (this.#file !== undefined) rmSync(this.#file, { force: true });
  }

  #keep(mail: KeptMail): void {
    this.#mails.push(mail);
    if (this.#mails.length > most) this.#mails.splice(0, most / 10);
    if (mail.key !== null) this.#byKey.set(mail.key, mail);
  }
}

function sameMail(kept: KeptMail, mail: Mail): boolean {
  const parts = ({ from, to, subject, text, html, headers }: Mail) =>
    JSON.stringify([from.name, from.address, to, subject, text, html, Object.entries(headers)]);
  return parts(kept) === parts(mail);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
