import { html } from "hono/html";
import type { Context } from "hono";
import { Problem, type Language } from "../../db/core/problem.ts";
import type { Portal } from "./index.ts";

/** What the reference may load: this host's files. Icons are data in its style sheet. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `GET /api/docs`: the browsable reference of the OpenAPI document. */
export async function showDocs(language: Language): Promise<Response> {
  const [title, without] =
    language === "id"
      ? ["Dokumentasi API Serambi", "Halaman ini memerlukan JavaScript. Tanpa itu, baca dokumen OpenAPI-nya:"]
      : ["Serambi API documentation", "This page needs JavaScript. Without it, read the OpenAPI document:"];
  const page = await html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/p/ikon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/p/swagger/swagger-ui.css">
<script src="/p/swagger/swagger-ui-bundle.js" defer></script>
<script src="/p/docs.js" type="module"></script>
</head>
<body>
<main id="swagger-ui"></main>
<noscript><p>${without} <a href="/api/openapi.json">/api/openapi.json</a></p></noscript>
</body>
</html>
`;
  return new Response(page.toString(), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-language": language,
      "content-security-policy": policy,
      "cache-control": "no-cache",
      vary: "Accept-Language",
    },
  });
}

/** A file that the build made, with its entity tag: asked for again, it costs an empty 304. */
export async function serveAsset(c: Context<Portal>): Promise<Response> {
  const file = await c.env.arrival.env.ASSETS.fetch(c.req.raw);
  if (file.status === 404) throw new Problem("TIDAK_DITEMUKAN");
  const headers = new Headers(file.headers);
  headers.set("cache-control", "public, no-cache");
  return new Response(file.body, { status: file.status, headers });
}
