import { computed } from "vue";
import { useAsk } from "../../../api/ask.ts";
import type { Output } from "../../../api/operation.ts";
import type { Scope } from "../../../session.ts";
import { usePermissionNames } from "../permissions.ts";
import { useRoles } from "../roles.ts";

export type Permission = Output<"listPermissions">["data"][number];
/** The permissions of a role, each with how far it reaches. */
export type Held = Readonly<Record<string, Scope>>;

/** Every permission, by module; and every role, with what it holds. */
export function useCatalogue() {
  const asked = useAsk("listPermissions");
  const roles = useRoles();
  const names = usePermissionNames();
  const groups = computed(() => {
    const found = new Map<string, Permission[]>();
    for (const one of asked.data.value?.data ?? []) found.set(one.modul, [...(found.get(one.modul) ?? []), one]);
    return [...found].map(([slug, permissions]) => ({ slug, name: names.module(slug), permissions }));
  });
  const all = computed(() => [
    ...(asked.data.value?.peran ?? []).map((kode) => ({
      kode,
      nama: roles.name(kode),
      own: false,
      held: heldBy(kode),
    })),
    ...(roles.own.data.value?.data ?? []).map(({ kode, nama, izin }) => ({
      kode,
      nama,
      own: true,
      held: izin as Held,
    })),
  ]);

  function heldBy(kode: string): Held {
    const held: Record<string, Scope> = {};
    for (const { izin, peran } of asked.data.value?.data ?? []) {
      const scope = (peran as Record<string, Scope>)[kode];
      if (scope) held[izin] = scope;
    }
    return held;
  }
  const pending = computed(() => asked.isPending.value || roles.own.isPending.value);
  const problem = computed(() => asked.error.value ?? roles.own.error.value);
  const again = (): void => void Promise.all([asked.refetch(), roles.own.refetch()]);
  return { groups, all, pending, problem, again };
}
