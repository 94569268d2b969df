import { html } from "hono/html";
import type { Language } from "../../../db/core/problem.ts";
import type { Html } from "../layout.ts";

const texts = {
  id: { label: "Kode di bawah kode QR pada surat", example: "7KQ2-M9XW-TR4H-B0V1", check: "Periksa" },
  en: { label: "The code below the letter's QR code", example: "7KQ2-M9XW-TR4H-B0V1", check: "Verify" },
} satisfies Record<Language, object>;

/** The form that takes a code, as it was last written. It works without a script. */
export function codeForm(language: Language, written = ""): Html {
  const text = texts[language];
  return html`<form class="isian" action="/verify" method="get">
<label for="kode">${text.label}</label>
<input class="kode" id="kode" name="kode" value="${written}" placeholder="${text.example}" maxlength="64" required autocomplete="off" autocapitalize="characters" spellcheck="false">
<button>${text.check}</button>
</form>`;
}
