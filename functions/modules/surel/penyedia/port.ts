/** A mail as it leaves: one address, both forms of its text. Nothing in it breaks a line that is a header. */
export interface Message {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What came of handing a mail to its provider.
 * - `sent`: it has it, now or since before (`id` null: it did not say under which name)
 * - `refused`: it will never take this one
 * - `closed`: it takes none from us: key, sender, address of the API
 * - `later`: not now; after so many seconds, where it said so
 */
export type Sent =
  | { readonly state: "sent"; readonly id: string | null }
  | { readonly state: "refused" }
  | { readonly state: "closed"; readonly why: string }
  | { readonly state: "later"; readonly seconds: number | null; readonly why: string };

/** A provider's API: how a mail is asked for, and what its answers mean. */
export interface Provider {
  readonly path: string;
  body(message: Message): unknown;
  /** Of any answer but a 2xx, a 429 or a 5xx, which mean the same everywhere. `name` is the provider's own word for it, or "". */
  judge(status: number, name: string): Sent;
}
