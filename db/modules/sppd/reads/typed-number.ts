import { sql, type Query } from "../../../core/postgres.ts";

/** A number as somebody typed it, or how it begins, in the letters of `nomor_surat.dicari`: without spaces, in capitals. */
export function typedNumber(number: string | Query): Query {
  return sql`upper(regexp_replace(${number}::text, '\\s', '', 'g')) collate "C"`;
}
