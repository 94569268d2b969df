import type { ConsoleModule } from "../../screen.ts";

export const notifications: ConsoleModule = {
  icon: "i-lucide-bell",
  screens: [
    {
      path: "/notifikasi",
      name: "notifications.list",
      title: "notifications.list.title",
      load: () => import("./Notifications.vue"),
    },
    {
      path: "/notifikasi/siaran",
      name: "notifications.broadcast",
      title: "notifications.broadcast.title",
      load: () => import("./Broadcast.vue"),
      needs: "broadcastNotification",
      parent: "notifications.list",
      words: ["identity"],
    },
  ],
};
