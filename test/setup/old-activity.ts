import { asOwner, ownerRows, type TestInstitution } from "./institution.ts";

/** The first day of a month, so many months before this one. */
export function monthAgo(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
}

/** Has something stand in somebody's activity, so many times, in the middle of a month of so many months ago. */
export async function didMonthsAgo(
  institution: TestInstitution,
  key: string,
  aksi: string,
  { months, times = 1, by = key }: { months: number; times?: number; by?: string },
): Promise<void> {
  const [user, oleh] = [key, by].map((one) => institution.people[one]?.user_id);
  const day = monthAgo(months);
  await asOwner((owner) => owner.query("select open_year($1)", [Number(day.slice(0, 4))]));
  await ownerRows(
    `insert into aktivitas (institution_id, id, created_at, user_id, oleh, aksi, alamat)
     select $1, x.id, uuid_extract_timestamp(x.id), $2, $3, $4, '192.0.2.7' from (
       select uuidv7($6::timestamptz + interval '10 days' - now()) as id from generate_series(1, $5)) x`,
    [institution.id, user, oleh, aksi, times, day],
  );
}

/** How many entries of each person are left from a month of so many months ago. */
export async function leftOf(institution: TestInstitution, months: number): Promise<Record<string, number>> {
  const rows = await ownerRows<{ user_id: string; jumlah: number }>(
    `select a.user_id, count(*)::int as jumlah from aktivitas a
      where a.institution_id = $1 and a.created_at >= $2 and a.created_at < $2::date + interval '1 month' group by 1`,
    [institution.id, monthAgo(months)],
  );
  const keys = Object.entries(institution.people);
  return Object.fromEntries(
    rows.map(({ user_id, jumlah }) => [keys.find(([, person]) => person.user_id === user_id)?.[0] ?? "", jumlah]),
  );
}
