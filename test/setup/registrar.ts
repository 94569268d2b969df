import { ask, codeOf } from "./http.ts";
import { ownerRows, testPassword, type Actor, type TestInstitution } from "./institution.ts";

let made = 0;

/** Whoever enters accounts: as an administrator does, over HTTP. */
export class Registrar {
  readonly institution: TestInstitution;

  constructor(institution: TestInstitution) {
    this.institution = institution;
  }

  /** A body that makes an account with a name of its own, in one role or in none. */
  body(peran: string | null = "dosen", unit = "TI") {
    made += 1;
    const pengenal: Record<string, string> = { username: `baru.${made}` };
    const held = peran === null ? [] : [{ peran, unit_id: this.institution.units[unit] }];
    return { nama: `Orang Baru ${made}`, pengenal, peran: held };
  }

  /** Enters an account, as the administrator unless somebody else is named; its id. */
  async create(body: object = this.body(), actor?: Actor): Promise<string> {
    const reply = await ask<{ id: string; code?: string }>(
      actor ?? (await this.institution.actor("ADM")),
      "POST",
      "/identity/users",
      body,
    );
    if (reply.status !== 201) throw new Error(`no account: ${codeOf(reply)}`);
    return reply.body.id;
  }

  /** Gives an account the password of all the tests' people, and logs its person in by this name. */
  async enter(id: string, name: string): Promise<Actor> {
    const { id: institutionId, people } = this.institution;
    await ownerRows(
      `update users set password_hash = (select password_hash from users where institution_id = $1 and id = $2)
        where institution_id = $1 and id = $3`,
      [institutionId, people["D1"]?.user_id, id],
    );
    const { body } = await this.logIn(name);
    return { token: String(body.token), userId: id, pegawaiId: "" };
  }

  /** Tries to log in by this name. */
  logIn(name: string) {
    const login = { identifier: name, password: testPassword, institution: this.institution.slug };
    return ask<{ code?: string; token?: string }>(null, "POST", "/identity/login", login);
  }
}
