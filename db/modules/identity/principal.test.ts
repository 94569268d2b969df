import { describe, expect, it } from "vitest";
import { scopeKey, scopeOf, type Principal } from "./principal.ts";

const principal = (roles: Principal["roles"]): Principal => ({
  session_id: "s",
  user_id: "u",
  institution_id: "i",
  nama: "Ratna",
  pegawai_id: "p",
  zona_waktu: "Asia/Jakarta",
  host: null,
  modul: [],
  roles,
});
const permission = "sppd.read";
const own = { user_id: "u", pegawai_id: "p" };

describe("how far a permission reaches", () => {
  it("is nowhere without a role that carries it", () => {
    expect(
      scopeOf(principal([{ peran: "bendahara", unit: "a", units: ["a"] }]), permission, { dosen: "own" }),
    ).toBeNull();
    expect(scopeOf(principal([]), permission, { dosen: "own" })).toBeNull();
  });

  it("is the widest of one's roles, with the units of those that reach units", () => {
    const roles: Principal["roles"] = [
      { peran: "dosen", unit: "a", units: ["a"] },
      { peran: "kaprodi", unit: "a", units: ["b", "a"] },
      { peran: "operator", unit: "a", units: ["c"] },
    ];
    expect(scopeOf(principal(roles), permission, { dosen: "own" })).toEqual({ reach: "own", own });
    expect(scopeOf(principal(roles), permission, { dosen: "own", kaprodi: "unit" })).toEqual({
      reach: "unit",
      units: ["a", "b"],
      own,
    });
    expect(scopeOf(principal(roles), permission, { kaprodi: "unit", operator: "unit" })).toEqual({
      reach: "unit",
      units: ["a", "b", "c"],
      own,
    });
    expect(scopeOf(principal(roles), permission, { dosen: "all", kaprodi: "unit" })).toEqual({ reach: "all" });
  });

  it("is what the institution says of a role of its own, whatever the manifests say of one with that name", () => {
    const held = (izin: Record<string, "own" | "unit" | "all">) =>
      principal([{ peran: "kaprodi", unit: "a", units: ["a", "b"], izin }]);
    expect(scopeOf(held({}), permission, { kaprodi: "all" })).toBeNull();
    expect(scopeOf(held({ "sppd.read": "own" }), permission, { kaprodi: "all" })).toEqual({ reach: "own", own });
    expect(scopeOf(held({ "sppd.read": "unit" }), permission, {})).toEqual({ reach: "unit", units: ["a", "b"], own });
    expect(scopeOf(held({ "sppd.create": "all" }), permission, { kaprodi: "all" })).toBeNull();
  });

  it("shares a cache with those alone who see the same rows", () => {
    const keys = [
      scopeKey({ reach: "all" }),
      scopeKey({ reach: "own", own }),
      scopeKey({ reach: "own", own: { ...own, user_id: "v" } }),
      scopeKey({ reach: "unit", units: ["a"], own }),
      scopeKey({ reach: "unit", units: ["a", "b"], own }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
