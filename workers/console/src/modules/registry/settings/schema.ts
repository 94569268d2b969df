import type { Language } from "../../../i18n/index.ts";

/** A value that can be set. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** As much of a module's JSON schema as a form is made from. */
export interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly title_en?: string;
  /** What the values of an enumeration, or the keys of pairs, are called. */
  readonly choices?: Readonly<Record<string, Readonly<Record<Language, string>>>>;
  readonly description?: string;
  readonly default?: Json;
  readonly enum?: readonly Json[];
  readonly examples?: readonly Json[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/** How a schema is asked for. */
type Kind = "choice" | "choices" | "switch" | "number" | "text" | "list" | "group" | "pairs" | "raw";

export function kindOf(schema: Schema): Kind {
  if (schema.enum) return "choice";
  switch (schema.type) {
    case "boolean":
      return "switch";
    case "integer":
    case "number":
      return "number";
    case "string":
      return "text";
    case "array":
      return schema.items?.enum ? "choices" : schema.items ? "list" : "raw";
    case "object":
      if (schema.properties) return "group";
      return schema.propertyNames?.enum && typeof schema.additionalProperties === "object" ? "pairs" : "raw";
    default:
      return "raw";
  }
}

/** The fields of an object: those it names, or those its keys may be. */
export function fieldsOf(schema: Schema): [string, Schema][] {
  if (schema.properties) return Object.entries(schema.properties);
  const each = schema.additionalProperties;
  if (typeof each !== "object") return [];
  return (schema.propertyNames?.enum ?? []).map((key) => [`${key as string | number}`, each]);
}

/** What a field begins with. */
export function initialOf(schema: Schema): Json {
  if (schema.default !== undefined) return copyOf(schema.default);
  switch (kindOf(schema)) {
    case "choice":
      return schema.enum?.[0] ?? null;
    case "choices":
    case "list":
      return [];
    case "group":
    case "pairs":
      return {};
    case "switch":
      return false;
    case "number":
      return schema.minimum ?? 0;
    case "text":
      return "";
    case "raw":
      return null;
  }
}

/** Not `structuredClone`: what was answered is watched, and that cannot copy it. */
export const copyOf = <Value extends Json>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** What a field is called. */
export function nameOf(key: string, schema: Schema, language: Language): string {
  return (language === "en" ? schema.title_en : undefined) ?? schema.title ?? wordsOf(key);
}

/** What one of the choices of a schema is called. */
export function choiceOf(value: string, { choices, items }: Schema, language: Language): string {
  return (choices ?? items?.choices)?.[value]?.[language] ?? wordsOf(value);
}

/** A key or a choice as people read it: `batas_tertinggi` as "Batas tertinggi". */
function wordsOf(key: string): string {
  const words = key.replaceAll(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
