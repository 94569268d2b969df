import type { ConsoleModule } from "../../screen.ts";

export const arsip: ConsoleModule = {
  icon: "i-lucide-archive",
  screens: [
    {
      path: "/arsip",
      name: "arsip.list",
      title: "arsip.title",
      load: () => import("./ArchiveList.vue"),
      needs: "listArchive",
    },
    {
      path: "/arsip/:id",
      name: "arsip.order",
      title: "arsip.order.title",
      load: () => import("./ArchivedOrder.vue"),
      needs: "getArchived",
      parent: "arsip.list",
      words: ["sppd"],
    },
  ],
};
