/// <reference types="vite/client" />
/// <reference types="@intlify/unplugin-vue-i18n/messages" />
declare module "virtual:colours.css";
declare module "virtual:early-icons" {
  /** Each by its name, `lucide:eye`. */
  export const icons: [name: string, icon: { body: string; width: number; height: number }][];
}
declare module "virtual:nuxt-ui-icons" {
  export function init(add: (name: string, icon: { body: string }) => boolean): void;
}

// For tools that read TypeScript alone; vue-tsc knows each file's own type.
declare module "*.vue" {
  import type { Component } from "vue";
  const component: Component;
  export default component;
}
