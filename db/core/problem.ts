import { archiveProblems } from "./problems/archive.ts";
import { credentialProblems } from "./problems/credentials.ts";
import { graphqlProblems } from "./problems/graphql.ts";
import { identityProblems } from "./problems/identity.ts";
import { institutionProblems } from "./problems/institutions.ts";
import { jobProblems } from "./problems/jobs.ts";
import { licenceProblems } from "./problems/licence.ts";
import { notificationProblems } from "./problems/notifications.ts";
import { paperProblems } from "./problems/papers.ts";
import { platformProblems } from "./problems/platform.ts";
import { pegawaiProblems } from "./problems/pegawai.ts";
import { referenceProblems } from "./problems/reference.ts";
import { pejabatProblems } from "./problems/pejabat.ts";
import { registryProblems } from "./problems/registry.ts";
import { settlementProblems } from "./problems/settlement.ts";
import { sppdProblems } from "./problems/sppd.ts";
import { tripProblems } from "./problems/trips.ts";
import { yearProblems } from "./problems/years.ts";

/** Languages of everything that people read: Indonesian first. */
export type Language = "id" | "en";

/** A problem type: its HTTP status and what a person is told, in both languages. `{name}` takes a value of the occurrence. */
export interface ProblemType {
  readonly status: number;
  readonly id: { readonly title: string; readonly detail: string };
  readonly en: { readonly title: string; readonly detail: string };
}

/** Every problem the platform can answer with (RFC 9457); the key is its stable `code`. */
export const problemTypes = {
  ...platformProblems,
  ...identityProblems,
  ...credentialProblems,
  ...institutionProblems,
  ...jobProblems,
  ...licenceProblems,
  ...notificationProblems,
  ...pegawaiProblems,
  ...pejabatProblems,
  ...graphqlProblems,
  ...referenceProblems,
  ...registryProblems,
  ...sppdProblems,
  ...tripProblems,
  ...settlementProblems,
  ...paperProblems,
  ...archiveProblems,
  ...yearProblems,
} satisfies Record<string, ProblemType>;

/** A stable error code, in SCREAMING_SNAKE. */
export type ProblemCode = keyof typeof problemTypes;

/** What is wrong with one field of a request: where (JSON pointer), which rule, what a person is told. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  /** In the language of the request; left out where the code's own words say it. */
  readonly detail?: string;
  /** What `{name}` stands for in those words, where it is not what the problem's own values say. */
  readonly values?: Readonly<Record<string, unknown>>;
}

interface ProblemOptions {
  /** Values of this occurrence: shown beside the code and taken by `{name}` in the detail. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly fields?: readonly FieldError[];
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** An answer that is not what was asked for, said so that it can be acted upon. Throw it from anywhere. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly values: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldError[];
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.values = options.values ?? {};
    this.fields = options.fields ?? [];
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return problemTypes[this.code].status;
  }
}

/** The page that explains a code: `PERJALANAN_RANGKAP` lives at `/problems/perjalanan-rangkap`. */
export function problemPath(code: string): string {
  return `/problems/${code.toLowerCase().replaceAll("_", "-")}`;
}

/** Title and detail of an occurrence in a language. */
export function describeProblem(problem: Problem, language: Language): { title: string; detail: string } {
  const type: ProblemType = problemTypes[problem.code];
  const { title, detail } = type[language];
  return {
    title,
    detail: detail.replace(/(Rp)?\{(\w+)\}/g, (_, rupiah: string | undefined, name: string) =>
      rupiah ? `Rp${Number(problem.values[name]).toLocaleString("id-ID")}` : wordOf(problem.values[name]),
    ),
  };
}

/** A value as it stands in a sentence, several of them with commas; nothing for what is no word. */
function wordOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordOf).join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
