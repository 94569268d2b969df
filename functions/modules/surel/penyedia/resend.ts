import type { Message, Provider, Sent } from "./port.ts";

/** Resend's `POST /emails`. */
export const resend: Provider = {
  path: "/emails",
  body: ({ from, to, subject, text, html, headers }: Message) => ({
    from: `${quoteName(from.name)} <${from.address}>`,
    to: [to],
    subject,
    text,
    html,
    headers,
  }),
  judge(status, name): Sent {
    // Written otherwise since (a name has changed, or the template): the mail itself has gone out under this key.
    if (name === "invalid_idempotent_request") return { state: "sent", id: null };
    if (name === "concurrent_idempotent_requests") return { state: "later", seconds: null, why: name };
    // What is wrong with one mail's own fields is said with these two; everything else is about who asks.
    if (name !== "invalid_from_address" && (status === 400 || status === 422)) return { state: "refused" };
    return { state: "closed", why: `${status} ${name}` };
  },
};

/** A display name as RFC 5322 wants it: in quotes where it holds what would mean something else there. */
function quoteName(name: string): string {
  return /[()<>[\]:;@\\,."]/.test(name) ? `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"` : name;
}
