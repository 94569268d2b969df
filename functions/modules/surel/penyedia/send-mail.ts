import * as z from "zod";
import type { Config } from "../../../../db/core/env.ts";
import { span, type Trace } from "../../../../db/core/trace.ts";
import { http } from "./http.ts";
import type { Message, Provider, Sent } from "./port.ts";
import { resend } from "./resend.ts";

const providers: Readonly<Record<"resend" | "http", Provider>> = { resend, http };

/** How long a provider is waited for. What it took all the same it takes for a double when it is asked again. */
const patienceMs = 10_000;

const accepted = z.object({ id: z.string().max(200) });
const refused = z.object({ name: z.string() });

/** Whether there is anybody to hand mails to. */
export function hasMailer(config: Config): config is Config & { MAIL_KIND: "resend" | "http" } {
  return config.MAIL_KIND !== "" && config.MAIL_URL !== "" && config.MAIL_TOKEN !== "" && config.MAIL_FROM !== "";
}

/** Hands a mail to the provider. Under the same key it goes out once, however often it is handed over within a day. Throws nothing. */
export async function sendMail(
  config: Config & { MAIL_KIND: "resend" | "http" },
  trace: Trace,
  message: Message,
  key: string,
): Promise<Sent> {
  const provider = providers[config.MAIL_KIND];
  const ask = async (): Promise<Sent> => {
    const response = await fetch(`${config.MAIL_URL}${provider.path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${config.MAIL_TOKEN}`,
        "content-type": "application/json",
        "idempotency-key": key,
        traceparent: trace.traceparent,
        // Resend turns away whoever does not say what they are; a Worker says nothing by itself.
        "user-agent": "serambi",
      },
      body: JSON.stringify(provider.body(message)),
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    });
    return judge(provider, response, await readJson(response));
  };
  try {
    return await span(trace, "mail", ask);
  } catch (error) {
    return { state: "later", seconds: null, why: String(error) };
  }
}

function judge(provider: Provider, response: Response, body: unknown): Sent {
  const { status, ok } = response;
  if (ok) {
    const { data } = accepted.safeParse(body);
    return { state: "sent", id: data?.id ?? null };
  }
  const name = refused.safeParse(body).data?.name ?? "";
  if (status !== 429 && status < 500) return provider.judge(status, name);
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return { state: "later", seconds: seconds >= 0 ? Math.ceil(seconds) : null, why: `${status} ${name}` };
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
