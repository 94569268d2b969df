import { readXlsx } from "hucre/xlsx";
import { expect, inject } from "vitest";
import { jobAfter } from "./deliveries.ts";
import { ask } from "./http.ts";
import type { Actor } from "./institution.ts";

/** A file as it is had: at once, or from where it was written. */
interface Had {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** Asks for a list as a file. */
export async function fetchFile(actor: Actor, path: string, headers: Record<string, string> = {}): Promise<Had> {
  const response = await fetch(`${inject("stack").urls.edge}/api/v1${path}`, {
    headers: { authorization: `Bearer ${actor.token}`, ...headers },
  });
  return {
    status: response.status,
    bytes: new Uint8Array(await response.arrayBuffer()),
    headers: response.headers,
  };
}

/** An export as its owner sees it. */
export interface Exported {
  readonly status: string;
  readonly error_code: string | null;
  readonly banyak: number | null;
  readonly url: string | null;
}

/** Has a list written behind, waits for it, and fetches the file. */
export async function written(actor: Actor, path: string): Promise<{ id: string; state: Exported; bytes: Uint8Array }> {
  const { status, body } = await ask<{ job_id: string }>(actor, "GET", path);
  expect(status).toBe(202);
  const ended = await jobAfter(actor, body.job_id, (job) => job.status === "done" || job.status === "dead", 180_000);
  expect(ended).toMatchObject({ status: "done", error_code: null });
  const { body: state } = await ask<Exported>(actor, "GET", `/berkas/ekspor/${body.job_id}`);
  const response = await fetch(state.url ?? "");
  expect(response.status).toBe(200);
  return { id: body.job_id, state, bytes: new Uint8Array(await response.arrayBuffer()) };
}

/** The rows of a CSV whose cells hold no line ends, headings first. */
export function csvRows(bytes: Uint8Array): string[] {
  expect(Buffer.from(bytes.slice(0, 3)).toString("hex")).toBe("efbbbf");
  return new TextDecoder().decode(bytes).split("\r\n").slice(0, -1);
}

/** The rows of a workbook by their headings, and how many of its cells are formulas. */
export async function sheetRows(bytes: Uint8Array): Promise<{ rows: Record<string, unknown>[]; formulas: number }> {
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  const [head = [], ...rows] = sheets[0]?.rows ?? [];
  const formulas = [...(sheets[0]?.cells?.values() ?? [])].filter(({ formula: one }) => one !== undefined).length;
  return {
    rows: rows.map((row) => Object.fromEntries(head.map((name, at) => [String(name), row[at] ?? null]))),
    formulas,
  };
}
