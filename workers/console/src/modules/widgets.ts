import { defineAsyncComponent, type Component } from "vue";

/** What each widget of the manifests shows, by its id. */
export const widgets: Readonly<Record<string, Component>> = {
  "sppd.menunggu": widget(() => import("./sppd/widgets/Waiting.vue")),
  "sppd.ringkasan": widget(() => import("./sppd/widgets/Summary.vue")),
};

/** A module's widget, fetched when a dashboard first shows it. Its words are the dashboard's: those of its module are many more. */
function widget(load: () => Promise<{ default: Component }>): Component {
  return defineAsyncComponent(load);
}
