import { ask } from "./http.ts";
import { asOwner, testPassword, type Actor, type TestInstitution } from "./institution.ts";

/** An account that a test made beside the usual people. */
export interface Account {
  readonly userId: string;
  readonly username: string;
  readonly email: string | null;
  readonly nama: string;
}

/** Makes an account: with or without a password (the usual one of tests), an e-mail address, a role for the university. */
export async function makeAccount(
  institution: TestInstitution,
  wish: { password?: boolean; email?: boolean; peran?: string; nama?: string } = {},
): Promise<Account> {
  const unique = crypto.randomUUID().slice(0, 8);
  const username = `akun-${unique}`;
  const email = wish.email ? `${username}@uji.example` : null;
  const nama = wish.nama ?? `Melati Kusuma ${unique}`;
  return await asOwner(async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into users (institution_id, nama, password_hash)
       select $1, $2, case when $3 then password_hash end from users where id = $4 returning id`,
      [institution.id, nama, wish.password ?? true, institution.people["D1"]?.user_id],
    );
    const userId = rows[0]?.id ?? "";
    await client.query(
      `insert into user_identifiers (institution_id, value, kind, user_id)
       select $1, value, kind, $2 from (values ($3, 'username'), ($4, 'email')) x(value, kind) where value is not null`,
      [institution.id, userId, username, email],
    );
    await client.query("insert into user_roles (institution_id, user_id, peran, unit_id) values ($1, $2, $3, $4)", [
      institution.id,
      userId,
      wish.peran ?? "dosen",
      institution.units["UNIV"],
    ]);
    return { userId, username, email, nama };
  });
}

/** A login as it is answered, from an address of its own. */
export async function logInWith(
  institution: { readonly slug: string },
  body: { identifier: string; password?: string; otp?: string },
  address: string = crypto.randomUUID(),
) {
  return await ask<{ token: string; code: string; person: { user_id: string; wajib_otp: boolean } }>(
    null,
    "POST",
    "/identity/login",
    { password: testPassword, institution: institution.slug, ...body },
    { "cf-connecting-ip": address },
  );
}

/** An account, logged in. */
export async function enter(institution: TestInstitution, account: Account): Promise<Actor> {
  const { status, body } = await logInWith(institution, { identifier: account.username });
  if (status !== 200) throw new Error(`login of ${account.username} answered ${status} ${body.code}`);
  return { token: body.token, userId: account.userId, pegawaiId: "" };
}
