import {
  describeProblem,
  Problem,
  problemPath,
  problemTypes,
  type Language,
  type ProblemCode,
} from "../../db/core/problem.ts";
import { tellRule } from "./field-rules.ts";
import type { Reply } from "./reply.ts";

/** What an answer must know of the request in which something went wrong. */
export interface Affected {
  readonly id: string;
  readonly language: Language;
  readonly publicUrl: string;
}

/** Whatever was thrown, as a problem: what we did not foresee says nothing of itself. */
export function problemOf(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : new Problem("GALAT_SERVER");
}

/** The members of a problem, as RFC 9457 has them. */
export function tellProblem(problem: Problem, request: Affected) {
  const { title, detail } = describeProblem(problem, request.language);
  const errors = problem.fields.map(({ detail: told, values = problem.values, ...field }) => ({
    ...field,
    detail: told ?? tellField(field.code, request.language, values),
  }));
  // What is particular to the occurrence comes first: it may not take the place of a standard member.
  return {
    ...problem.values,
    type: `${request.publicUrl}${problemPath(problem.code)}`,
    title,
    status: problem.status,
    detail,
    code: problem.code,
    request_id: request.id,
    ...(errors.length > 0 ? { errors } : {}),
  };
}

/** Turns whatever was thrown into an RFC 9457 answer. */
export function answerProblem(thrown: unknown, request: Affected): Reply {
  const problem = problemOf(thrown);
  const retryAfter = problem.retryAfter ?? (problem.status === 503 ? 5 : undefined);
  return {
    status: problem.status,
    body: JSON.stringify(tellProblem(problem, request)),
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      "content-language": request.language,
      "cache-control": "no-store",
      ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
      ...(problem.status === 401 ? { "www-authenticate": 'Bearer realm="serambi"' } : {}),
      ...allowOf(problem),
    },
  };
}

/** RFC 9110 wants the methods of the address beside a 405. */
export function allowOf(problem: Problem): Record<string, string> {
  const { diterima } = problem.values;
  return problem.code === "METODE_TIDAK_DIDUKUNG" && typeof diterima === "string" ? { allow: diterima } : {};
}

/** What a person is told of a field, whether its code is a rule of fields or a problem of its own. */
function tellField(code: string, language: Language, values: Problem["values"]): string {
  return Object.hasOwn(problemTypes, code)
    ? describeProblem(new Problem(code as ProblemCode, { values }), language).detail
    : tellRule(code, language);
}
