import * as z from "zod";

/** A kind of institution. */
export const businessType = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  icon: z.string(),
  color: z.string(),
});

/** A module, as the registry shows it. */
export const module = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  category: z.string(),
  icon: z.string(),
  version: z.string(),
  is_core: z.boolean().meta({ description: "Selalu aktif, bagi semua institusi" }),
  dependencies: z.array(z.string()),
  settings: z.record(z.string(), z.json()).nullable().meta({ description: "JSON Schema dari yang dapat diatur" }),
});

/** What an institution has of a module. */
export const userModule = z.object({
  id: z.uuid(),
  module,
  is_active: z.boolean(),
  activated_at: z.string(),
  configuration: z
    .record(z.string(), z.json())
    .meta({ description: "Yang sudah diatur; selebihnya menurut bawaan modul" }),
});

/** What is recommended to a kind of institution. */
export const recommendations = z.object({
  business_type: businessType,
  data: z.array(z.object({ id: z.uuid(), module, priority: z.int().min(1).max(3), is_required: z.boolean() })),
});

/** A collection that is shown whole. */
export const collection = <Item extends z.ZodType>(item: Item) => z.object({ data: z.array(item) });
