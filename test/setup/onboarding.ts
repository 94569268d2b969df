import { Redis } from "ioredis";
import { expect, inject } from "vitest";
import { tryAsApplication } from "./catalogue.ts";
import { appRows, ownerRows } from "./institution.ts";

/** An institution that is to be, which nobody has registered. */
export function newInstitution() {
  const own = crypto.randomUUID().slice(0, 8);
  return {
    nama: "Roti Melati",
    slug: `roti-${own}`,
    kota: "Semarang",
    business_type: "pabrik-roti",
    pemilik: { nama: "Melati Wulandari", surel: `melati.${own}@roti.example`, username: "melati" },
  };
}

/** Lets Redis forget how many institutions were registered from where. */
export async function forgetRegistrations(): Promise<void> {
  const redis = new Redis(inject("stack").redisUrl);
  try {
    const keys = await redis.keys("limit:daftar-institusi:*");
    if (keys.length > 0) await redis.del(...keys);
  } finally {
    redis.disconnect();
  }
}

/**
 * Calls what registers institutions with what it was not made for: what it makes is new and nobody else's, names that somebody has are
 * refused, and nothing of theirs is told or changed.
 */
export async function tryOnboarding(
  ours: string,
  theirs: { readonly id: string; readonly slug: string },
  injections: readonly string[],
): Promise<void> {
  const text = "select onboard_institution($1, $2) as v";
  const asked = { business_type: "sekolah", slug: theirs.slug, id: theirs.id, nama: "x", surel: "x@x.example" };
  const state = () => ownerRows("select * from institutions where id = any($1) order by id", [[ours, theirs.id]]);
  const before = await state();
  expect(await appRows(ours, text, [asked, ["x"]])).toEqual([{ v: { ditolak: "slug" } }]);
  expect(await appRows(null, text, [{ ...asked, business_type: "' or true --" }, ["x"]])).toEqual([
    { v: { ditolak: "business_type" } },
  ]);
  for (const slug of injections) {
    const [outcome] = await tryAsApplication(ours, [{ text, values: [{ ...asked, slug }, [slug]] }]);
    expect((outcome as { code?: string }).code).toMatch(/^[\dA-Z]{5}$/);
  }
  expect(await state()).toEqual(before);
}
