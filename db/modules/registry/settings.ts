import type * as z from "zod";
import type { Manifest } from "../../core/manifest.ts";
import { manifests } from "../registry.ts";

const declared = new Map<string, Manifest>(Object.entries(manifests));

/** The schema of what an institution may set of a module; null where there is nothing to set, or no such module in this release. */
export function settingsOf(slug: string): z.ZodObject | null {
  return declared.get(slug)?.settings ?? null;
}
