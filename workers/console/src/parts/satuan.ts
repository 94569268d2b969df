import { useI18n } from "vue-i18n";

/**
 * What quantities are counted in, which tariffs and costs name in Indonesian (`kali`, `orang/hari`), in the language of the page; one that
 * is not known, as it was written. Of several it is many ("2 times"); beside a stroke each is one.
 */
export function useSatuan(): (satuan: string, count?: number) => string {
  const { t, te } = useI18n();
  return (satuan, count = 1) => {
    const parts = satuan.split("/");
    return parts
      .map((part) => (te(`shell.unit.${part}`) ? t(`shell.unit.${part}`, parts.length > 1 ? 1 : count) : part))
      .join("/");
  };
}
