import * as z from "zod";
import type { FrontAnswer, FrontRequest } from "../http.ts";
import { type Mail, mailSchema, type MailStore } from "./store.ts";

/** Who may hand mails over: the token of the local stack, which opens nothing but this box. */
export const mailToken = "surat-di-laptop";

const address = z.string().regex(/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/);

const plainMail = mailSchema.extend({
  from: z.strictObject({ name: z.string(), address }),
  to: address,
  subject: z
    .string()
    .min(1)
    .regex(/^[^\r\n]*$/),
});

/** What of Resend's request the platform uses; it takes one address or several, we give one. */
const resendMail = z.looseObject({
  from: z.string(),
  to: z.union([address, z.array(address).min(1).max(50)]),
  subject: z.string().regex(/^[^\r\n]*$/),
  text: z.string().optional(),
  html: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
});

/** Answers a mail that is handed over, as the plain contract of docs/operations.md has it or as Resend does. */
export function takeMail(store: MailStore, request: FrontRequest): FrontAnswer {
  return request.url === "/emails" ? takeAsResend(store, request) : takePlain(store, request);
}

function takePlain(store: MailStore, { headers, body }: FrontRequest): FrontAnswer {
  if (headers.authorization !== `Bearer ${mailToken}`) return json(401, { error: "wrong token" });
  const mail = plainMail.safeParse(readJson(body));
  if (!mail.success) return json(422, { error: z.prettifyError(mail.error) });
  const taken = store.take(mail.data, headers["idempotency-key"]?.toString() ?? null);
  return taken === "other mail" ? json(409, { error: "this key was another mail's" }) : json(200, taken);
}

/** Statuses and names are those of Resend's documented errors; 1010 is what stands before its API. */
function takeAsResend(store: MailStore, { headers, body }: FrontRequest): FrontAnswer {
  if (!headers["user-agent"]) return { status: 403, body: "error code: 1010" };
  if (!headers.authorization) return refuse(401, "missing_api_key", "Missing API key in the authorization header.");
  if (headers.authorization !== `Bearer ${mailToken}`) return refuse(403, "invalid_api_key", "API key is invalid.");
  const key = headers["idempotency-key"]?.toString() ?? null;
  if (key !== null && (key === "" || key.length > 256)) {
    return refuse(400, "invalid_idempotency_key", "The key must be between 1-256 chars.");
  }
  const asked = resendMail.safeParse(readJson(body));
  if (!asked.success) return refuse(422, "validation_error", z.prettifyError(asked.error));
  const { to, subject, text = "", html = "" } = asked.data;
  const from = readSender(asked.data.from);
  if (!from) return refuse(422, "invalid_from_address", "Invalid `from` field.");
  if (text === "" && html === "") return refuse(422, "missing_required_field", "Missing `html` or `text` field.");
  const mail: Mail = { from, to: [to].flat().join(", "), subject, text, html, headers: asked.data.headers };
  const taken = store.take(mail, key);
  if (taken !== "other mail") return json(200, taken);
  return refuse(409, "invalid_idempotent_request", "Same idempotency key used with a different request payload.");
}

/** `Name <address>`, the name in quotes where it must be, or the address alone. */
function readSender(from: string): Mail["from"] | undefined {
  const match = /^(?:"((?:[^"\\]|\\.)*)" |([^"(),.:;<>@[\\\]]*) )?<([^<>]+)>$/s.exec(from);
  const [name, found] = match ? [match[1]?.replaceAll(/\\(.)/gs, "$1") ?? match[2] ?? "", match[3]] : ["", from];
  const valid = address.safeParse(found);
  return valid.success && !/[\r\n]/.test(from) ? { name, address: valid.data } : undefined;
}

/** An error in Resend's shape. */
function refuse(statusCode: number, name: string, message: string): FrontAnswer {
  return json(statusCode, { statusCode, name, message });
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

export function json(status: number, body: unknown): FrontAnswer {
  return { status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}
