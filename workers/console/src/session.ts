import { operations, scopes } from "#operations";
import { defineStore } from "pinia";
import { computed, ref } from "vue";
import { call } from "./api/call.ts";
import { isLeaving } from "./api/leaving.ts";
import type { OperationId, Output } from "./api/operation.ts";
import { problemOf } from "./api/problem.ts";

/** Who is logged in. */
export type Me = Output<"whoAmI">;

const reach = ["own", "unit", "all"] as const;
/** How far a permission reaches: one's own, one's unit, the whole institution. */
export type Scope = (typeof reach)[number];

/** Who is here, and what they may do. The platform decides that once more at each call: here it only says what is worth showing. */
export const useSession = defineStore("session", () => {
  const me = ref<Me | null>(null);
  /** Why the last session ended, for the page on which one logs in again. */
  const ending = ref<string | null>(null);
  /** Every role's permissions, with how far each reaches. */
  const permissions = computed(() => {
    const held = new Map<string, Scope>();
    const hold = (permission: string, scope: Scope): void => {
      const before = held.get(permission);
      if (before === undefined || reach.indexOf(scope) > reach.indexOf(before)) held.set(permission, scope);
    };
    for (const role of me.value?.roles ?? []) {
      for (const [permission, roles] of Object.entries(scopes)) {
        const scope = roles[role.peran];
        if (scope) hold(permission, scope as Scope);
      }
      for (const [permission, scope] of Object.entries(role.izin ?? {})) hold(permission, scope);
    }
    return held;
  });

  /** How far one may do an operation; undefined when not at all. */
  function may(id: OperationId): Scope | undefined {
    const permission = operations[id][2];
    if (permission === "" || permission === "session") return me.value || permission === "" ? "own" : undefined;
    if (permission.startsWith("operator.")) return me.value?.operator ? "all" : undefined;
    return permissions.value.get(permission);
  }

  /** Asks who is here; null when nobody is, or whoever is left and the platform has not heard of it. Throws when it cannot be reached. */
  async function recognise(): Promise<Me | null> {
    if (me.value) return me.value;
    if (isLeaving()) return null;
    try {
      me.value = await call("whoAmI");
    } catch (error) {
      if (problemOf(error).status !== 401) throw error;
    }
    return me.value;
  }

  function forget(why: string | null = null): void {
    me.value = null;
    ending.value = why;
  }

  return { me, ending, permissions, may, recognise, forget };
});
