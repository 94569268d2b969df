import { exportOf } from "../berkas/reads/exportable.ts";
import { activityList, readOwnActivity } from "./reads/activity.ts";
import { usersAsking } from "./reads/managed-profile.ts";
import { userList } from "./reads/user-list.ts";
import { readUsers } from "./reads/users.ts";

/** Accounts as a file: telephone numbers opened, and so under a permission of its own. */
export const userExport = exportOf(
  userList,
  {
    name: "identity.users",
    slug: "identity",
    access: "identity.users.export",
    title: { id: "Pengguna", en: "Users" },
  },
  async ({ work, principal, scope }, asked) =>
    await readUsers(work, scope, asked, await usersAsking(work, principal, asked)),
);

/** What was done to one's own account, as a file. */
export const activityExport = exportOf(
  activityList,
  {
    name: "identity.activity",
    slug: "identity",
    access: "session",
    inPerson: true,
    title: { id: "Riwayat akun", en: "Account history" },
  },
  ({ work, principal }, asked) => readOwnActivity(work, principal.user_id, asked),
);
