import { scopes } from "#operations";
import { computed } from "vue";
import { useI18n } from "vue-i18n";
import { useAsk } from "../../api/ask.ts";
import { useSession } from "../../session.ts";

const builtIn = [...new Set(Object.values(scopes).flatMap((roles) => Object.keys(roles)))];

/** The roles that can be given, the platform's first, then the institution's own; and what each is called. */
export function useRoles() {
  const { t } = useI18n();
  const session = useSession();
  const own = useAsk("listRoles", {}, { when: () => session.may("listRoles") !== undefined });
  const names = computed(
    () =>
      new Map([
        ...builtIn.map((kode): [string, string] => [kode, t(`identity.role.${kode}`)]),
        ...(own.data.value?.data ?? []).map(({ kode, nama }): [string, string] => [kode, nama]),
      ]),
  );
  return {
    own,
    builtIn,
    /** A role's name; of one that is gone, its code. */
    name: (kode: string): string => names.value.get(kode) ?? kode,
    /** For a field in which one chooses a role. */
    items: computed(() => [...names.value].map(([value, label]) => ({ value, label }))),
  };
}
