import { Problem } from "../../../core/problem.ts";
import { sql } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { linkUrl } from "../link-token.ts";
import type { Principal, Scope } from "../principal.ts";
import { findRefusedUser } from "./explain-user.ts";
import { recordInvitations } from "./record-invitation.ts";
import { lockUser } from "./user-parts.ts";

/** Whom to invite. `serahkan`: where there is no address to write to, the link itself is wanted, to be handed over. */
export interface Inviting {
  readonly id: string;
  readonly serahkan: boolean;
  readonly alamat: string;
}

/** An invitation that was made: sent by mail, or, for who has no address, as a link to be handed over. */
export interface Invited {
  readonly surel: boolean;
  readonly tautan: string | null;
  readonly berlaku_sampai: string;
}

/** What a repetition of the request is answered from: no link is kept anywhere. */
interface Kept {
  readonly id: string;
  readonly surel: boolean;
  readonly berlaku_sampai: string;
}

/**
 * Invites somebody to choose their first password; an earlier invitation is void. A link is shown only of an account that never had
 * a password and has no address: everybody else is written to at their own, and to nobody else. `TIDAK_DITEMUKAN`;
 * `DI_LUAR_KEWENANGAN`; `AKUN_NONAKTIF`; `SUDAH_BERSANDI`; `TANPA_SUREL`.
 */
export async function inviteUser(work: Work, principal: Principal, scope: Scope, asked: Inviting): Promise<Invited> {
  const kept = await write(
    work,
    sql<Written<Kept>>`with locked as (${lockUser(asked.id, principal, scope)}),
      orang as (
        select l.institution_id, l.id as user_id, e.value as surel from locked l
          left join user_identifiers e on e.user_id = l.id and e.kind = 'email'
         where l.aktif and l.password_hash is null and (e.value is not null or ${asked.serahkan})
      ), ${recordInvitations(sql`orang`, { oleh: principal.user_id, alamat: asked.alamat, trace: work.trace })}
      select ${writtenColumns(
        sql`jsonb_build_object('id', undangan.id, 'surel', undangan.surel is not null, 'berlaku_sampai', undangan.expires_at)`,
        { jobs: true, tags: false },
      )} from undangan`,
  );
  if (!kept) throw await explain(work, principal, scope, asked.id);
  const { id: linkId, surel, berlaku_sampai } = kept;
  const link = { institutionId: work.institutionId, linkId };
  return { surel, tautan: surel ? null : await linkUrl(work.config, link, "undangan"), berlaku_sampai };
}

async function explain(work: Work, principal: Principal, scope: Scope, id: string): Promise<Problem> {
  const { aktif, bersandi } = await findRefusedUser(work, principal, scope, id);
  if (!aktif) return new Problem("AKUN_NONAKTIF");
  return new Problem(bersandi ? "SUDAH_BERSANDI" : "TANPA_SUREL");
}
