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
const app = createApp(App);
// A screen that is late says so itself, and is shown once it has come: nothing is wrong with the page.
app.config.errorHandler = (error) => {
  if (!(error instanceof Error && error.message.startsWith("Async component timed out"))) reportError(error);
};
app.use(createPinia()).use(i18n).use(VueQueryPlugin, { queryClient: queries }).use(makeRouter()).use(ui).mount("#app");

if (import.meta.env.PROD) void install();
