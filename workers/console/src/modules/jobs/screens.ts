import type { ConsoleModule } from "../../screen.ts";

export const jobs: ConsoleModule = {
  icon: "i-lucide-clock",
  screens: [
    { path: "/pekerjaan", name: "pekerjaan", title: "jobs.title", load: () => import("./Jobs.vue"), needs: "listJobs" },
  ],
};
