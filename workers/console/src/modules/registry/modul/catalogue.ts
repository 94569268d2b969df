import { computed } from "vue";
import { useI18n } from "vue-i18n";
import { useAsk } from "../../../api/ask.ts";
import type { Row } from "../../../api/operation.ts";
import { useSession } from "../../../session.ts";

/** A module there is. */
export type Module = Row<"listModules">;
/** What the institution has of one, now or once. */
export type UserModule = Row<"listUserModules">;

/** A module as the institution has it. */
export interface Held {
  readonly module: Module;
  readonly own: UserModule | undefined;
  readonly active: boolean;
  /** Whether the licence covers it. */
  readonly licensed: boolean;
}

/** Every module there is, with what the institution has of it, and what depends on what. */
export function useCatalogue() {
  const session = useSession();
  const all = useAsk("listModules");
  const owned = useAsk("listUserModules");
  const licence = useAsk("getLicence");
  const { t, te } = useI18n();
  /** In the language of the page; one that this console does not know yet says of itself what it does. */
  const inWords = (module: Module): Module =>
    te(`registry.named.${module.slug}.name`)
      ? {
          ...module,
          name: t(`registry.named.${module.slug}.name`),
          description: t(`registry.named.${module.slug}.text`),
        }
      : module;

  const held = computed<Held[]>(() =>
    (all.data.value?.data ?? []).map((module) => {
      const own = owned.data.value?.data.find((one) => one.module.slug === module.slug);
      const covered = licence.data.value?.modules ?? null;
      return {
        module: inWords(module),
        own,
        active: module.is_core || own?.is_active === true,
        licensed: module.is_core || covered === null || covered.includes(module.slug),
      };
    }),
  );
  const bySlug = computed(() => new Map(held.value.map((one) => [one.module.slug, one])));

  /** What is not active yet and is needed by a module, what others need first. */
  function missingOf(slug: string, found = new Set<string>()): Held[] {
    for (const needed of bySlug.value.get(slug)?.module.dependencies ?? []) {
      if (found.has(needed) || bySlug.value.get(needed)?.active !== false) continue;
      missingOf(needed, found);
      found.add(needed);
    }
    return held.value.filter(({ module }) => found.has(module.slug));
  }

  /** The active modules that need one, be it through others: what needs the others first. */
  function dependentsOf(slug: string): Held[] {
    const found = new Set([slug]);
    for (const { module, active } of held.value)
      if (active && module.dependencies.some((needed) => found.has(needed))) found.add(module.slug);
    found.delete(slug);
    return held.value.filter(({ module }) => found.has(module.slug)).reverse();
  }

  return {
    held,
    missingOf,
    dependentsOf,
    pending: computed(() => all.isPending.value || owned.isPending.value),
    problem: computed(() => all.error.value ?? owned.error.value),
    again: () => Promise.all([all.refetch(), owned.refetch(), licence.refetch()]),
    maySwitch: computed(() => session.may("activateModule") !== undefined),
  };
}

/** Signs are bundled by their names: one that is not here gets a box. */
const signs: Readonly<Record<string, string>> = {
  archive: "i-lucide-archive",
  "badge-check": "i-lucide-badge-check",
  bell: "i-lucide-bell",
  blocks: "i-lucide-blocks",
  book: "i-lucide-book",
  "building-2": "i-lucide-building-2",
  "calendar-check": "i-lucide-calendar-check",
  clock: "i-lucide-clock",
  croissant: "i-lucide-croissant",
  factory: "i-lucide-factory",
  file: "i-lucide-file",
  flask: "i-lucide-flask-conical",
  "graduation-cap": "i-lucide-graduation-cap",
  "hard-hat": "i-lucide-hard-hat",
  "id-card": "i-lucide-id-card",
  landmark: "i-lucide-landmark",
  plane: "i-lucide-plane",
  school: "i-lucide-school",
  shield: "i-lucide-shield",
  stamp: "i-lucide-stamp",
  store: "i-lucide-store",
  truck: "i-lucide-truck",
  users: "i-lucide-users",
};
export const signOf = (icon: string): string => signs[icon] ?? "i-lucide-box";
