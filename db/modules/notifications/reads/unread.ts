import * as z from "zod";
import { only, sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { channelsOf } from "./channels.ts";

/** How much somebody has not read yet. */
export const unreadView = z.object({ jumlah: z.number().int() });

/** Reads it as finished JSON: a difference for each audience, whatever was said to it. */
export async function readUnread(work: Work, userId: string): Promise<string> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{
      json: string;
    }>`select jsonb_build_object('jumlah', coalesce(sum(c.terakhir - c.jumlah), 0))::text as json from (${channelsOf(sql`${userId}::uuid`)}) c`,
  ]);
  return only(rows).json;
}
