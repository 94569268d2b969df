import { sql, type Query } from "../../../core/postgres.ts";

/** By what somebody proves who they are, and how they are called: for whatever asks for proof again. */
export interface Credentials {
  readonly password_hash: string | null;
  /** Sealed; null when they have not begun to set up a second factor. */
  readonly totp: string | null;
  /** Whether it counts: it was confirmed with a code. */
  readonly totp_aktif: boolean;
  readonly nama: string;
  /** Every name they log in with. */
  readonly pengenal: readonly string[];
  readonly institusi: string;
  readonly slug: string;
}

/** The credentials of somebody who is active. */
export function findCredentials(userId: string): Query<Credentials> {
  return sql`select u.password_hash, u.totp, u.totp_sejak is not null as totp_aktif, u.nama, i.nama as institusi, i.slug,
      array(select x.value from user_identifiers x where x.user_id = u.id order by x.kind = 'username' desc, x.kind = 'email' desc, x.kind) as pengenal
    from users u join institutions i on i.id = u.institution_id where u.id = ${userId}::uuid and u.aktif`;
}

/** Counts a code's step as used; no row when it, or a later one, was used before. */
export function useStep(userId: string, sealed: string, step: number): Query<{ id: string }> {
  return sql`update users set totp_langkah = ${step}
     where id = ${userId}::uuid and totp = ${sealed} and totp_sejak is not null and totp_langkah < ${step} returning id`;
}
