import type { ConsoleModule } from "../../screen.ts";

export const licence: ConsoleModule = {
  icon: "i-lucide-badge-check",
  screens: [
    {
      path: "/lisensi",
      name: "lisensi",
      title: "licence.title",
      load: () => import("./Licence.vue"),
      needs: "getLicence",
    },
    { path: "/tentang", name: "tentang", title: "licence.about.title", load: () => import("./About.vue") },
  ],
};
