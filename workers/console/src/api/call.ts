import { operations } from "#operations";
import type { Input, OperationId, Output } from "./operation.ts";
import { ApiProblem, type ProblemBody } from "./problem.ts";

/** How a call goes beside what it is given. */
export interface Manner {
  readonly signal?: AbortSignal;
  /** The same key, the same doing: sent again after a lost answer, nothing is done twice. */
  readonly key?: string;
}

/** The language in which the platform answers. */
let language = "id";
export function speak(chosen: string): void {
  language = chosen;
}

/** Heard once a session has ended, be it by time, by its owner, or because another device took its place; and once it owes a second factor. */
type Ended = (code: string) => void;
let ended: Ended = () => undefined;
export function onEnd(listener: Ended): void {
  ended = listener;
}

/** Told of every answer. */
type Heard = (response: Response) => void;
let heard: Heard = () => undefined;
export function onAnswer(listener: Heard): void {
  heard = listener;
}

/** The address of an operation, for links that a browser follows by itself. */
export function addressOf<Id extends OperationId>(
  id: Id,
  { path = {} as never, query = {} as never }: Input<Id> = {},
): string {
  const [, template] = operations[id];
  const places = path as Record<string, unknown>;
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(places[name])));
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query as Record<string, string | number | boolean | null | undefined>))
    if (value !== undefined && value !== null && value !== "") asked.set(name, String(value));
  return asked.size === 0 ? address : `${address}?${asked.toString()}`;
}

/** Does an operation, and answers what it answers. Throws `ApiProblem`. */
export async function call<Id extends OperationId>(
  id: Id,
  input: Input<Id> = {},
  manner: Manner = {},
): Promise<Output<Id>> {
  const response = await send(id, input, manner);
  if (response.status === 204) return undefined as Output<Id>;
  return (await response.json()) as Output<Id>;
}

/** As `call`, for an operation that answers with a file or with a job that makes it. */
export async function callForFile<Id extends OperationId>(id: Id, input: Input<Id> = {}): Promise<Blob | Output<Id>> {
  const response = await send(id, input, {});
  return response.headers.get("content-type")?.startsWith("application/json")
    ? ((await response.json()) as Output<Id>)
    : await response.blob();
}

/** What a request says of itself, in the language of the page. */
export function headersOf(body: unknown, key?: string): Record<string, string> {
  return {
    "accept-language": language,
    ...(body === undefined
      ? {}
      : { "content-type": body instanceof Blob ? "application/octet-stream" : "application/json" }),
    ...(key === undefined ? {} : { "idempotency-key": key }),
  };
}

async function send<Id extends OperationId>(id: Id, input: Input<Id>, { signal, key }: Manner): Promise<Response> {
  const [method] = operations[id];
  const raw = input.body instanceof Blob;
  const response = await fetch(addressOf(id, input), {
    method,
    signal: signal ?? null,
    credentials: "same-origin",
    headers: headersOf(input.body, key),
    body: input.body === undefined ? null : raw ? (input.body as Blob) : JSON.stringify(input.body),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiProblem({ code: "LURING", status: 0, title: "", detail: "" });
  });
  heard(response);
  if (response.ok) return response;
  const body = (await response.json().catch(() => null)) as ProblemBody | null;
  throw refused(response.status, body, Number(response.headers.get("retry-after")));
}

/** Said of what somebody proves who they are with, be it another account or a second factor: their session goes on. */
const unproved: readonly string[] = ["IDENTITAS_ATAU_SANDI_SALAH", "OTP_DIPERLUKAN", "OTP_SALAH"];

/** What was answered instead of what was asked for; of a session that is over, everybody hears. */
export function refused(status: number, body: ProblemBody | null, after: number): ApiProblem {
  const problem = new ApiProblem(
    body ?? { code: "GALAT_SERVER", status, title: "", detail: "" },
    Number.isFinite(after) && after > 0 ? after : null,
  );
  if ((problem.status === 401 && !unproved.includes(problem.code)) || problem.code === "WAJIB_OTP") ended(problem.code);
  return problem;
}
