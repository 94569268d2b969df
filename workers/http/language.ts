import type { Language } from "../../db/core/problem.ts";

/** The language a request asks for (`Accept-Language`, by weight); Indonesian unless English is preferred. */
export function chooseLanguage(header: string | null | undefined): Language {
  if (!header) return "id";
  const wanted = header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = parameters
        .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
        .find((q) => q !== undefined);
      return { language: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => (language === "id" || language === "en") && weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return wanted[0]?.language === "en" ? "en" : "id";
}
