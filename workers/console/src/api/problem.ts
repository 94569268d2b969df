/** What is wrong with one field of what was sent. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** What the API answers when it did not do what it was asked (RFC 9457), in the language of the page. */
export interface ProblemBody {
  readonly type?: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly request_id?: string;
  readonly errors?: readonly FieldProblem[];
  readonly [particular: string]: unknown;
}

/** Thrown by every call that was refused, and by those that did not reach the platform (`LURING`, status 0). */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly body: ProblemBody;
  /** Seconds after which it may be tried again. */
  readonly retryAfter: number | null;

  constructor(body: ProblemBody, retryAfter: number | null = null) {
    super(`${body.code}: ${body.detail}`);
    this.body = body;
    this.retryAfter = retryAfter;
  }

  get code(): string {
    return this.body.code;
  }

  get status(): number {
    return this.body.status;
  }

  /** Whether the platform was not reached, or could not answer: worth trying again by itself. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500 || this.status === 429;
  }
}

/** Whatever was thrown, as a problem. */
export function problemOf(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  return new ApiProblem({ code: "LURING", status: 0, title: "", detail: String(thrown) });
}

/** What is wrong with the field at a JSON pointer, or below it, or what a problem says that is about this field alone; undefined when nothing is. */
export function wrongAt(
  problem: ApiProblem | null | undefined,
  pointer: string,
  ...about: readonly string[]
): string | undefined {
  if (problem && about.includes(problem.code)) return problem.body.detail;
  return problem?.body.errors?.find((field) => field.pointer === pointer || field.pointer.startsWith(`${pointer}/`))
    ?.detail;
}
