import { addIcon as keepIcon } from "@iconify/vue/offline";

/** Iconify without the part that fetches what it was not given: an icon that no source names stays empty, and asks nobody. */
export { addCollection, Icon } from "@iconify/vue/offline";

/** Keeps an icon (`lucide:eye`) under the name by which components ask for it (`lucide-eye`): this part takes names as they are. */
export function addIcon(name: string, icon: Parameters<typeof keepIcon>[1]): boolean {
  keepIcon(name.replace(":", "-"), icon);
  return true;
}

/** Everything that is shown was given at the start. */
export const iconLoaded = (): boolean => true;
