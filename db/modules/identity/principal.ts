import type { Reach, Role } from "../../core/manifest.ts";

/** Somebody who is logged in, as their session remembers them: read once at login, dropped when roles change. */
export interface Principal {
  readonly session_id: string;
  readonly user_id: string;
  readonly institution_id: string;
  readonly nama: string;
  /** Their staff record; null for an account that travels nowhere. */
  readonly pegawai_id: string | null;
  readonly zona_waktu: string;
  /** The institution's own host; null when it is reached by the platform's only. */
  readonly host: string | null;
  /** Slugs of the modules that their institution has activated and has a licence for, beside those that everybody has. */
  readonly modul: readonly string[];
  /**
   * Until when their institution may change what it has (seconds since 1970), and the modules that it has activated and has no licence
   * for. Not there in what an earlier release has kept.
   */
  readonly lisensi?: { readonly sampai: number; readonly di_luar?: readonly string[] };
  /** A role of theirs demands a second factor that they have not set up: until then they may do little else. */
  readonly wajib_otp?: boolean;
  /** They operate the platform, beside what they are in their institution. */
  readonly operator?: boolean;
  /** What acts is a key of theirs, no session: what it may do, and until when (seconds; null: until it is revoked). */
  readonly kunci?: { readonly izin: readonly string[]; readonly habis: number | null };
  /** When roles come to them, or go, with an office that they stand in for (seconds since 1970): they are then read again. */
  readonly berubah?: number;
  readonly roles: readonly HeldRole[];
}

/** A role with the unit it is held for, and `units`: that one and all below it. */
interface HeldRole {
  readonly peran: string;
  readonly unit: string;
  readonly units: readonly string[];
  /** What a role of the institution's own carries, or that of an office one stands in for; the platform's are in the manifests. */
  readonly izin?: Readonly<Record<string, Reach>>;
}

/** Which rows a permission lets a principal reach. */
export type Scope =
  | { readonly reach: "all" }
  | { readonly reach: "unit"; readonly units: readonly string[]; readonly own: Own }
  | { readonly reach: "own"; readonly own: Own };

/** What makes a row one's own: made by this user, or about this member of staff. */
export interface Own {
  readonly user_id: string;
  readonly pegawai_id: string | null;
}

/** Reaches by how far they go. */
export const width: Readonly<Record<Reach, number>> = { own: 0, unit: 1, all: 2 };

/**
 * How far a principal's roles carry a permission: the widest reach of them, its units gathered. Null: not at all.
 * `grants` is the permission's entry in its module's manifest, which says nothing of the institution's own roles.
 */
export function scopeOf(
  principal: Principal,
  permission: string,
  grants: Readonly<Partial<Record<Role, Reach>>>,
): Scope | null {
  const held = principal.roles.flatMap(({ peran, units, izin }) => {
    // A role that was taken away may still be somebody's, under a name that every object knows.
    const reach = izin ? izin[permission] : Object.hasOwn(grants, peran) ? grants[peran as Role] : undefined;
    return reach ? [{ reach, units }] : [];
  });
  const widest = held.reduce<Reach | null>(
    (best, { reach }) => (best && width[best] >= width[reach] ? best : reach),
    null,
  );
  if (!widest) return null;
  if (widest === "all") return { reach: "all" };
  const own = { user_id: principal.user_id, pegawai_id: principal.pegawai_id };
  if (widest === "own") return { reach: "own", own };
  const units = held.filter(({ reach }) => reach === "unit").flatMap((grant) => grant.units);
  return { reach: "unit", units: [...new Set(units)].sort(), own };
}

/** A short text that is the same for two people exactly when they see the same rows; part of cache keys. */
export function scopeKey(scope: Scope): string {
  switch (scope.reach) {
    case "all":
      return "all";
    case "own":
      return `own:${scope.own.user_id}`;
    case "unit":
      return `unit:${scope.own.user_id}:${scope.units.join(",")}`;
  }
}
