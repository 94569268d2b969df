import { inject } from "vitest";
import type { Reply } from "./http.ts";
import type { Actor } from "./institution.ts";

/** What GraphQL answers. */
export interface Result<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly locations?: readonly object[];
    readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
  }[];
  /** Where the request came to no query: a problem's. */
  readonly code?: string;
}

/** Asks `/graphql` as somebody (or nobody) for one operation. */
export async function query<Data = Record<string, unknown>>(
  actor: Actor | null,
  text: string,
  variables?: Readonly<Record<string, unknown>>,
  headers: Record<string, string> = {},
): Promise<Reply<Result<Data>>> {
  return await send(actor, { query: text, ...(variables ? { variables } : {}) }, headers);
}

/** The same with any body, or none; `address` is what stands behind `/graphql`. */
export async function send<Data = Record<string, unknown>>(
  actor: Actor | null,
  body: unknown,
  headers: Record<string, string> = {},
  { method = "POST", address = "" }: { readonly method?: string; readonly address?: string } = {},
): Promise<Reply<Result<Data>>> {
  const response = await fetch(`${inject("stack").urls.edge}/graphql${address}`, {
    method,
    headers: {
      ...(actor ? { authorization: `Bearer ${actor.token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const answer = await response.text();
  return {
    status: response.status,
    body: (answer ? JSON.parse(answer) : null) as Result<Data>,
    headers: response.headers,
  };
}

/** What a result comes to: its status, with the code of its first error or of its problem. */
export function outcomeOf({ status, body }: Reply<Result<unknown>>): string {
  return `${status} ${body?.code ?? body?.errors?.[0]?.extensions.code ?? ""}`.trim();
}
