import type { ConsoleModule } from "../../screen.ts";

export const berkas: ConsoleModule = {
  icon: "i-lucide-file-down",
  screens: [
    {
      path: "/ekspor/:id",
      name: "berkas.export",
      title: "berkas.export.title",
      load: () => import("./ExportPage.vue"),
    },
  ],
};
