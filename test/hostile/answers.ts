import { describeProblem, Problem, problemPath, problemTypes, type ProblemCode } from "../../db/core/problem.ts";
import { isOfPlatform, type PermissionName } from "../../db/modules/registry.ts";
import { ownerRows } from "../setup/institution.ts";
import type { Contract, Operation } from "./document.ts";
import type { Got, Sent } from "./http.ts";
import type { Neighbour } from "./neighbour.ts";
import { unprotected } from "./protection.ts";

/** What no answer may say: how we are built, and values that came to nothing. */
const internal =
  /postgres|\bneon\b|upstash|\bredis\b|\bzod|sqlstate|syntax error|violates|constraint|relation "|column "|node_modules|\.[cm]?[jt]s:\d|\bat \S+ \(|\bundefined\b|\[object |\bNaN\b|\bTypeError\b|\bReferenceError\b|internal server error|workerd|cloudflare/i;

/** Reads an answer as a stranger would who looks for what it should not say. */
export interface Judge {
  /** Everything that is wrong with an answer to an operation; empty when nothing is. */
  faults(operation: Operation, sent: Sent, got: Got): string[];
}

/** A judge of this contract's answers, who knows the names in the catalogue and everything of the neighbour's. */
export async function makeJudge(contract: Contract, neighbour: Neighbour): Promise<Judge> {
  const catalogue = await ownerRows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace
     union select conname from pg_constraint where connamespace = 'public'::regnamespace
     union select attname from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace
     union select proname from pg_proc where pronamespace = 'public'::regnamespace`,
  );
  // A name of one word may stand in a sentence, and what the document names is no secret.
  const secret = new Set(
    catalogue.map(({ name }) => name).filter((name) => name.includes("_") && !contract.names.has(name)),
  );
  return {
    faults: (operation, sent, got) => {
      const asked = `${tryDecode(sent.path)}\n${typeof sent.body === "string" ? sent.body : ""}`;
      const found = [
        ...unprotected(sent, got),
        ...ofHeaders(got),
        ...(overall(operation, got) ? [] : neighbour.seenIn(got, asked)),
      ];
      const told = got.text.replaceAll(/https?:\/\/127\.0\.0\.1:\d+/g, "");
      if (got.status < 400) return [...found, ...ofSuccess(operation, got)];
      const [word] = internal.exec(told) ?? [];
      if (word !== undefined && !asked.toLowerCase().includes(word.toLowerCase())) found.push(`it says ${word}`);
      const names = [...told.matchAll(/\w+/g)].map(([name]) => name);
      const leaked = names.find((name) => secret.has(name) && !asked.includes(name));
      if (leaked !== undefined) found.push(`it names ${leaked}`);
      return [...found, ...ofProblem(contract, got)];
    },
  };
}

/** What operators of the platform are shown is of all institutions, and so of the neighbour; nobody else is shown any of it. */
function overall({ open, permission = "session" }: Operation, { status }: Got): boolean {
  return !open && permission !== "session" && status < 300 && isOfPlatform(permission as PermissionName);
}

function ofHeaders({ headers, status }: Got): string[] {
  const found: string[] = [];
  if (status >= 500) found.push(`it is ${status}`);
  if (Object.keys(headers).some((name) => name.startsWith("x-suntikan"))) found.push("a header was injected");
  if (headers["set-cookie"]) found.push("it sets a cookie");
  return found;
}

function ofSuccess({ answers }: Operation, got: Got): string[] {
  const documented = answers.get(got.status);
  if (!documented) return [`${got.status} is not documented`];
  if (documented.type === null) return got.text === "" ? [] : ["it has a body"];
  if (documented.type !== "application/json") return [];
  const wrong = documented.faults(got.json);
  if (!got.headers["content-type"]?.startsWith(documented.type)) return [`it is ${got.headers["content-type"]}`];
  return wrong === "" ? [] : [wrong];
}

interface Told {
  readonly type: string;
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly request_id: string;
  readonly errors?: readonly { pointer: string; code: string; detail?: string }[];
}

function ofProblem({ problemFaults }: Contract, { status, headers, json, text }: Got): string[] {
  if (headers["content-type"] !== "application/problem+json; charset=utf-8" || json === null) {
    return [`it is no problem: ${headers["content-type"]} ${text.slice(0, 200)}`];
  }
  const wrong = problemFaults(json);
  if (wrong !== "") return [wrong];
  const found: string[] = [];
  const problem = json as unknown as Told;
  const type = problemTypes[problem.code as ProblemCode];
  const language = headers["content-language"] === "en" ? "en" : "id";
  if (type.status !== status || problem.status !== status) found.push(`${problem.code} came with ${status}`);
  if (!problem.type.endsWith(problemPath(problem.code))) found.push(`its page is ${problem.type}`);
  if (problem.request_id !== headers["x-request-id"]) found.push("its request id is another");
  if (problem.title !== describeProblem(new Problem(problem.code as ProblemCode), language).title) {
    found.push(`its title is not ${language}`);
  }
  if (problem.code === "DATA_TIDAK_SAH" && !problem.errors?.length) found.push("it does not say which field is wrong");
  for (const { pointer, code, detail } of problem.errors ?? []) {
    if (!/^(\/|$)/.test(pointer)) found.push(`${pointer} is no pointer`);
    if (!/^[A-Z][A-Z\d_]+$/.test(code)) found.push(`${code} is no code`);
    if (!detail) found.push(`${code} at ${pointer} tells nobody what to do`);
  }
  return found;
}

function tryDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
