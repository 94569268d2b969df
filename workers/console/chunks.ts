import { fileURLToPath } from "node:url";
import type { Rolldown } from "vite";

type Part = "vue" | "libraries" | "start" | "frame" | "common";
type Graph = Parameters<Rolldown.CodeSplittingNameFunction>[1];

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** What stands before the login, and what whoever has logged in sees first, with the widgets there. */
const before = ["src/main.ts", "src/modules/login/Login.vue"].map(at);
const page = ["src/shell/Frame.vue", "src/modules/registry/Dashboard.vue"].map(at);
const widgets = at("src/modules/widgets.ts");
const vue = /node_modules\/(@vue|vue|vue-router|pinia)\//;
const libraries = /node_modules\/(vue-i18n|@intlify|@tanstack|@vueuse)\//;
/** Lists of everything that a library has: who imports one needs little of it. */
const lists = /reka-ui\/dist\/index|@nuxt\/ui\/.*\/index\.js$/;
/** What so many screens need comes to all of them together; with fewer, it would be more than a file may hold (60 kB). */
const many = 12;

/**
 * What comes in a file of its own: all that stands before the login, what the first page adds to it, and what many screens have in common.
 * Left to itself, the bundler makes a file of whatever the same set of screens shares, most of them of a kilobyte: a screen was fifty of
 * them, and a phone on a slow line waits for each.
 */
export function chunkGroups(): Rolldown.CodeSplittingGroup[] {
  let parts: ReadonlyMap<string, Part> | undefined;
  return (["vue", "libraries", "start", "frame", "common"] as const).map((part, place, { length }) => ({
    priority: length - place,
    name: (id, graph) => ((parts ??= partsOf(graph)).get(id) === part ? part : null),
  }));
}

/** By the modules' ids; of one that is not named, the bundler decides, as of the screens themselves. */
function partsOf(graph: Graph): Map<string, Part> {
  const start = needs(graph, before);
  const first = [...page, ...screensOf(graph, [widgets])];
  const uses = new Map<string, number>();
  for (const screen of screensOf(graph, start))
    for (const id of needs(graph, [screen])) uses.set(id, (uses.get(id) ?? 0) + 1);
  const parts = new Map<string, Part>();
  for (const [id, count] of uses) if (count >= many) parts.set(id, "common");
  for (const id of needs(graph, first)) parts.set(id, "frame");
  for (const id of start) parts.set(id, vue.test(id) ? "vue" : libraries.test(id) ? "libraries" : "start");
  for (const id of [...before, ...first]) parts.delete(id);
  return parts;
}

/** Modules with all that must be there before they run. */
function needs(graph: Graph, ids: readonly string[]): Set<string> {
  const found = new Set(ids);
  for (const id of found)
    if (!lists.test(id)) for (const needed of graph.getModuleInfo(id)?.importedIds ?? []) found.add(needed);
  return found;
}

/** What is fetched when it is first opened. */
function screensOf(graph: Graph, ids: Iterable<string>): Set<string> {
  const opened = [...ids].flatMap((id) => graph.getModuleInfo(id)?.dynamicallyImportedIds ?? []);
  return new Set(opened.filter((id) => id.endsWith(".vue")));
}
