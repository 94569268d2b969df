import type { ConsoleModule } from "../../screen.ts";

/** The pages before one is anybody: a part of identity with words of its own, so that a login carries no others. */
export const login: ConsoleModule = {
  icon: "i-lucide-log-in",
  screens: [
    { path: "/masuk", name: "login", title: "login.title", load: () => import("./Login.vue"), open: true },
    {
      path: "/lupa-sandi",
      name: "login.forgotten",
      title: "login.forgotten.title",
      load: () => import("./Forgot.vue"),
      open: true,
    },
  ],
};
