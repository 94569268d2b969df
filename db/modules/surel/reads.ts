import { sql } from "../../core/postgres.ts";
import type { Work } from "../../core/work.ts";

/** A recorded mail as whoever writes and sends it needs it. */
export interface RecordedMail {
  readonly id: string;
  readonly kepada: string;
  readonly bahasa: "id" | "en";
  readonly templat: string;
  readonly data: unknown;
  readonly sent: boolean;
  readonly user_id: string | null;
  /** Of whom it is for; null for an address that is nobody's account. */
  readonly nama: string | null;
  readonly institusi: string;
  /** When what it tells was done, and when its link ends: as the institution's clocks show it, ISO without a zone. */
  readonly dibuat: string;
  readonly berlaku_sampai: string | null;
  /** Whether its link, if it has one, has been used or has ended, or nobody wants the digest any more: then it is not worth sending. */
  readonly usang: boolean;
}

/** These mails, in the order in which they were recorded. */
export async function readForSending(work: Work, ids: readonly string[]): Promise<RecordedMail[]> {
  const [rows] = await work.db.batch(work.institutionId, [
    sql<RecordedMail>`select s.id, s.kepada, s.bahasa, s.templat, s.data, s.user_id, s.sent_at is not null as sent, u.nama, i.nama as institusi,
        to_char(s.created_at at time zone i.zona_waktu, 'YYYY-MM-DD"T"HH24:MI') as dibuat,
        to_char(l.expires_at at time zone i.zona_waktu, 'YYYY-MM-DD"T"HH24:MI') as berlaku_sampai,
        coalesce(l.used_at is not null or l.expires_at < now(), false)
          or s.templat = 'ringkasan' and not coalesce(u.aktif and u.ringkasan_surel <> 'tidak', false) as usang
      from surel s
      join institutions i on i.id = s.institution_id
      left join users u on u.id = s.user_id
      left join tautan_akun l on l.id = (s.data ->> 'tautan')::uuid
     where s.id = any(${ids}::uuid[]) order by s.id`,
  ]);
  return rows;
}

/** How many of these have neither been sent nor lost their point. */
export async function countRefused(work: Work, ids: readonly string[]): Promise<number> {
  const [[count]] = await work.db.batch(work.institutionId, [
    sql<{ n: number }>`select count(*)::int as n from surel
      where id = any(${ids}::uuid[]) and sent_at is null and galat is distinct from 'SUREL_USANG'`,
  ]);
  return count?.n ?? 0;
}
