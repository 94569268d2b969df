import type { ConsoleModule } from "../../screen.ts";

export const institutions: ConsoleModule = {
  icon: "i-lucide-building-2",
  screens: [
    {
      path: "/daftar",
      name: "daftar",
      title: "institutions.register.title",
      load: () => import("./daftar/Register.vue"),
      open: true,
    },
    {
      path: "/institusi",
      name: "institusi",
      title: "institutions.profile.title",
      load: () => import("./profil/Institution.vue"),
      needs: "getInstitution",
    },
  ],
};
