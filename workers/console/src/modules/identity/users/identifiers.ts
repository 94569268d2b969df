import type { Row } from "../../../api/operation.ts";

/** What somebody may log in with, the commonest first. */
export const kinds = ["username", "email", "nip", "ni_pppk", "nid", "nidn", "nuptk", "nim", "nisn"] as const;
export type Kind = (typeof kinds)[number];

/** How an identifier is typed on a phone. */
export const keyboards: Readonly<Record<Kind, "text" | "email" | "numeric">> = {
  username: "text",
  email: "email",
  nip: "numeric",
  ni_pppk: "numeric",
  nid: "text",
  nidn: "numeric",
  nuptk: "numeric",
  nim: "text",
  nisn: "numeric",
};

const numbersFirst = ["nip", "ni_pppk", "nidn", "nid", "nim", "nuptk", "nisn", "username", "email"] as const;

/** The identifier by which people know somebody best: their number, else what they log in with. */
export function bestKnown(held: Row<"listUsers">["pengenal"] = {}): { kind: Kind; value: string } | undefined {
  const kind = numbersFirst.find((one) => held[one]);
  const value = kind && held[kind];
  return kind && value ? { kind, value } : undefined;
}
