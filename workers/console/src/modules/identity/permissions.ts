import { useI18n } from "vue-i18n";

/** What permissions are called, and the modules they belong to; one that has no words yet, by its code. */
export function usePermissionNames() {
  const { t, te } = useI18n();
  return {
    permission: (izin: string): string => (te(`identity.permission.${izin}`) ? t(`identity.permission.${izin}`) : izin),
    module: (slug: string): string => (te(`identity.module.${slug}`) ? t(`identity.module.${slug}`) : slug),
  };
}
