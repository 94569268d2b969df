import { sql } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { personTag } from "../../identity/rules/tags.ts";

/** Pins widgets to somebody's dashboard, in this order and no others. */
export async function pinWidgets(work: Work, userId: string, widgets: readonly string[]): Promise<void> {
  await write(
    work,
    sql<Written<true>>`with change as (
        update users set widgets = ${widgets}::text[] where id = ${userId}::uuid returning institution_id
      ), bump as (${recordTags(sql`change`, sql`${[personTag(userId)]}::text[]`)})
      select ${writtenColumns(sql`'true'::jsonb`, { jobs: false })} from change`,
  );
}
