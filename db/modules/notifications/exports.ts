import { exportOf } from "../berkas/reads/exportable.ts";
import { notificationList, readUnworded } from "./reads/list.ts";

/** One's own notifications as a file. */
export const notificationExport = exportOf(
  notificationList,
  {
    name: "notifications",
    slug: "notifications",
    access: "session",
    inPerson: true,
    title: { id: "Notifikasi", en: "Notifications" },
  },
  ({ work, principal }, asked) => readUnworded(work, principal.user_id, asked),
);
