import { createRouter, createWebHistory, type Router } from "vue-router";
import { onAnswer, onEnd } from "./api/call.ts";
import { watchLeaving } from "./api/leaving.ts";
import { queries } from "./api/queries.ts";
import { loadWords } from "./i18n/index.ts";
import { modules } from "./modules/index.ts";
import { routesOf } from "./screen.ts";
import { useSession } from "./session.ts";
import { forgetAnswers } from "./api/kept-answers.ts";
import { noteAnswer } from "./shell/network.ts";
import { noteShown } from "./shell/shown.ts";

/** The addresses of the console, and who gets to each. */
export function makeRouter(): Router {
  const all = Object.entries(modules).flatMap(([slug, module]) => routesOf(slug, module));
  const router = createRouter({
    history: createWebHistory("/"),
    routes: [
      ...all.filter(({ meta }) => meta?.open),
      {
        path: "/",
        component: () => import("./shell/Frame.vue"),
        meta: { modules: ["shell"], title: "", open: false },
        children: all.filter(({ meta }) => !meta?.open),
      },
      {
        path: "/:rest(.*)*",
        name: "missing",
        component: () => import("./shell/Missing.vue"),
        meta: { modules: ["shell"], title: "shell.missing.title", open: true },
      },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  router.beforeEach(async (to) => {
    const session = useSession();
    const words = Promise.all(to.meta.modules.map(loadWords));
    if (!to.meta.open && !(await session.recognise().catch(() => session.me)))
      return { name: "login", query: to.fullPath === "/" ? {} : { kembali: to.fullPath } };
    if (!to.meta.open && session.me?.wajib_otp && to.name !== "identity.profile") return { name: "identity.profile" };
    await words;
    return true;
  });
  router.afterEach((to, _from, failure) => {
    if (!failure) noteShown(String(to.name));
  });
  onAnswer(noteAnswer);
  /** Nothing of whoever was here stays on the page. */
  const part = (why: string | null): void => {
    useSession().forget(why);
    queries.clear();
    void forgetAnswers();
  };
  watchLeaving(() => {
    part(null);
    void router.push({ name: "login" });
  });
  onEnd((code) => {
    const session = useSession();
    // A role that one holds demands a second factor from now on: nothing else is answered before it is set up.
    if (code === "WAJIB_OTP") {
      if (session.me && !session.me.wajib_otp) {
        session.me.wajib_otp = true;
        void router.push({ name: "identity.profile" });
      }
      return;
    }
    if (!session.me) {
      // Whoever comes back with the cookie of a session that is over is told why they log in again.
      if (code !== "BELUM_MASUK") session.forget(code);
      return;
    }
    part(code);
    const { fullPath, meta } = router.currentRoute.value;
    if (!meta.open) void router.push({ name: "login", query: { kembali: fullPath } });
  });
  return router;
}
