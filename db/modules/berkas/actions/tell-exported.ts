import type { JobNews } from "../../../core/job-life.ts";
import type { Said } from "../../../core/manifest.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { recordNotifications, tagsOfTold } from "../../notifications/actions/record.ts";
import { recordMail, recordMailJob } from "../../surel/actions/record-mail.ts";
import { daysKept } from "../rules/ekspor.ts";

/** Tells whoever asked for a file that it is there: a notification, and a mail to those who have an address. */
export function tellExported({ trace }: Work, judul: Said, banyak: number): JobNews {
  const data = sql`jsonb_build_object('judul_id', ${judul.id}::text, 'judul_en', ${judul.en}::text, 'banyak', ${String(banyak)}::text,
    'sampai', to_char((now() + make_interval(days => ${daysKept}::integer)) at time zone (select i.zona_waktu from institutions i where i.id = c.institution_id), 'YYYY-MM-DD'))`;
  const rows = sql`select c.institution_id, c.created_by as user_id, 1 as urut, 'success' as jenis, 'berkas.ekspor_siap' as kode,
    ${data} as data, '/ekspor/' || c.id as tautan from change c`;
  return {
    statements: sql`${recordNotifications(rows, null)},
      dikirimi as (select c.institution_id, c.id, c.created_by, e.value as surel
        from change c join user_identifiers e on e.user_id = c.created_by and e.kind = 'email'),
      mail as (${recordMail(sql`dikirimi`, {
        templat: "ekspor",
        kepada: sql`c.surel`,
        user: sql`c.created_by`,
        data: sql`${data} || jsonb_build_object('ekspor', c.id)`,
      })}),
      job as (${recordMailJob(sql`mail`, { createdBy: null, trace })})`,
    tags: tagsOfTold,
  };
}
