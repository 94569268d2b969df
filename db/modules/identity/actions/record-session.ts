import { settle } from "../../../core/outbox.ts";
import { pause } from "../../../core/patience.ts";
import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import { RedisAway } from "../../../core/redis.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { closePages } from "./end-sessions.ts";
import { recordActivity } from "./record-activity.ts";
import type { Principal } from "../principal.ts";
import { findStanding, hasOpenSession, readPerson } from "../reads.ts";
import { dropSessions, keepSession, replaceSessions, sessionMaxSeconds, type KeptSession } from "../session.ts";
import { personTag } from "../rules/tags.ts";

/** A session that has begun, as its durable row is to tell of it. */
export interface NewSession {
  readonly principal: Principal;
  /** The number that Redis gave it; null: Redis is away, the database numbers it. */
  readonly versi: number | null;
  /** Sessions that Redis knows to have been taken over by it. */
  readonly menggantikan: string | null;
  /** When the password that was checked had been chosen. */
  readonly sandi_sejak: string;
  readonly perangkat: string;
  readonly alamat: string;
}

/** What became of it in the database, which decides. */
export interface RecordedSession {
  readonly versi: number;
  /** Refused (`tolak`): nothing was written. */
  readonly ditolak: boolean;
  /** It stands. Null: it had been recorded before. */
  readonly berdiri: boolean | null;
  /** The sessions that ended by it. */
  readonly berakhir: readonly string[];
  /** Its person as they are now; null: they may not be here any more. */
  readonly person: Omit<Principal, "session_id"> | null;
}

/**
 * Writes the durable row of a session with its line in the log, and ends those that it took over. Records come in any order and
 * more than once: a session with a lower number than one that was recorded has been taken over already. So has, in its way, one
 * whose password was changed meanwhile. While Redis is away the database does what Redis would: numbers the session, and
 * refuses it where the policy is `tolak` and another is open.
 */
export async function recordSession(work: Work, begun: NewSession): Promise<RecordedSession> {
  const { principal, versi } = begun;
  const { user_id: user, session_id: session } = principal;
  const recorded = await write(
    work,
    sql<Written<RecordedSession>>`with orang as (
        select u.institution_id, u.id, u.versi_sesi, a.kebijakan, u.aktif, u.password_changed_at::text = ${begun.sandi_sejak} as sandi,
            coalesce(${versi}::bigint, greatest(u.versi_sesi + 1, (extract(epoch from clock_timestamp()) * 1000)::bigint)) as versi,
            ${versi}::bigint is null and a.kebijakan = 'tolak' and ${hasOpenSession(sql`u.id`)} as ditolak
          from users u, (select coalesce(pengaturan ->> 'perangkat', 'ambil_alih') as kebijakan from institutions) a where u.id = ${user}::uuid
      ), sesi as (
        select *, case when not aktif then 'nonaktif' when not sandi then 'sandi'
            when kebijakan <> 'bebas' and versi <= versi_sesi then 'perangkat' end as alasan
          from orang where not ditolak
      ), baru as (
        insert into sessions (institution_id, id, user_id, versi, perangkat, alamat, ended_at, alasan)
        select institution_id, ${session}::uuid, id, versi, ${begun.perangkat}, ${begun.alamat}, case when alasan is not null then now() end, alasan from sesi
        -- Whoever logged out, or changed the password, before this came has written the row without its particulars.
        on conflict (institution_id, id) do update
          set versi = excluded.versi, perangkat = excluded.perangkat, alamat = excluded.alamat where sessions.versi = 0
        returning institution_id, user_id, id, ended_at is null as berdiri
      ), berakhir as (
        -- Where many may stand, those whose time is over are tidied away.
        update sessions s set ended_at = now(), alasan = case when sesi.kebijakan <> 'bebas' then 'perangkat' end from sesi
         where sesi.alasan is null and (sesi.kebijakan <> 'bebas' or s.created_at < now() - make_interval(secs => ${sessionMaxSeconds}))
           and s.user_id = sesi.id and s.id <> ${session}::uuid and s.ended_at is null
        returning s.institution_id, s.id
      ), naik as (
        update users u set last_login_at = now(), versi_sesi = greatest(u.versi_sesi, sesi.versi) from sesi where u.id = sesi.id
      ), log as (${recordActivity(sql`baru`, {
        user: sql`c.user_id`,
        oleh: sql`c.user_id`,
        aksi: "masuk",
        rincian: sql`jsonb_build_object('sesi', c.id)`,
        alamat: sql`${begun.alamat}::text`,
      })}),
      event as (${closePages(sql`berakhir`)}),
      bump as (${recordTags(sql`(select * from berakhir where ${versi}::bigint is null) b`, sql`${[personTag(user)]}::text[]`)})
      select ${writtenColumns(
        sql`jsonb_build_object('versi', orang.versi, 'ditolak', orang.ditolak, 'berdiri', (select berdiri from baru),
            'berakhir', coalesce((select jsonb_agg(id) from berakhir), '[]'), 'person', (${readPerson(user)}))`,
        { jobs: false, events: true },
      )} from orang`,
    // One login of a person after the other: what the statement sees begins once the former one is done.
    [sql`select from users where id = ${user}::uuid for update`],
  );
  if (!recorded) throw new Problem("IDENTITAS_ATAU_SANDI_SALAH");
  return recorded;
}

/** How long (ms) is waited before each further try. */
const pauses = [200, 1_000, 3_000];

/** Records a session after the answer of its login, with patience, and sees to it that Redis agrees. */
export async function recordSurely(work: Work, begun: NewSession): Promise<void> {
  await agreeWith(work, begun, await tryAgain(() => recordSession(work, begun)));
}

/**
 * Sees to it that Redis agrees with what the database decided of a session: others that ended are told so; should this one
 * have lost (Redis was flushed, or away or slow for some of several logins at once), it ends and the one that won stands; should its
 * person have been changed meanwhile, they are kept as they are now. What cannot be told is read again when Redis is back.
 */
export async function agreeWith(work: Work, begun: NewSession, recorded: RecordedSession): Promise<void> {
  try {
    await agree(work, begun, recorded);
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error;
    const tags = [personTag(begun.principal.user_id)];
    const [[bump]] = await work.db.batch(work.institutionId, [
      sql<{
        id: string;
        tags: string[];
      }>`${recordTags(sql`(select ${work.institutionId}::uuid as institution_id) i`, sql`${tags}::text[]`)}`,
    ]);
    if (bump) await settle(work, { jobs: [], bump });
  }
}

async function agree(
  { redis, institutionId, db }: Work,
  { principal, menggantikan, versi }: NewSession,
  recorded: RecordedSession,
): Promise<void> {
  const { session_id: session } = principal;
  await replaceSessions(
    redis,
    institutionId,
    recorded.berakhir.filter((id) => id !== menggantikan),
  );
  const now = recorded.person && { ...recorded.person, session_id: session };
  if (!now) return await dropSessions(redis, institutionId, [session]);
  if (recorded.berdiri === false) {
    const [[winner]] = await db.batch(institutionId, [findStanding(principal.user_id)]);
    // Of one that has logged out again, or whose password was changed, no other takes the place.
    if (!winner || winner.versi < recorded.versi) return await dropSessions(redis, institutionId, [session]);
    await replaceSessions(redis, institutionId, [session]);
    await keepSession(redis, untrusted({ ...winner.person, session_id: winner.id }), "newest", winner.versi);
  } else if (versi === null) {
    await keepSession(redis, untrusted(now), "newest", recorded.versi);
  } else if (JSON.stringify(now) !== JSON.stringify(principal)) {
    await keepSession(redis, untrusted(now), "itself");
  }
}

/** Read before it was known under which version: the next request reads it again. */
function untrusted(person: Principal): KeptSession {
  return { person, versi: null, dibaca: 0 };
}

async function tryAgain<T>(work: () => Promise<T>): Promise<T> {
  for (const ms of pauses) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 503) throw error;
      await pause(ms);
    }
  }
  return await work();
}
