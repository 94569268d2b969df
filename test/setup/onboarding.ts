import { Redis } from "ioredis";
import { inject } from "vitest";

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
