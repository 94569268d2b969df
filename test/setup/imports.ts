import { expect, inject } from "vitest";
import { endOf, type Job } from "./deliveries.ts";
import { ask, type Reply } from "./http.ts";
import type { Actor } from "./institution.ts";
import { sheetOfRows, workbook } from "./workbooks.ts";

/** An import as people see it. */
export interface Import {
  readonly id: string;
  readonly status: string;
  readonly kolom_diabaikan: readonly string[];
  readonly job_id: string;
  readonly error_code: string | null;
  readonly jumlah: Readonly<Record<"sah" | "galat" | "tak_berubah" | "tersimpan", number>>;
  readonly lembar_galat: string | null;
}

/** A row of one, as far as tests look at it. */
export interface ImportedRow {
  readonly nomor: number;
  readonly putusan: string;
  readonly pengenal: Readonly<Record<string, string>>;
  readonly galat: readonly unknown[];
  readonly peringatan: readonly unknown[];
  readonly user_id: string | null;
}

/** Uploads a file. */
export function upload(
  actor: Actor,
  file: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Reply<{ id: string; job_id: string; code?: string }>> {
  return ask(actor, "POST", "/identity/imports?nama=Uji.xlsx", undefined, headers, file);
}

/** A file of these rows, headings first. */
export function fileOf(rows: readonly (readonly (string | number)[])[]): Uint8Array<ArrayBuffer> {
  return workbook(sheetOfRows(rows));
}

/** Uploads a file and waits until it has been looked at. */
export async function checked(actor: Actor, file: Uint8Array<ArrayBuffer>): Promise<Import & { readonly job: Job }> {
  const { status, body } = await upload(actor, file);
  expect([status, body.code]).toEqual([202, undefined]);
  const job = await endOf(actor, body.job_id);
  return { ...(await importOf(actor, body.id)), job };
}

/** Saves an import and waits until that has been done. */
export async function saved(actor: Actor, id: string): Promise<Import> {
  const { status, body } = await ask<{ job_id: string }>(actor, "POST", `/identity/imports/${id}/commit`);
  expect(status).toBe(202);
  await endOf(actor, body.job_id);
  return await importOf(actor, id);
}

/** An import as it stands. */
export async function importOf(actor: Actor, id: string): Promise<Import> {
  return (await ask<Import>(actor, "GET", `/identity/imports/${id}`)).body;
}

/** The first hundred rows of an import. */
export async function rowsOf(actor: Actor, id: string, filter = ""): Promise<readonly ImportedRow[]> {
  const path = `/identity/imports/${id}/rows?per_page=100${filter}`;
  return (await ask<{ data: readonly ImportedRow[] }>(actor, "GET", path)).body.data;
}

/** The bytes of a file that the edge hands out to somebody. */
export async function fileAt(actor: Actor, path: string): Promise<{ status: number; bytes: Uint8Array<ArrayBuffer> }> {
  const response = await fetch(`${inject("stack").urls.edge}/api/v1${path}`, {
    headers: { authorization: `Bearer ${actor.token}` },
  });
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
}
