import { addIcon } from "@iconify/vue";
import ui from "@nuxt/ui/vue-plugin";
import { icons } from "virtual:early-icons";
import { VueQueryPlugin } from "@tanstack/vue-query";
import { createPinia } from "pinia";
import { createApp } from "vue";
import App from "./App.vue";
import { queries } from "./api/queries.ts";
import { applyLanguage, i18n, loadWords } from "./i18n/index.ts";
import { makeRouter } from "./router.ts";
import { install } from "./shell/installed.ts";
import "virtual:colours.css";
import "./style.css";

applyLanguage();
for (const [name, icon] of icons) addIcon(name, icon);
await loadWords("shell");
createApp(App)
  .use(createPinia())
  .use(i18n)
  .use(VueQueryPlugin, { queryClient: queries })
  .use(makeRouter())
  .use(ui)
  .mount("#app");

if (import.meta.env.PROD) void install();
