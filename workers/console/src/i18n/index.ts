import { createI18n } from "vue-i18n";
import { speak } from "../api/call.ts";

/** Languages of the console: Indonesian first. */
export const languages = ["id", "en"] as const;
export type Language = (typeof languages)[number];

const kept = "serambi.bahasa";

/** One file for each module and language, loaded with its first screen. */
const files = import.meta.glob<{ default: Record<string, unknown> }>("../modules/*/{id,en}.json");
const shells = import.meta.glob<{ default: Record<string, unknown> }>("../shell/{id,en}.json");

export const i18n = createI18n({
  legacy: false,
  locale: chosenLanguage(),
  fallbackLocale: false,
  missingWarn: true,
  messages: {},
});

const wanted = new Set<string>();
const loaded = new Set<string>();

function chosenLanguage(): Language {
  const chosen = localStorage.getItem(kept) ?? navigator.language.slice(0, 2);
  return chosen === "en" ? "en" : "id";
}

/** The language of the page now. */
export function languageNow(): Language {
  return i18n.global.locale.value as Language;
}

/** Loads the words of a module (`shell`: those of the frame) in the language of the page. */
export async function loadWords(module: string): Promise<void> {
  wanted.add(module);
  await load(module, languageNow());
}

async function load(module: string, language: Language): Promise<void> {
  const name = `${module}/${language}`;
  if (loaded.has(name)) return;
  const file = module === "shell" ? shells[`../shell/${language}.json`] : files[`../modules/${name}.json`];
  if (!file) return;
  const words = await file();
  i18n.global.mergeLocaleMessage(language, { [module]: words.default });
  loaded.add(name);
}

/** Has the page speak another language from now on. */
export async function changeLanguage(language: Language): Promise<void> {
  await Promise.all([...wanted].map((module) => load(module, language)));
  i18n.global.locale.value = language;
  localStorage.setItem(kept, language);
  applyLanguage();
}

/** Tells browser and platform which language it is. */
export function applyLanguage(): void {
  document.documentElement.lang = languageNow();
  speak(languageNow());
}
