import { issueUnsent, orderWithLetter } from "../setup/deliveries.ts";
import { ask } from "../setup/http.ts";
import type { Actor, TestInstitution } from "../setup/institution.ts";
import { openSessionOf } from "../setup/log-in.ts";
import { operatorOf } from "../setup/operators.ts";
import { act, bandung, draft, leg, orderE1 } from "../setup/orders.ts";
import { tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import type { Arranged } from "./requests.ts";

/** The institution in which examples are brought about, on Monday 6 April 2026; no two orders share a day. */
export class Ground {
  readonly institution: TestInstitution;
  readonly #sessions = new Map<string, Promise<Actor>[]>();
  #trips = 1;
  #turn = 0;

  constructor(institution: TestInstitution) {
    this.institution = institution;
  }

  /** How many days from now two begin that no other order has. There are some hundred such pairs until the year ends. */
  days(): number {
    return ++this.#trips * 2;
  }

  /** A token of somebody's, each time of another of their sessions: what is limited by session limits no test. */
  async token(key: string): Promise<string> {
    const pool = this.#sessions.get(key) ?? Array.from({ length: 4 }, () => this.freshActor(key));
    this.#sessions.set(key, pool);
    const { token } = await (pool[++this.#turn % pool.length] ?? this.freshActor(key));
    return token;
  }

  /** The token with which an arranged request is sent. */
  async tokenOf({ as, alone, token }: Arranged): Promise<string | null> {
    if (token !== undefined) return token;
    if (as === null) return null;
    return alone ? (await this.freshActor(as)).token : await this.token(as);
  }

  /** Somebody in a session of their own; `PLATFORM` operates the platform. */
  async freshActor(key: string): Promise<Actor> {
    if (key === "PLATFORM") return await operatorOf(this.institution);
    const { slug, people } = this.institution;
    const person = people[key];
    if (!person?.user_id) throw new Error(`nobody called ${key}`);
    const token = await openSessionOf(slug, key.toLowerCase());
    return { token, userId: person.user_id, pegawaiId: person.pegawai_id };
  }

  /** A draft of D1's for two days of its own; the operator's, when others come along. */
  async draft(along: readonly string[] = []): Promise<string> {
    const [d1, op] = await Promise.all(["D1", "OP"].map((key) => this.institution.actor(key)));
    if (!d1 || !op) throw new Error("nobody there");
    const from = tambahHari("2026-04-06", this.days());
    const etape = [leg(from, tambahHari(from, 1), bandung)];
    const unit_id = this.institution.units["TI"];
    return along.length === 0
      ? await draft(d1, orderE1(this.institution, [d1.pegawaiId], { etape }))
      : await draft(op, orderE1(this.institution, [d1.pegawaiId, ...along], { etape, unit_id }));
  }

  async submitted(): Promise<string> {
    const id = await this.draft();
    await act(await this.institution.actor("D1"), id, "ajukan");
    return id;
  }

  async approved(): Promise<string> {
    const id = await this.submitted();
    for (const key of ["A1", "A2"]) await act(await this.institution.actor(key), id, "setujui");
    return id;
  }

  /** Something that everybody was told. */
  async told(): Promise<string> {
    const said = { kepada: "semua", judul: "Dies Natalis", isi: "Upacara pukul 08.00." };
    const { body } = await ask(await this.freshActor("ADM"), "POST", "/notifications", said);
    return String(body["id"]);
  }

  /** A job of G1's that is recorded and not sent. */
  async unsentJob(): Promise<string> {
    return await issueUnsent(this.institution, await this.approved());
  }

  /** An order of D1's whose Surat Tugas is out, its SPD not. */
  async withLetter(): Promise<string> {
    return await orderWithLetter(this.institution, [(await this.institution.actor("D1")).pegawaiId], this.days() / 7);
  }

  /** An account that nobody has yet, with the role of a lecturer. */
  account() {
    const name = `laras.${crypto.randomUUID().slice(0, 8)}`;
    return {
      nama: "Laras Kusumawati",
      pengenal: { username: name, email: `${name}@kampus.example` },
      peran: [{ peran: "dosen", unit_id: this.institution.units["TI"] }],
    };
  }

  /** Somebody who was entered just now. */
  async user(): Promise<string> {
    const { body } = await ask<{ id: string }>(
      await this.institution.actor("ADM"),
      "POST",
      "/identity/users",
      this.account(),
    );
    return body.id;
  }

  /** A role of the institution's own that nobody holds. */
  async role(): Promise<string> {
    const kode = roleCode();
    const izin = { "sppd.read": "unit" };
    await ask(await this.institution.actor("ADM"), "POST", "/identity/roles", { kode, nama: "Sekretaris", izin });
    return kode;
  }

  /** The ids that a travel order refers to. */
  async orderIds(): Promise<Record<string, unknown>> {
    const { units, budgets } = this.institution;
    const { pegawaiId } = await this.institution.actor("D1");
    return { unit_id: units["TI"], pelaksana: [pegawaiId], anggaran_id: budgets[1] };
  }
}

/** The code of a role that nobody has made. */
export const roleCode = () => `peran_${crypto.randomUUID().slice(0, 8)}`;
