import { html } from "hono/html";
import type { Language } from "../../db/core/problem.ts";

/** A piece of a page in which every value has been escaped. */
export type Html = ReturnType<typeof html>;

/** A public page: what differs from one to the next. */
export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  readonly status?: number;
  /** Addresses of scripts and styles beside the pages' own; only this host's. */
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  /** Its script asks this host for something. */
  readonly asks?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a page may load and do: its own files, and nothing written into it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const texts = {
  id: {
    skip: "Langsung ke isi",
    login: "Masuk",
    verify: "Periksa dokumen",
    docs: "API",
    problems: "Kode masalah",
    status: "Keadaan layanan",
    home: "Beranda Serambi",
    foot: "Serambi: layanan perjalanan dinas institusi.",
  },
  en: {
    skip: "Skip to content",
    login: "Log in",
    verify: "Verify a document",
    docs: "API",
    problems: "Problem codes",
    status: "Service status",
    home: "Serambi home",
    foot: "Serambi: official travel for institutions.",
  },
} satisfies Record<Language, object>;

/** Renders a page in the one layout. Asked for again each time unless its headers say otherwise. */
export async function renderPage(page: Page): Promise<Response> {
  const { language, title, body, status = 200, scripts = [], styles = [], asks = false, headers = {} } = page;
  const text = texts[language];
  const document = await html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Serambi</title>
<link rel="icon" href="/p/ikon.svg" type="image/svg+xml">
${["/p/portal.css", ...styles].map((href) => html`<link rel="stylesheet" href="${href}">`)}
${scripts.map((src) => html`<script src="${src}" type="module"></script>`)}
</head>
<body>
<a class="lewati" href="#isi">${text.skip}</a>
<header class="kepala">
<a class="merek" href="/" aria-label="${text.home}"><img src="/p/ikon.svg" width="32" height="32" alt="">Serambi</a>
<nav><a href="/masuk">${text.login}</a><a href="/verify">${text.verify}</a><a href="/api/docs">${text.docs}</a><a href="/problems">${text.problems}</a></nav>
</header>
<main class="isi" id="isi">
${body}
</main>
<footer class="kaki">${text.foot} <a href="/status">${text.status}</a></footer>
</body>
</html>
`;
  return new Response(document.toString(), {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-language": language,
      "content-security-policy": asks ? `${policy}; connect-src 'self'` : policy,
      "cache-control": "no-cache",
      vary: "Accept, Accept-Language",
      ...headers,
    },
  });
}
