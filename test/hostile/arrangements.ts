import { wordFile } from "../setup/word-files.ts";
import { ask, until } from "../setup/http.ts";
import { testPassword } from "../setup/institution.ts";
import type { Arranged } from "./requests.ts";
import { archiveArrangements } from "./archive.ts";
import { credentialArrangements } from "./credentials.ts";
import { roleCode, type Ground } from "./ground.ts";
import { exportArrangements } from "./exports.ts";
import { importArrangements } from "./imports.ts";
import { moneyArrangements } from "./money.ts";
import { moduleArrangements } from "./modules.ts";
import { officeArrangements } from "./offices.ts";
import { tripArrangements } from "./trips.ts";
import { yearArrangements } from "./years.ts";

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
  ...moduleArrangements,
  ...tripArrangements,
  ...exportArrangements,
  ...moneyArrangements,
  ...officeArrangements,
  ...archiveArrangements,
  ...yearArrangements,
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
  summariseActivity: by("ADM"),
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
  copyTarif: by("P1"),
  listBudgets: by("D1"),
  addBudget: (ground) =>
    Promise.resolve({
      as: "P1",
      body: { unit_id: ground.institution.units["FT"], kegiatan: `4471.${crypto.randomUUID()}` },
    }),
  correctBudget: async (ground) => ({ as: "P1", params: { id: ground.institution.budgets[2] ?? "" } }),
  listUnits: by("D1"),
  listOrders: by("A2"),
  summariseOrders: by("A2"),
  summariseWaiting: by("A2"),
  listLetterTemplates: by("G1"),
  useLetterTemplate: () =>
    Promise.resolve({ as: "G1", params: { jenis: "spd" }, query: { nama: "SPD.docx" }, file: wordFile("{{nomor}}") }),
  dropLetterTemplate: () => Promise.resolve({ as: "G1", params: { jenis: "spd" } }),
  exportNominative: async (ground) => ({ as: "B1", query: { sppd_id: await ground.withLetter() } }),
  exportRecapitulation: async () => ({ as: "B1", query: { per: "unit", tahun: "2026" } }),
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
