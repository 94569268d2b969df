import { describeProblem, Problem, problemPath, type Language } from "../../db/core/problem.ts";

/** Turns whatever was thrown into an RFC 9457 answer. What we did not foresee says nothing of itself. */
export function answerProblem(
  thrown: unknown,
  request: { id: string; language: Language; publicUrl: string },
): Response {
  const problem = thrown instanceof Problem ? thrown : new Problem("GALAT_SERVER");
  const { title, detail } = describeProblem(problem, request.language);
  const fields = problem.fields.length > 0 ? { errors: problem.fields } : {};
  // What is particular to the occurrence comes first: it may not take the place of a standard member.
  const body = {
    ...problem.values,
    type: `${request.publicUrl}${problemPath(problem.code)}`,
    title,
    status: problem.status,
    detail,
    code: problem.code,
    request_id: request.id,
    ...fields,
  };
  const retryAfter = problem.retryAfter ?? (problem.status === 503 ? 5 : undefined);
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      "content-language": request.language,
      "cache-control": "no-store",
      ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
      ...(problem.status === 401 ? { "www-authenticate": 'Bearer realm="serambi"' } : {}),
      ...allowOf(problem),
    },
  });
}

/** RFC 9110 wants the methods of the address beside a 405. */
export function allowOf(problem: Problem): Record<string, string> {
  const { diterima } = problem.values;
  return problem.code === "METODE_TIDAK_DIDUKUNG" && typeof diterima === "string" ? { allow: diterima } : {};
}
