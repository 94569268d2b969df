import { fileURLToPath } from "node:url";
import vueI18n from "@intlify/unplugin-vue-i18n/vite";
import ui from "@nuxt/ui/vite";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import { bundledPackages } from "./bundled.ts";
import { chunkGroups } from "./chunks.ts";
import { staticColours } from "./colours.ts";
import { earlyIcons } from "./icons.ts";
import { theme } from "./theme.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** While it is written, Vite serves the console, and a platform that runs beside it everything else. */
const edge = process.env["SERAMBI_EDGE"] ?? "http://127.0.0.1:8787";
const platform = "^/(api|graphql|live|verify|problems|status|health|akun|p)(/|$|\\?)";

/** The console: static files under `/p/konsol/`, which the edge serves; its page is the answer to every address of the console. */
export default defineConfig(({ command }) => ({
  root: at("."),
  base: command === "build" ? "/p/konsol/" : "/",
  server: {
    port: 5173,
    proxy: { [platform]: { target: edge, changeOrigin: true, ws: true, headers: { origin: edge } } },
  },
  resolve: { alias: [{ find: /^@iconify\/vue$/, replacement: at("icon-source.ts") }] },
  plugins: [
    staticColours(),
    earlyIcons(),
    bundledPackages(at("../../dist/console/packages.json")),
    // An address in a template is one of the platform, not a file beside it.
    vue({ template: { transformAssetUrls: false } }),
    ui({
      ui: theme,
      // A style sheet for each change of colours would need a hole in the page's policy; ours is a class on the page.
      colorMode: false,
      autoImport: false,
      components: { dts: at("components.generated.d.ts") },
      // An icon that is not in the bundle would be fetched from somebody else's host.
      icon: { clientBundle: { scan: { globInclude: ["src/**/*.{vue,ts}"] } } },
    }),
    vueI18n({
      include: [at("src/**/*.json")],
      // Messages are compiled here, so that the page carries no compiler and needs none of `eval`.
      runtimeOnly: true,
      dropMessageCompiler: true,
      onlyLocales: ["id", "en"],
    }),
  ],
  build: {
    outDir: at("../../dist/assets/p/konsol"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: { checks: { bundlerTimings: false }, output: { codeSplitting: { groups: chunkGroups() } } },
  },
}));
