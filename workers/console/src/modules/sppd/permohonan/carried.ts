import type { ApiProblem } from "../../../api/problem.ts";

/** Why an order that was just made was not submitted: told on the page of the draft, which is another. */
let carried: { readonly id: string; readonly problem: ApiProblem } | null = null;

export function carry(id: string, problem: ApiProblem): void {
  carried = { id, problem };
}

export function takeCarried(id: string): ApiProblem | null {
  const problem = carried?.id === id ? carried.problem : null;
  carried = null;
  return problem;
}
