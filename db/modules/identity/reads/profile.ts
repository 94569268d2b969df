import { hashField, openField } from "../../../core/crypto.ts";
import type { Config } from "../../../core/env.ts";
import { Problem } from "../../../core/problem.ts";
import { sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";

/** Where the sealed columns of an account belong; bound into the seals, and into the keyed hash of the telephone number. */
export const profilePlaces = { telepon: "users.telepon", alamat: "users.alamat" } as const;

/** What is kept of somebody beside names and roles. */
export interface Profile {
  readonly nama: string;
  readonly surel: string | null;
  /** An address that was given and waits to be confirmed. */
  readonly surel_menunggu: string | null;
  readonly telepon: string | null;
  readonly alamat: string | null;
  readonly ringkasan_surel: string;
  readonly bahasa: string;
  readonly otp: boolean;
  /** Recovery codes that are left. */
  readonly kode_pemulihan: number;
}

/** The profile of an account `u` that `within` admits (SQL); sealed columns opened. `TIDAK_DITEMUKAN`. One round trip. */
export async function readProfile(work: Work, id: string, within: Query = sql`true`): Promise<Profile> {
  const [[found]] = await work.db.batch(work.institutionId, [
    sql<Profile>`select u.nama, u.telepon, u.alamat, u.ringkasan_surel, coalesce(u.bahasa, (select i.locale from institutions i where i.id = u.institution_id)) as bahasa, u.totp_sejak is not null as otp,
        (select count(*)::int from kode_pemulihan k where k.user_id = u.id and k.used_at is null) as kode_pemulihan,
        (select x.value from user_identifiers x where x.user_id = u.id and x.kind = 'email') as surel,
        (select case when l.used_at is null and l.expires_at > now() then l.surel end from tautan_akun l
          where l.user_id = u.id and l.tujuan = 'surel' order by l.id desc limit 1) as surel_menunggu
      from users u where u.id = ${id}::uuid and ${within}`,
  ]);
  if (!found) throw new Problem("TIDAK_DITEMUKAN");
  const open = async (place: keyof typeof profilePlaces) => {
    const sealed = found[place];
    return sealed === null ? null : await openField(work.config, profilePlaces[place], sealed);
  };
  return { ...found, telepon: await open("telepon"), alamat: await open("alamat") };
}

/** Whether an account `u` has this telephone number (in its normal form): equality, over the keyed hash beside the sealed value. */
export async function hasPhone(config: Config, institutionId: string, telepon: string): Promise<Query> {
  const hashes = await hashField(config, { place: profilePlaces.telepon, institutionId }, telepon);
  return sql`u.telepon_hash = any(${hashes}::text[])`;
}
