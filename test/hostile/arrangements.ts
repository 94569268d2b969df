import { issueUnsent, orderWithLetter } from "../setup/deliveries.ts";
import { ask, until } from "../setup/http.ts";
import { testPassword, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, bandung, draft, leg, orderE1 } from "../setup/orders.ts";
import { tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import { credentialArrangements } from "./credentials.ts";
import { importArrangements } from "./imports.ts";
import type { Arranged } from "./requests.ts";

/** The institution in which examples are brought about, on Monday 6 April 2026; no two orders share a day. */
export class Ground {
  readonly institution: TestInstitution;
  readonly #sessions = new Map<string, Promise<Actor>[]>();
  #week = 1;
  #turn = 0;

  constructor(institution: TestInstitution) {
    this.institution = institution;
  }

  /** The number of a week that no other order has. */
  week(): number {
    return ++this.#week;
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

  /** Somebody in a session of their own. */
  async freshActor(key: string): Promise<Actor> {
    const { slug } = this.institution;
    const { body } = await ask<{ token: string; person: { user_id: string; pegawai_id: string } }>(
      null,
      "POST",
      "/identity/login",
      { identifier: key.toLowerCase(), password: testPassword, institution: slug },
      { "cf-connecting-ip": crypto.randomUUID() },
    );
    return { token: body.token, userId: body.person.user_id, pegawaiId: body.person.pegawai_id };
  }

  /** A draft of D1's for two days of a week of its own. */
  async draft(): Promise<string> {
    const d1 = await this.institution.actor("D1");
    const from = tambahHari("2026-04-06", this.week() * 7);
    const etape = [leg(from, tambahHari(from, 1), bandung)];
    return await draft(d1, orderE1(this.institution, [d1.pegawaiId], { etape }));
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
    return await orderWithLetter(this.institution, [(await this.institution.actor("D1")).pegawaiId], this.week());
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

const roleCode = () => `peran_${crypto.randomUUID().slice(0, 8)}`;

const about = async (as: string, id: Promise<string>): Promise<Arranged> => ({ as, params: { id: await id } });
const by = (as: string) => (): Promise<Arranged> => Promise.resolve({ as });

/** How the example of each operation comes to work: who asks, and what of it must exist first. */
export const arrangements: Readonly<Record<string, (ground: Ground) => Promise<Arranged>>> = {
  logIn: async ({ institution: { slug } }) => ({
    as: null,
    body: { identifier: "d1", password: testPassword, institution: slug },
  }),
  logOut: () => Promise.resolve({ as: "D2", alone: true }),
  whoAmI: by("D1"),
  changePassword: () => Promise.resolve({ as: "D3", alone: true, body: { lama: testPassword } }),
  ...credentialArrangements,
  ...importArrangements,
  listOwnSessions: by("D1"),
  endOwnSession: async (ground) => {
    const left = await ground.freshActor("D2");
    const mine = () =>
      ask<{ data: { id: string; ini: boolean }[] }>(left, "GET", "/identity/sessions").then(({ body }) => body.data);
    const recorded = await until(mine, (list) => list.some(({ ini }) => ini));
    return { as: "D2", params: { id: recorded.find(({ ini }) => ini)?.id ?? "" } };
  },
  listSessionsOf: async (ground) => ({
    as: "ADM",
    params: { id: (await ground.institution.actor("D1")).userId },
  }),
  // Of somebody who asks for nothing else.
  endSessionsOf: async (ground) => ({
    as: "ADM",
    params: { id: ground.institution.people["R1"]?.user_id ?? "" },
  }),
  getPolicy: by("ADM"),
  setPolicy: () => Promise.resolve({ as: "ADM", body: { perangkat: "bebas" } }),
  listUsers: by("ADM"),
  createUser: (ground) => Promise.resolve({ as: "ADM", body: ground.account() }),
  getUser: async (ground) => about("ADM", ground.user()),
  updateUser: async (ground) => {
    const { nama, pengenal } = ground.account();
    return { ...(await about("ADM", ground.user())), body: { nama, pengenal } };
  },
  setUserRoles: async (ground) => ({ ...(await about("ADM", ground.user())), body: { peran: ground.account().peran } }),
  activateUser: async (ground) => {
    const arranged = await about("ADM", ground.user());
    const path = `/identity/users/${arranged.params?.["id"]}/deactivate`;
    await ask(await ground.institution.actor("ADM"), "POST", path);
    return arranged;
  },
  deactivateUser: (ground) => about("ADM", ground.user()),
  listOwnActivity: by("D1"),
  listUserActivity: (ground) => about("ADM", ground.user()),
  listRoles: by("ADM"),
  listPermissions: by("D1"),
  createRole: () => Promise.resolve({ as: "ADM", body: { kode: roleCode() } }),
  updateRole: async (ground) => ({ as: "ADM", params: { kode: await ground.role() } }),
  deleteRole: async (ground) => ({ as: "ADM", params: { kode: await ground.role() } }),
  listJobs: by("G1"),
  getJob: (ground) => about("G1", ground.unsentJob()),
  retryJob: async (ground) => {
    const arranged = await about("G1", ground.unsentJob());
    await ask(await ground.institution.actor("G1"), "POST", `/jobs/${arranged.params?.["id"]}/cancel`);
    return arranged;
  },
  cancelJob: (ground) => about("G1", ground.unsentJob()),
  listNotifications: by("D1"),
  countUnread: by("D1"),
  broadcastNotification: by("ADM"),
  markRead: (ground) => about("D1", ground.told()),
  markAllRead: async (ground) => ({ as: "D1", body: { sampai: await ground.told() } }),
  getNotificationPreferences: by("D1"),
  setNotificationPreferences: by("D1"),
  listPegawai: by("ADM"),
  createPegawai: async (ground) => ({
    as: "ADM",
    body: { unit_id: ground.institution.units["TI"] },
  }),
  getPegawai: async (ground) => ({
    as: "ADM",
    params: { id: (await ground.institution.actor("D1")).pegawaiId },
  }),
  getPegawaiAccount: async (ground) => {
    const { body } = await ask<{ id: string }>(await ground.institution.actor("ADM"), "POST", "/pegawai", {
      status: "Honorer",
      nama: "Joko Susilo",
      jabatan: "Pengemudi",
      unit_id: ground.institution.units["UNIV"],
      rekening: { bank: "Bank Jateng", nomor: "1002003004", nama: "Joko Susilo" },
    });
    return { as: "B1", params: { id: body.id } };
  },
  listWilayah: by("D1"),
  listTarif: by("D1"),
  correctTarif: by("P1"),
  listGolongan: by("D1"),
  listHolidays: by("D1"),
  setHoliday: by("ADM"),
  removeHoliday: async (ground) => {
    const day = { nama: "Dies Natalis", jenis: "institusi", sumber: "SK Rektor" };
    await ask(await ground.institution.actor("ADM"), "PUT", "/referensi/hari-libur/2026-03-17", day);
    return { as: "ADM" };
  },
  listBudgets: by("D1"),
  listUnits: by("D1"),
  listOrders: by("A2"),
  summariseOrders: by("A2"),
  createOrder: async (ground) => ({ as: "D1", body: await ground.orderIds() }),
  getOrder: (ground) => about("D1", ground.draft()),
  updateOrder: async (ground) => ({
    ...(await about("D1", ground.draft())),
    body: await ground.orderIds(),
  }),
  attachInvitation: async (ground) => ({
    ...(await about("D1", ground.draft())),
    file: new TextEncoder().encode("%PDF-1.7\nundangan"),
  }),
  submitOrder: (ground) => about("D1", ground.draft()),
  withdrawOrder: (ground) => about("D1", ground.submitted()),
  approveOrder: (ground) => about("A1", ground.submitted()),
  returnOrder: (ground) => about("A1", ground.submitted()),
  rejectOrder: (ground) => about("A1", ground.submitted()),
  issueSt: (ground) => about("G1", ground.approved()),
  issueSpd: (ground) => about("P1", ground.withLetter()),
  cancelOrder: (ground) => about("D1", ground.submitted()),
  listDocuments: (ground) => about("D1", ground.withLetter()),
  downloadFile: async (ground) => {
    const id = await ground.withLetter();
    const link = await until(
      () => linkTo(ground, id),
      (url) => url !== undefined,
    );
    const { pathname, searchParams } = new URL(link ?? "");
    const [, store = "", key = ""] = /\/berkas\/(\w+)\/(.*)$/.exec(pathname) ?? [];
    return { as: null, params: { store, key }, query: Object.fromEntries(searchParams) };
  },
};

async function linkTo({ institution }: Ground, order: string): Promise<string | undefined> {
  const { body } = await ask<{ data: { pdf: { url: string } | null }[] }>(
    await institution.actor("D1"),
    "GET",
    `/sppd/${order}/dokumen`,
  );
  return body.data[0]?.pdf?.url;
}
