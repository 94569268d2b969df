import { defineAsyncComponent, defineComponent, h, type Component } from "vue";
import type { RouteRecordRaw } from "vue-router";
import type { OperationId } from "./api/operation.ts";
import ScreenFailed from "./shell/ScreenFailed.vue";
import ScreenLoading from "./shell/ScreenLoading.vue";

/** A page of the console. */
export interface Screen {
  readonly path: string;
  /** Its name, as links and breadcrumbs call it: `sppd.list`. */
  readonly name: string;
  /** The words of its title: a key of its module's. */
  readonly title: string;
  readonly load: () => Promise<{ default: Component }>;
  /** The operation without which it would be empty: whoever may not do it is told so instead. */
  readonly needs?: OperationId;
  /** Its own sign in the menu, where it has one beside its module's. */
  readonly icon?: string;
  /** The name of the page above it. */
  readonly parent?: string;
  /** Other modules whose words it uses: a badge, a name of theirs. */
  readonly words?: readonly string[];
  /** Seen without a session, and without the frame. */
  readonly open?: boolean;
}

/** What a module shows: its sign and its pages. */
export interface ConsoleModule {
  readonly icon: string;
  /** Institutions switch it on and off. */
  readonly optional?: true;
  readonly screens: readonly Screen[];
}

/** A module's pages as routes. */
export function routesOf(slug: string, { screens }: ConsoleModule): RouteRecordRaw[] {
  return screens.map(({ path, name, title, load, needs, parent, words = [], open = false }) => ({
    path,
    name,
    component: lazily(load),
    meta: { modules: [slug, ...words], title, needs, parent, open },
  }));
}

/** A screen that is fetched when it is first opened: quickly, nothing is shown meanwhile; slowly, its outline; not at all, a way to try again. */
function lazily(load: Screen["load"]): Component {
  const fetched = defineAsyncComponent({
    loader: load,
    delay: 200,
    timeout: 3_000,
    loadingComponent: ScreenLoading,
    errorComponent: ScreenFailed,
  });
  return defineComponent({
    inheritAttrs: false,
    setup:
      (_, { attrs }) =>
      () =>
        h(fetched, attrs),
  });
}

declare module "vue-router" {
  interface RouteMeta {
    /** The modules whose words it uses, its own first. */
    readonly modules: readonly string[];
    readonly title: string;
    readonly needs?: OperationId | undefined;
    readonly parent?: string | undefined;
    readonly open: boolean;
  }
}
