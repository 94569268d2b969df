import type { ConsoleModule } from "../../screen.ts";

export const registry: ConsoleModule = {
  icon: "i-lucide-blocks",
  screens: [
    { path: "/", name: "dashboard", title: "registry.dashboard.title", load: () => import("./Dashboard.vue") },
    {
      path: "/modul",
      name: "modul",
      title: "registry.modules.title",
      load: () => import("./modul/Modules.vue"),
      words: ["institutions"],
      needs: "activateModule",
    },
    {
      path: "/modul/:id",
      name: "modul.satu",
      title: "registry.module.title",
      load: () => import("./modul/ModulePage.vue"),
      parent: "modul",
      needs: "configureModule",
    },
  ],
};
